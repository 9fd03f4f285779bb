"""The tables of a manual: their rows without headers, each with its columns."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from prongsai.rules.bullets import bullet
from prongsai.rules.codes import begins_with_code
from prongsai.rules.columns import Columns, columns_of
from prongsai.rules.manual import ManualRow
from prongsai.rules.roles import by_content, code_place
from prongsai.rules.schedule import begins_calendar

CONTINUED = re.compile(r"^\(?\s?ต่อ\s?\)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """A row with the columns of its table.

    `early` is true above the first item of a table: headers, tables of other things;
    `calendar` in the calendar of the assessment.
    """

    row: ManualRow
    columns: Columns
    early: bool = False
    calendar: bool = False


@dataclass(slots=True, kw_only=True)
class _Table:
    """Rows of one width, nothing between them; `named` are the columns by header."""

    rows: list[ManualRow]
    named: Columns
    calendar: bool = False
    code: int | None = None

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.rows[0].cells)

    @property
    def key(self) -> tuple[object, ...]:
        """What tables have in common whose columns are the same."""
        return self.width, self.code, self.named


def placed_rows(rows: Sequence[ManualRow]) -> Iterator[PlacedRow]:
    """Yield the rows of a manual without headers, each with the columns of its table.

    A row that is there more than once is a header, where it begins no item.
    """
    again = _recurring(rows)
    tables = list(_tables(row for row in rows if _text(row) not in again))
    roles = _roles(tables)
    last, named = Columns(), Columns()
    for table in tables:
        if not table.rows[0].tabular:
            yield from (PlacedRow(row=row, columns=Columns()) for row in table.rows)
            continue
        if table.calendar:
            yield from (
                PlacedRow(row=row, columns=last, calendar=True) for row in table.rows
            )
            continue
        if table.code is not None:
            last, named = roles[table.key], table.named
        elif table.named != named or last.highest >= table.width:
            last, named = table.named, table.named
        yield from _placed(table, last)


def _placed(table: _Table, columns: Columns) -> Iterator[PlacedRow]:
    early = True
    for row in table.rows:
        if table.code is not None and begins_with_code(row.cells[table.code]):
            early = False
        yield PlacedRow(row=row, columns=columns, early=early)


def _roles(tables: Iterable[_Table]) -> dict[tuple[object, ...], Columns]:
    """Return the columns of all tables alike from what is in all their cells."""
    alike: dict[tuple[object, ...], list[ManualRow]] = defaultdict(list)
    found: dict[tuple[object, ...], tuple[Columns, int]] = {}
    for table in tables:
        if table.rows[0].tabular and not table.calendar:
            table.code = code_place(table.named, table.rows)
        if table.code is not None:
            first = map(begins_with_code, (row.cells[table.code] for row in table.rows))
            alike[table.key] += table.rows[list(first).index(True) :]
            found[table.key] = (table.named, table.code)
    return {key: by_content(*found[key], rows) for key, rows in alike.items()}


def _tables(rows: Iterable[ManualRow]) -> Iterator[_Table]:
    """Yield rows of one width, from one header to the next."""
    named = Columns()
    for _, group in groupby(rows, lambda row: (row.tabular, len(row.cells))):
        part: list[ManualRow] = []
        calendar = False
        for row in group:
            found, begins = columns_of(row), begins_calendar(row)
            if part and (found or begins):
                yield _Table(rows=part, named=named, calendar=calendar)
                part = []
            if found or begins:
                named, calendar = found or named, begins
            if not found:
                part.append(row)
        if part:
            yield _Table(rows=part, named=named, calendar=calendar)


def _recurring(rows: Iterable[ManualRow]) -> frozenset[str]:
    """Return the texts of rows that are there more than once and begin no item."""
    seen = Counter(_text(row) for row in rows if _may_be_header(row))
    return frozenset(text for text, times in seen.items() if times > 1)


def _may_be_header(row: ManualRow) -> bool:
    """Return whether a row, its first cell filled, has no code and no bullet.

    A row in which columns are named stays: it says what the columns are.
    """
    filled = [cell for cell in row.cells if cell]
    return (
        row.tabular
        and len(filled) > 1
        and bool(row.cells[0])
        and columns_of(row) is None
        and not any(map(begins_with_code, filled))
        and not any(bullet(line.text)[0] for cell in filled for line in cell)
        and not CONTINUED.match("".join(line.text for line in row.cells[0]))
    )


def _text(row: ManualRow) -> str:
    return "\t".join(
        "".join("".join(line.text.split()) for line in cell) for cell in row.cells
    )
