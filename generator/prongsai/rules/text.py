"""A text file as a manual, also a table that was copied with tabs between cells."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from prongsai.rules.bullets import bullet
from prongsai.rules.codes import CODE, SUB_INDICATOR
from prongsai.rules.manual import Line, Manual, ManualRow
from prongsai.storage.limits import (
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    BadFileError,
)
from prongsai.thai.digits import to_arabic


def from_text(name: str, text: str) -> Manual:
    """Return a text file as a manual: a line with tabs is a row of a table.

    A line right below a row goes on with its last cell; where no bullet says so, it is
    doubtful. So is a row with fewer cells than others: which of them are missing?
    """
    lines = list(_bounded(text))
    across = max(map(len, lines), default=1)
    rows: list[list[list[Line]]] = []
    open_row: list[list[Line]] | None = None
    for parts in lines:
        said = [part.strip() for part in parts]
        if not any(said):
            open_row = None
        elif open_row and _goes_on(said, len(open_row), across):
            first, *others = said
            sure = bool(bullet(first)[0])
            open_row[-1] += [Line(text=first, doubtful=not sure)] if first else []
            open_row += [_cell(one) for one in others]
        else:
            if open_row and 1 < len(said) < across and not _begins(said):
                open_row[:] = [_doubted(cell) for cell in open_row]
            rows.append([_cell(one) for one in said])
            open_row = rows[-1] if len(said) > 1 else None
    return Manual(name=name, rows=tuple(_row(cells, across) for cells in rows))


def _bounded(text: str) -> Iterator[list[str]]:
    """Yield the cells of each line.

    Raises:
        BadFileError: there are more than a manual has, or one is longer.
    """
    cells = 0
    for line in text.splitlines():
        parts = line.split("\t", MAX_COLUMNS)
        cells += len(parts)
        if len(parts) > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        if cells > MAX_CELLS:
            raise BadFileError("too-many-cells", limit=MAX_CELLS)
        if max(map(len, parts)) > MAX_CELL_TEXT:
            raise BadFileError("cell-too-long", limit=MAX_CELL_TEXT)
        yield parts


def _goes_on(said: Sequence[str], cells: int, across: int) -> bool:
    """Return whether a line goes on with a row of so many cells."""
    fits = len(said) == 1 or cells + len(said) - 1 <= across
    return fits and not _begins(said)


def _begins(said: Sequence[str]) -> bool:
    """Return whether a line begins something of its own."""
    first = to_arabic(said[0])
    return bool(CODE.match(first) or SUB_INDICATOR.match(first))


def _doubted(cell: Sequence[Line]) -> list[Line]:
    return [replace(line, doubtful=True) for line in cell]


def _cell(said: str) -> list[Line]:
    return [Line(text=said)] if said else []


def _row(cells: Sequence[Sequence[Line]], across: int) -> ManualRow:
    short = 1 < len(cells) < across
    made = tuple(tuple(_doubted(one) if short else one) for one in cells)
    return ManualRow(page=None, cells=made, tabular=len(cells) > 1)
