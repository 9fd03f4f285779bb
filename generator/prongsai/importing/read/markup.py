"""HTML as paragraphs and tables; nothing is fetched, run or trusted.

Cells of text files may have HTML too; there (`literal`) a tag that HTML does not know
is typed text and stays.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

from prongsai.importing.read.document import Cell, Line, Paragraph, Spot, Table
from prongsai.storage.limits import (
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    BadFileError,
)
from prongsai.thai.pasted import clean

_NAMES = {
    "block": "p div section article header footer main blockquote pre address figure "
    "figcaption caption dl dt dd h1 h2 h3 h4 h5 h6 hr center form fieldset",
    "inline": "a abbr b big cite code del em font i img input ins kbd label mark q s "
    "small span strike strong sub sup time tt u var wbr",
    "skipped": "script style head template noscript svg object iframe",
    "list": "ul ol",
    "table": "table thead tbody tfoot tr td th colgroup col",
    "empty": "br hr img input wbr col meta link",
    "other": "li html body",
}
_BLOCKS, _INLINE, _SKIPPED, _LISTS, _TABLES, _EMPTY, _OTHERS = (
    frozenset(names.split()) for names in _NAMES.values()
)
_KNOWN = _BLOCKS | _INLINE | _SKIPPED | _LISTS | _TABLES | _EMPTY | _OTHERS

_UNCLOSED = _EMPTY | frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "tbody"})
"""Tags that need no end: they do not count as open."""

_TAG = re.compile(r"</?(?:" + "|".join(sorted(_KNOWN)) + r")\b[^<>]*>", re.IGNORECASE)

BOX = "☐"


def cell_lines(text: str) -> tuple[Line, ...]:
    """Read the lines of one cell of a text file."""
    if _TAG.search(text) is None and "&" not in text:
        lines = (Line(text=clean(part)) for part in text.splitlines())
        return tuple(line for line in lines if line.text)
    reader = _Reader(literal=True)
    reader.feed(text)
    reader.close()
    return tuple(reader.take_lines())


def blocks(html: str) -> list[Paragraph | Table]:
    """Read a whole page; tables inside cells become lines of the cell."""
    reader = _Reader(literal=False)
    reader.feed(html)
    reader.close()
    reader.end_paragraphs()
    return reader.blocks


class _Grid:
    """A table being read: spans are laid out so that columns stay columns."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[dict[int, Cell]] = []
        self.spans: dict[int, int] = {}

    def start_row(self) -> None:
        row = {
            column: Cell(
                spot=Spot(table=self.number, row=len(self.rows) + 1, column=column),
                covered=True,
            )
            for column, left in self.spans.items()
            if left
        }
        self.spans = {column: left - 1 for column, left in self.spans.items() if left}
        self.rows.append(row)

    def add(self, lines: Iterable[Line], width: int, height: int) -> int:
        """Put a cell into the next free column; return the number of cells taken."""
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        column = next(at for at in range(1, MAX_COLUMNS + 2) if at not in row)
        if column + width - 1 > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        at = len(self.rows)
        row[column] = Cell(
            spot=Spot(table=self.number, row=at, column=column), lines=tuple(lines)
        )
        for other in range(column, column + width):
            if other != column:
                row[other] = Cell(
                    spot=Spot(table=self.number, row=at, column=other), covered=True
                )
            if height > 1:
                self.spans[other] = height - 1
        return width

    def table(self) -> Table:
        """Return what was read."""
        return Table(
            number=self.number,
            rows=tuple(tuple(row[at] for at in sorted(row)) for row in self.rows),
        )


class _Reader(HTMLParser):
    def __init__(self, *, literal: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Paragraph | Table] = []
        self._literal = literal
        self._text: list[str] = []
        self._lines: list[Line] = []
        self._lists: list[int | None] = []
        self._mark = ""
        self._open: list[str] = []
        self._skip = 0
        self._grid: _Grid | None = None
        self._inner = 0
        self._tables = 0
        self._cells = 0
        self._span = (1, 1)
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _KNOWN and self._literal:
            self.handle_data(self.get_starttag_text() or "")
            return
        if tag not in _UNCLOSED:
            self._open.append(tag)
            if len(self._open) > MAX_DEPTH:
                raise BadFileError("too-deep", limit=MAX_DEPTH)
        values = dict(attrs)
        if tag in _SKIPPED:
            self._skip += 1
        elif tag == "input":
            self._text.append(f" {BOX} ")
        elif tag in _BLOCKS or tag == "br":
            self._end_line()
        elif tag in _LISTS:
            self._end_line()
            bare = "none" in (values.get("style") or "")
            number = (
                _whole(values.get("start"), 1) if tag == "ol" and not bare else None
            )
            self._lists.append(-1 if bare else number)
        elif tag == "li":
            self._start_item()
        elif tag in _TABLES:
            self._start_table_part(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _KNOWN:
            if self._literal:
                self.handle_data(f"</{tag}>")
            return
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag in _BLOCKS or tag == "li":
            self._end_line()
        elif tag in _LISTS:
            self._end_line()
            if self._lists:
                self._lists.pop()
        elif tag in _TABLES:
            self._end_table_part(tag)

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._text.append(data)

    def take_lines(self) -> list[Line]:
        """Return and forget the lines read so far."""
        self._end_line()
        lines, self._lines = self._lines, []
        return lines

    def end_paragraphs(self) -> None:
        """Put lines outside tables among the blocks."""
        self.blocks += [Paragraph(text=line.text) for line in self.take_lines()]

    def _end_line(self) -> None:
        text = clean("".join(self._text))
        self._text = []
        if len(text) > MAX_CELL_TEXT:
            raise BadFileError("cell-too-long", limit=MAX_CELL_TEXT)
        if text:
            self._lines.append(
                Line(text=text, level=max(0, len(self._lists) - 1), mark=self._mark)
            )
            self._mark = ""

    def _start_item(self) -> None:
        self._end_line()
        if not self._lists:
            return
        number = self._lists[-1]
        self._mark = "-" if number is None else "" if number < 0 else str(number)
        if number is not None and number >= 0:
            self._lists[-1] = number + 1

    def _start_table_part(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "table":
            if self._grid is not None or self._literal:
                self._inner += 1
                return
            self.end_paragraphs()
            self._tables += 1
            self._grid = _Grid(self._tables)
        elif self._inner:
            self._end_line()
        elif self._grid and tag == "tr":
            if self._in_cell:
                self._end_cell()
            self._grid.start_row()
        elif self._grid and tag in {"td", "th"}:
            if self._in_cell:
                self._end_cell()
            self._in_cell = True
            self._text, self._lines, self._lists, self._mark = [], [], [], ""
            self._span = (
                _whole(values.get("colspan"), 1),
                _whole(values.get("rowspan"), 1),
            )

    def _end_table_part(self, tag: str) -> None:
        if self._inner:
            self._end_line()
            self._inner -= tag == "table"
        elif tag in {"td", "th", "tr"} and self._in_cell:
            self._end_cell()
        elif tag == "table" and self._grid:
            if self._in_cell:
                self._end_cell()
            self.blocks.append(self._grid.table())
            self._grid = None
            self._lines = []

    def _end_cell(self) -> None:
        self._in_cell = False
        if self._grid is None:
            return
        self._cells += self._grid.add(self.take_lines(), *self._span)
        if self._cells > MAX_CELLS:
            raise BadFileError("too-many-cells", limit=MAX_CELLS)


def _whole(text: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(\d{1,4})\s*", text or "", re.ASCII)
    return max(1, int(found[1])) if found else otherwise
