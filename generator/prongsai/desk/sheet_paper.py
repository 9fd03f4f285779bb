"""The change sheet as a paper to sign."""

import dataclasses
import json
from collections.abc import Iterable

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.comparing.words import Told, say
from prongsai.desk.change_sheet import ChangeSheet
from prongsai.desk.state import Look
from prongsai.pages.context import Context
from prongsai.paper.blocks import Block, Cell, Group, Section, plain, table
from prongsai.paper.head import SignedBy, head
from prongsai.paper.kinds import Paper
from prongsai.paper.measures import Form
from prongsai.paper.official import all_official
from prongsai.paper.official import say as on_paper
from prongsai.thai.dates import format_long

_COLUMNS = ("sheet-kind", "sheet-what", "before", "after")
_WEIGHTS = (1.0, 4.0, 4.0, 4.0)
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
    words = ("page", "of-pages", "signed", "on-day", "row")
    data = {
        "words": {key: on_paper(key) for key in words},
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
        yield _section(say("announced", "th"), sheet.announced)
    for part in sheet.parts:
        yield _section(part.title, part.changes)
    if sheet.files:
        yield Section(
            title=say("file-files", "th"), lines=tuple(one.title for one in sheet.files)
        )


def _section(title: str, changes: Iterable[Told]) -> Section:
    rows = tuple(_row(one) for one in changes)
    columns = [say(key, "th") for key in _COLUMNS]
    return Section(
        title=title, tables=(table(columns, (Group(heading="", rows=rows),), _WEIGHTS),)
    )


def _row(one: Told) -> tuple[Cell, ...]:
    after = (
        tuple(Block(text=f"{label}: {value}") for label, value in one.details)
        if one.details
        else plain(one.after or "–")
    )
    kind = plain(say(one.kind.value, "th"))
    return kind, plain(one.where), plain(one.before or "–"), after
