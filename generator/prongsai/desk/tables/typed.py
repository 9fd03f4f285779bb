"""What a form of a table sends, as a workbook that came back.

A form may have several records. Each begins with its number: `0.sheet`, `0.key`,
`0.score` for what was typed, `0.was.score` for what the page showed, `0.add.units` for
what is added to a list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.desk.forms import Form
from prongsai.desk.tables.areas import AREAS
from prongsai.desk.tables.records import SEPARATOR
from prongsai.workbook.book import Page
from prongsai.workbook.read import ReadPage, Returned
from prongsai.workbook.read_cells import plain_text
from prongsai.workbook.sheet import Key
from prongsai.workbook.snapshot import Base, BasePage
from prongsai.workbook.tables import SheetRow, code
from prongsai.workbook.unplaced_sheets import UNPLACED

_FIRST = re.compile(r"(\d{1,5})\.sheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One record of a form, as it was typed and as the page showed it.

    One that is `gone` is taken out.
    """

    number: int
    key: Key
    words: Mapping[str, str]
    was: Mapping[str, str]
    gone: bool = False


def typed_records(form: Form, page: Page) -> tuple[Typed, ...]:
    """Return the records of a form that are of one sheet."""
    found = (_FIRST.fullmatch(name) for name in form.fields)
    numbers = [int(match[1]) for match in found if match]
    return tuple(
        _record(form, page, number)
        for number in numbers
        if form.one(f"{number}.sheet") == page.sheet.name
    )


def _record(form: Form, page: Page, number: int) -> Typed:
    key = [one.strip() for one in form.one(f"{number}.key").split(SEPARATOR)]
    for at, column in enumerate(page.sheet.keys):
        if f"{number}.{column.name}" in form.fields and at < len(key):
            typed = form.one(f"{number}.{column.name}")
            key[at] = code(typed) if column.name == "code" else typed
    fields = (one for one in page.sheet.columns if one.data or one.typed)
    names = [one for one in fields if f"{number}.{one.name}" in form.fields]
    return Typed(
        number=number,
        key=tuple(key) if page.sheet.lists else (),
        words={one.name: _words(form, number, one.name) for one in names},
        was={one.name: _raw(form, f"{number}.was.{one.name}") for one in names},
    )


def _words(form: Form, number: int, name: str) -> str:
    added = form.one(f"{number}.add.{name}")
    typed = _raw(form, f"{number}.{name}")
    return "\n".join(filter(None, (typed.strip("\n"), added)))


def _raw(form: Form, name: str) -> str:
    """Return a field as it was sent, with its lines."""
    return form.fields.get(name, [""])[-1].replace("\r\n", "\n")


def returned(
    slug: str, year: int, some: Iterable[tuple[Page, tuple[Typed, ...]]]
) -> Returned:
    """Return records of a form as a workbook that came back."""
    every = tuple(some)
    beside = {sheet.name for area in AREAS.values() for sheet in area.into}
    of_text = any(page.sheet in UNPLACED for page, records in every if records)
    given = [
        (page, records)
        for page, records in every
        if records or (of_text and page.sheet.name in beside)
    ]
    base = Base(
        slug=slug,
        fiscal_year=year,
        unit="",
        pages={page.sheet.name: _base(page, records) for page, records in given},
    )
    read = tuple(
        ReadPage(
            sheet=page.sheet,
            base=base.pages[page.sheet.name],
            letters=_letters(page, records),
            rows=tuple(_rows(page, records)),
        )
        for page, records in given
    )
    return Returned(base=base, pages=read, warned=())


def _base(page: Page, records: Iterable[Typed]) -> BasePage:
    """Return what the page showed: all records, with the fields that the form has.

    A record that had nothing yet was not there.
    """
    rows = {row.key: dict(row.cells) for row in page.rows}
    for one in records:
        if _was_there(page, one):
            rows[one.key] = {**rows.get(one.key, {}), **one.was}
        else:
            rows.pop(one.key, None)
    return BasePage(
        title=page.title, headers=page.headers, labels=page.labels, rows=rows
    )


def _was_there(page: Page, one: Typed) -> bool:
    if page.sheet.prefix:
        return bool(one.key[-1])
    return any(one.was.values())


def _letters(page: Page, records: Sequence[Typed]) -> dict[str, str]:
    """Return a place for each field that the form has: here, its own name."""
    sent = {name for one in records for name in one.words}
    whole = not records  # texts without a place may go into any of its fields
    return {
        one.name: one.name
        for one in page.sheet.columns
        if one.key or one.name in sent or whole
    }


def _rows(page: Page, records: Iterable[Typed]) -> Iterator[SheetRow]:
    """Yield all records of the sheet: those of the form as typed, others as they are.

    So new ids follow those that there are, and numbers are those that the page showed.
    """
    now = {row.key: row.cells for row in page.rows}
    sent = {one.key for one in records}
    for key, cells in now.items():
        if key not in sent and any(cells.values()):
            yield SheetRow(key=key, cells=dict(cells))
    for one in records:
        if not one.gone:
            cells = {**now.get(one.key, {}), **_cells(page, one)}
            yield SheetRow(key=one.key, cells=cells, number=one.number + 1)


def _cells(page: Page, one: Typed) -> dict[str, str]:
    return {
        column.name: plain_text(
            column, page.labels.get(column.name, {}), one.words[column.name]
        )
        for column in page.sheet.columns
        if column.name in one.words
    }
