"""Spreadsheets among the documents, as tables: what is shown, which columns there are.

A component with `looks_for: table-column` asks for a column whose heading is the text
of the component. Checks, pages, open data and states all ask here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from prongsai.loading.content import Year
from prongsai.model.catalogue import Component, Item
from prongsai.model.disclosures import Disclosure, Evidence, Show
from prongsai.storage.attachments import Sheet
from prongsai.thai.digits import to_arabic

TABLE_COLUMN = "table-column"
"""What a component looks for that asks for a column."""

_AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_NONE = ("-", "–", "—")

_HEAD_WITHIN = 40
"""Rows of a sheet among which its heading is looked for."""

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LETTERS = re.compile(r"[^0-9a-zก-ฮะ-ํ]")
_TOTAL = re.compile(r"(?:ยอด)?รวม(?:ยอด|เงิน)?(?:ทั้ง(?:สิ้น|หมด))?")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTable:
    """A table of a sheet: its heading and the rows below it."""

    sheet: str
    head: Row
    rows: tuple[Row, ...]

    def column(self, name: str) -> int | None:
        """Return the index of a column by its heading, None where there is none."""
        wanted = heading(name)
        names = [heading(name) for name in self.head]
        return names.index(wanted) if wanted and wanted in names else None

    def empty(self, column: int) -> tuple[int, ...]:
        """Return the numbers of the rows in which a column is empty, from 1.

        A line of totals need not have every column.
        """
        return tuple(
            number
            for number, row in enumerate(self.rows, 1)
            if not row[column] and not _is_total(row)
        )

    @property
    def entries(self) -> int:
        """Return how many rows there are that are no totals."""
        return sum(not _is_total(row) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFound:
    """A column of a document: which, and in how many rows it is empty."""

    index: int
    evidence: Evidence
    title: str
    rows: int
    empty: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Return whether every row has something in it."""
        return bool(self.rows) and not self.empty


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """Return what makes a heading the same however it is typed: `ราคากลาง(บาท)`."""
    return _LETTERS.sub("", _ASIDE.sub("", to_arabic(text).lower()))


def is_figures(cells: Iterable[str]) -> bool:
    """Return whether a column holds amounts: `1,250.00`, with a dash for none.

    Whole numbers without a comma may be codes, such as the number of a project.
    """
    filled = [cell for cell in cells if cell and cell not in _NONE]
    grouped = any("," in cell or "." in cell for cell in filled)
    return grouped and all(_AMOUNT.fullmatch(cell) for cell in filled)


def has_table(year: Year, disclosure: Disclosure) -> bool:
    """Return whether a spreadsheet is among the documents of an item."""
    return any(table_of(year, evidence) for evidence in disclosure.evidence)


def sheets_of(year: Year, evidence: Evidence) -> tuple[Sheet, ...]:
    """Return the sheets of a document, none where it is no spreadsheet."""
    attachment = year.attachments.get(evidence.file or "")
    return attachment.sheets if attachment else ()


def table_of(
    year: Year, evidence: Evidence, asked: Iterable[str] = ()
) -> EvidenceTable | None:
    """Return the table of a document: of the sheet it names, else the best one.

    A CSV file has one sheet, whatever it is called.

    The best one has most of the columns that are `asked` for; the first among equals.
    None where the file or the sheet has no table.
    """
    wanted = tuple(heading(name) for name in (*evidence.columns, *asked))
    tables = [
        table
        for sheet in sheets_of(year, evidence)
        if evidence.sheet is None or sheet.title in {"", evidence.sheet}
        if (table := _table(sheet, wanted)) is not None
    ]
    return max(tables, key=lambda one: _hits(one.head, wanted), default=None)


def shown_tables(
    year: Year, disclosure: Disclosure | None
) -> Iterator[tuple[Evidence, EvidenceTable]]:
    """Yield the documents of an item that its page shows as tables.

    Only the columns that the document names are left, all where it names none.
    """
    for evidence in disclosure.evidence if disclosure else ():
        if evidence.show is Show.TABLE:
            table = table_of(year, evidence)
            if table is not None:
                yield evidence, _chosen(table, evidence.columns)


def column_asked(year: Year, item: Item, component: Component) -> ColumnFound | None:
    """Return the column that a component asks for, from the document that has most."""
    if component.looks_for != TABLE_COLUMN:
        return None
    asked = [one.text for one in item.components if one.looks_for == TABLE_COLUMN]
    items = year.disclosures.value.items if year.disclosures else ()
    disclosure = next((one for one in items if one.code == item.code), None)
    found = [
        ColumnFound(
            index=at,
            evidence=evidence,
            title=table.head[column],
            rows=table.entries,
            empty=table.empty(column),
        )
        for at, evidence in enumerate(disclosure.evidence if disclosure else ())
        if (table := table_of(year, evidence, asked)) is not None
        if (column := table.column(component.text)) is not None
    ]
    return max(found, key=lambda one: one.rows - len(one.empty), default=None)


def _chosen(table: EvidenceTable, names: tuple[str, ...]) -> EvidenceTable:
    found = [at for name in names if (at := table.column(name)) is not None]
    if not found:
        return table
    return EvidenceTable(
        sheet=table.sheet,
        head=tuple(table.head[at] for at in found),
        rows=tuple(tuple(row[at] for at in found) for row in table.rows),
    )


@lru_cache(maxsize=64)
def _table(sheet: Sheet, wanted: tuple[str, ...]) -> EvidenceTable | None:
    at = _head(sheet.rows, wanted)
    if at is None:
        return None
    head, below = sheet.rows[at], tuple(_below(sheet.rows[at + 1 :]))
    if not below:
        return None
    columns = [
        column
        for column, name in enumerate(head)
        if name or any(row[column] for row in below)
    ]
    return EvidenceTable(
        sheet=sheet.title,
        head=tuple(head[column] for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in below),
    )


def _head(rows: tuple[Row, ...], wanted: tuple[str, ...]) -> int | None:
    """Return the row with most of the wanted headings, else the first that is a row.

    A single cell above a table is its title.
    """
    first = [at for at, row in enumerate(rows[:_HEAD_WITHIN]) if _filled(row) > 1]
    best = max(first, key=lambda at: _hits(rows[at], wanted), default=None)
    if best is None or _hits(rows[best], wanted):
        return best
    return first[0]


def _hits(row: Row, wanted: tuple[str, ...]) -> int:
    names = {heading(name) for name in row}
    return sum(name in names for name in wanted)


def _below(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Yield the rows of a table; after an empty one a lone cell begins another."""
    after_empty = False
    for row in rows:
        filled = _filled(row)
        if after_empty and filled == 1:
            return
        after_empty = not filled
        if filled:
            yield row


def _filled(row: Row) -> int:
    return sum(map(bool, row))


def _is_total(row: Row) -> bool:
    return bool(_TOTAL.fullmatch(next(filter(None, row), "")))
