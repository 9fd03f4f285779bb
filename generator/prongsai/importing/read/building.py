"""Tables being read: spans laid out so that columns stay columns, layouts unfolded.

A table whose cells only arrange other tables is no table: what it holds comes out in
its order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from prongsai.importing.read.document import (
    Line,
    Paragraph,
    SourceCell,
    SourceTable,
    Spot,
)
from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError

Block = Paragraph | SourceTable
Content = Sequence[Line | Sequence[Block]]
"""What a cell holds: lines, and the blocks of tables inside it."""


@dataclass(slots=True, kw_only=True)
class _Place:
    content: Content = ()
    covered: bool = False
    down: bool = False
    emptied: bool = False


@dataclass(slots=True, kw_only=True)
class TableBuilder:
    """Lays out the cells of a table row by row."""

    _rows: list[dict[int, _Place]] = field(default_factory=list)
    _left: dict[int, tuple[int, bool]] = field(default_factory=dict)
    _cells: int = 0

    def start_row(self) -> None:
        """Begin a row; cells merged downwards reach into it."""
        row: dict[int, _Place] = {}
        for column, (left, first) in list(self._left.items()):
            row[column] = _Place(covered=True, down=first)
            self._left[column] = (left - 1, first)
            if left == 1:
                del self._left[column]
        self._rows.append(row)

    def drop_row(self) -> Content:
        """Take the last row away again; return what it held."""
        row = self._rows.pop()
        return [part for place in row.values() for part in place.content]

    def skip(self, columns: int) -> None:
        """Leave columns empty: the row begins late."""
        for _ in range(columns):
            self.add((), 1, 1)

    def next_column(self) -> int:
        """Return the column that the next cell takes."""
        if not self._rows:
            self.start_row()
        row = self._rows[-1]
        return next(at for at in range(1, MAX_COLUMNS + 2) if at not in row)

    def add(
        self, content: Content, width: int, height: int, *, emptied: bool = False
    ) -> None:
        """Put a cell into the next free column; `emptied`: its text was hidden."""
        column = self.next_column()
        if column + width - 1 > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        self._cells += width
        if self._cells > MAX_CELLS:
            raise BadFileError("too-many-cells", limit=MAX_CELLS)
        for at in range(column, column + width):
            first = at == column
            self._rows[-1][at] = _Place(
                content=content if first else (),
                covered=not first,
                emptied=first and emptied and not content,
            )
            if height > 1:
                self._left[at] = (height - 1, first)

    def go_on(self, width: int) -> None:
        """Let the cell of the row above reach down into the next free columns."""
        column = self.next_column()
        self.add((), width, 1)
        self._rows[-1][column] = _Place(covered=True, down=True)

    def reach_over(self) -> None:
        """Let the cell to the left reach over the next free column."""
        column = self.next_column()
        self.add((), 1, 1)
        self._rows[-1][column] = _Place(covered=True)

    def blocks(self) -> list[Block]:
        """Return the table, or what it only arranges."""
        if self._is_layout():
            return [
                block
                for row in self._rows
                for at in sorted(row)
                for part in row[at].content
                for block in _unfolded(part)
            ]
        return [
            SourceTable(
                number=0,
                rows=tuple(
                    tuple(_cell(row[at], number, at) for at in sorted(row))
                    for number, row in enumerate(self._rows, 1)
                ),
            )
        ]

    def _is_layout(self) -> bool:
        inside = own = most = 0
        for row in self._rows:
            tables = [p for p in row.values() if _holds_table(p.content)]
            texts = [p for p in row.values() if p.content and p not in tables]
            inside += sum(_count(place.content) for place in tables)
            own += len(texts)
            most = max(most, len(texts))
        return inside > 0 and (most <= 1 or (inside > own and most == 2))


def numbered(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks whose tables are counted from 1."""
    made: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, SourceTable):
            number += 1
            made.append(renumbered(block, number))
        else:
            made.append(block)
    return made


def renumbered(table: SourceTable, number: int) -> SourceTable:
    """Return a table with another number."""
    return replace(
        table,
        number=number,
        rows=tuple(
            tuple(replace(cell, spot=replace(cell.spot, table=number)) for cell in row)
            for row in table.rows
        ),
    )


def _cell(place: _Place, row: int, column: int) -> SourceCell:
    lines = [line for part in place.content for line in _lines(part)]
    spot = Spot(table=0, row=row, column=column)
    return SourceCell(
        spot=spot,
        lines=tuple(lines),
        covered=place.covered,
        down=place.down,
        emptied=place.emptied,
    )


def _lines(part: Line | Sequence[Block]) -> Iterable[Line]:
    if isinstance(part, Line):
        yield part
        return
    for block in part:
        if isinstance(block, Paragraph):
            yield Line(text=block.text)
        else:
            for row in block.rows:
                yield from _beside(row)


def _beside(row: Sequence[SourceCell]) -> Iterable[Line]:
    """Return a row of a table inside a cell: short cells are one line."""
    filled = [cell for cell in row if cell.text]
    if all(len(cell.lines) == 1 for cell in filled):
        return [Line(text=" ".join(cell.text for cell in filled))] if filled else []
    return [line for cell in filled for line in cell.lines]


def _unfolded(part: Line | Sequence[Block]) -> Iterable[Block]:
    return [Paragraph(text=part.text)] if isinstance(part, Line) else part


def _holds_table(content: Content) -> bool:
    return any(not isinstance(part, Line) for part in content)


def _count(content: Content) -> int:
    return sum(
        1
        for part in content
        if not isinstance(part, Line)
        for block in part
        if isinstance(block, SourceTable)
        for row in block.rows
        for cell in row
        if cell.text
    )
