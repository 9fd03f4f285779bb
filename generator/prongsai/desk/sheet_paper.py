"""The change sheet as a paper to sign."""

import dataclasses
import json
from collections.abc import Iterable

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.comparing.pictured import Pictured
from prongsai.comparing.words import Told, say
from prongsai.desk.change_sheet import ChangeSheet
from prongsai.desk.state import Look
from prongsai.pages.context import Context
from prongsai.paper.blocks import Block, Cell, Group, Section, plain, table
from prongsai.paper.head import SignedBy, head
from prongsai.paper.kinds import WORDS, Paper
from prongsai.paper.measures import Form
from prongsai.paper.official import all_official
from prongsai.paper.official import say as on_paper
from prongsai.thai.dates import format_long

_COLUMNS = ("sheet-kind", "sheet-what", "before", "after")
_WEIGHTS = (1.0, 4.0, 4.0, 4.0)
_FILE_COLUMNS = ("sheet-what", "before", "after")
_FILE_WEIGHTS = (4.0, 4.0, 4.0)
_TO_WRITE = "." * 190
_SIGNERS = ("sheet-prepared", "sheet-clerk", "sheet-mayor")


def sheet_paper(look: Look, assessed: AssessedYear, sheet: ChangeSheet) -> Paper:
    """Return the paper; it is Thai, as all papers are."""
    title = say("title", "th")
    top = head(
        Context.of(look.content),
        look.agency,
        (title, title),
        (say("sheet-date", "th") + " " + format_long(look.today), sheet.summary),
        "",
    )
    form = Form(
        head=dataclasses.replace(top, published=""),
        sections=tuple(_sections(sheet)),
        closing=say("sheet-consent", "th"),
        signatures=tuple(
            SignedBy(role=say(one, "th"), post="", name="", acting_for="", date="")
            for one in _SIGNERS
        ),
        cover=False,
    )
    data = {
        "words": {key: on_paper(key) for key in WORDS},
        **dataclasses.asdict(form),
    }
    return Paper(
        agency=look.agency.slug,
        year=assessed.year.fiscal_year,
        kind="changes",
        name="changes",
        title=title,
        pages=(),
        template="form",
        data=json.dumps(all_official(data), ensure_ascii=False, sort_keys=True),
        date=look.today,
    )


def _sections(sheet: ChangeSheet) -> Iterable[Section]:
    if sheet.vanished:
        count = len(sheet.vanished)
        yield Section(title=say("vanished", "th", count=count), lines=sheet.vanished)
    if sheet.announced:
        yield _section(
            say("announced", "th"), sheet.announced, say("announced-means", "th")
        )
    for part in sheet.parts:
        yield _section(part.title, part.changes)
    if sheet.files:
        yield _files(sheet.files)
    yield Section(
        title=say("sheet-answer", "th"),
        lines=(
            f"☐ {say('sheet-agree', 'th')}    ☐ {say('sheet-return', 'th')}",
            say("sheet-remark", "th"),
            _TO_WRITE,
            _TO_WRITE,
        ),
    )


def _files(files: Iterable[Pictured]) -> Section:
    """Return documents that came, changed or went: how each side begins."""
    rows = tuple(
        (
            plain(one.title),
            _side(one.was, one.pages[0], one.begins[0]),
            _side(one.now, one.pages[1], one.begins[1]),
        )
        for one in files
    )
    columns = [say(key, "th") for key in _FILE_COLUMNS]
    shown = table(columns, (Group(heading="", rows=rows),), _FILE_WEIGHTS)
    return Section(title=say("file-files", "th"), tables=(shown,))


def _side(there: bool, pages: int | None, begins: str) -> Cell:  # noqa: FBT001 - a side of a file
    counted = (say("sheet-pages", "th", pages=pages),) if pages else ()
    words = (say("sheet-begins", "th", text=begins),) if begins else ()
    known = (*counted, *words) or (say("sheet-new-file", "th"),)
    return tuple(Block(text=one) for one in known) if there else plain("–")


def _section(title: str, changes: Iterable[Told], *lines: str) -> Section:
    rows = tuple(_row(one) for one in changes)
    columns = [say(key, "th") for key in _COLUMNS]
    shown = table(columns, (Group(heading="", rows=rows),), _WEIGHTS)
    return Section(title=title, lines=lines, tables=(shown,))


def _row(one: Told) -> tuple[Cell, ...]:
    after = (
        tuple(Block(text=f"{label}: {value}") for label, value in one.details)
        if one.details
        else plain(one.after or "–")
    )
    kind = plain(say(one.kind.value, "th"))
    return kind, plain(one.where), plain(one.before or "–"), after
