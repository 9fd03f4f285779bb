"""HTML as paragraphs and tables; nothing is fetched, run or trusted.

Cells of text files may have HTML too; there (`literal`) a tag that HTML does not know
is typed text and stays.
"""

from dataclasses import dataclass, field

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.attributes import box, first_number, whole
from prongsai.importing.read.building import Block, Content, TableBuilder, numbered
from prongsai.importing.read.document import Line, Paragraph, Warned
from prongsai.importing.read.hiding import Hiding
from prongsai.importing.read.html_tree import Node, root
from prongsai.importing.read.line_builder import LineBuilder
from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.paint import Paint
from prongsai.importing.read.raised import as_power, is_mark, told
from prongsai.importing.read.style import Values, font_of
from prongsai.importing.read.tags import (
    BLOCKS,
    EMPTY,
    LISTS,
    NO_TAG,
    SKIPPED,
    TABLES,
    TAG,
    UNCLOSED,
)
from prongsai.storage.limits import (
    MAX_COLUMNS,
    MAX_DEPTH,
    BadFileError,
)
from prongsai.thai.pasted import clean
from prongsai.thai.symbols import of_font


def cell_lines(text: str) -> tuple[Line, ...]:
    """Read the lines of one cell of a text file."""
    if TAG.search(text) is None and "&" not in text:
        lines = (Line(text=clean(part)) for part in text.splitlines())
        return tuple(line for line in lines if line.text)
    reader = _Reader(literal=True)
    reader.feed(NO_TAG.sub("&lt;", text))
    return tuple(reader.take_lines())


def blocks(html: str) -> tuple[list[Block], tuple[Warned, ...]]:
    """Read a whole page, and what it hides; a layout of tables is unfolded."""
    reader = _Reader(literal=False)
    reader.feed(html)
    reader.end_paragraphs()
    return numbered(reader.blocks), tuple(reader.noticed.warned())


@dataclass(slots=True, kw_only=True)
class _Open:
    """A table that is not yet closed, and the cell that is being read."""

    builder: TableBuilder = field(default_factory=TableBuilder)
    content: list[Line | list[Block]] = field(default_factory=list)
    span: tuple[int, int] = (1, 1)
    in_cell: bool = False
    hidden_cell: bool = False
    hidden_row: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    columns: int = 0
    noticed: int = 0


class _Reader:
    """Takes the tags of a page one after the other, as a browser understands them."""

    def __init__(self, *, literal: bool) -> None:
        self.blocks: list[Block] = []
        self._literal = literal
        self._lines = LineBuilder()
        self._open: list[str] = []
        self._skip = 0
        self._tables: list[_Open] = []
        self._hiding = Hiding()
        self._paint = Paint()
        self._fonts: list[tuple[str, str]] = []
        self.noticed = Noticed()

    def feed(self, html: str) -> None:
        """Read a page with the rules of HTML5; no call goes deeper than one node."""
        node, closing = root(html), False
        while node is not None:
            if not closing:
                self._take(node)
                if node.child is not None:
                    node = node.child
                    continue
            if node.is_element_node and node.tag not in EMPTY:
                self._end_tag(node.tag or "")
            closing = node.next is None
            node = node.next or node.parent

    def _take(self, node: Node) -> None:
        if node.is_text_node:
            self._take_text(node.text_content or "")
        elif node.is_element_node:
            self._start_tag(node.tag or "", node.attributes)

    def _start_tag(self, tag: str, values: Values) -> None:
        if tag not in UNCLOSED:
            self._open.append(tag)
            if len(self._open) > MAX_DEPTH:
                raise BadFileError("too-deep", limit=MAX_DEPTH)
        if tag not in EMPTY:
            self._paint.begins(tag, values, self._hiding.css)
        font = font_of(values)
        if font and tag not in UNCLOSED:
            self._fonts.append((tag, font))
        if not self._literal and self._hiding.begins(tag, values):
            return
        self._start(tag, values)

    def _start(self, tag: str, values: Values) -> None:
        if tag in SKIPPED:
            self._skip += 1
        elif tag == "input":
            self._lines.add(box(values))
        elif tag in BLOCKS or tag == "br":
            self._lines.end_line()
        elif tag in LISTS:
            self._lines.end_line()
            self._lines.lists.append(first_number(tag, values))
        elif tag == "li":
            self._lines.start_item(whole(values.get("value"), 0))
        elif tag in TABLES:
            self._start_table_part(tag, values)

    def _end_tag(self, tag: str) -> None:
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        self._paint.ends(tag)
        if self._fonts and self._fonts[-1][0] == tag:
            self._fonts.pop()
        if self._hiding.ends(tag):
            return
        self._end(tag)

    def _end(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag in BLOCKS or tag == "li":
            self._lines.end_line()
        elif tag in LISTS:
            self._lines.end_line()
            if self._lines.lists:
                self._lines.lists.pop()
        elif tag in TABLES:
            self._end_table_part(tag)

    def _take_text(self, data: str) -> None:
        if self._open[-1:] == ["style"]:
            self._hiding.css += data
        if self._skip:
            return
        if self._hiding.is_on or (self._paint.hides and not self._literal):
            if data.strip():
                code = self._hiding.code if self._hiding.is_on else "unseen-text"
                self.noticed.add(code, data)
        elif "sup" in self._open:
            self._raised(data)
        else:
            self._lines.add(of_font(data, self._fonts[-1][1]) if self._fonts else data)

    def _raised(self, data: str) -> None:
        before = self._lines.so_far
        if is_mark(data, before):
            self.noticed.add("footnote-marks", told(data, before))
        else:
            self._lines.add(as_power(data))

    def take_lines(self) -> list[Line]:
        """Return and forget the lines read so far."""
        return self._lines.take()

    def end_paragraphs(self) -> None:
        """Put lines outside tables among the blocks."""
        self.blocks += [Paragraph(text=line.text) for line in self._lines.take()]

    def _start_table_part(self, tag: str, values: Values) -> None:
        if self._literal:
            self._lines.end_line()
        elif tag == "table":
            self._start_table(values)
        elif self._tables and tag == "tr":
            self._end_cell()
            self._start_row(values)
        elif self._tables and tag in {"td", "th"}:
            self._end_cell()
            self._start_cell(tag, values)
        elif self._tables and tag == "col":
            self._column(values)

    def _start_table(self, values: Values) -> None:
        if not self._tables:
            self.end_paragraphs()
        elif self._tables[-1].in_cell:
            self._tables[-1].content += self._lines.take()
        self._tables.append(_Open(hidden_row=self._hiding.hides("table", values)))

    def _start_row(self, values: Values) -> None:
        table = self._tables[-1]
        self._end_row()
        table.hidden_row = self._hiding.hides("tr", values)
        table.builder.start_row()

    def _end_row(self) -> None:
        table = self._tables[-1]
        if not table.hidden_row:
            return
        table.hidden_row = False
        words = _words(table.builder.drop_row())
        if words:
            self.noticed.add("hidden-rows", words)

    def _start_cell(self, tag: str, values: Values) -> None:
        table = self._tables[-1]
        table.in_cell = True
        table.hidden_cell = self._hiding.hides(tag, values)
        table.content = []
        table.noticed = self.noticed.total
        self._lines = LineBuilder()
        table.span = (
            whole(values.get("colspan"), 1),
            whole(values.get("rowspan"), 1),
        )

    def _column(self, values: Values) -> None:
        table = self._tables[-1]
        for _ in range(min(whole(values.get("span"), 1), MAX_COLUMNS)):
            table.columns += 1
            if self._hiding.hides("col", values):
                table.hidden_columns.add(table.columns)

    def _end_table_part(self, tag: str) -> None:
        if self._literal:
            self._lines.end_line()
        elif not self._tables:
            return
        elif tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table":
            self._end_cell()
            self._end_row()
            made = self._tables.pop().builder.blocks()
            if self._tables and self._tables[-1].in_cell:
                self._tables[-1].content.append(made)
            elif not self._tables:
                self.blocks += made
            self._lines.leave_lists()

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if not table.in_cell:
            return
        table.in_cell = False
        content = [*table.content, *self._lines.take()]
        hidden = table.builder.next_column() in table.hidden_columns
        if content and (hidden or table.hidden_cell):
            code: LeftOut = "hidden-columns" if hidden else "hidden-text"
            self.noticed.add(code, _words(content))
            content = []
        emptied = self.noticed.total > table.noticed
        table.builder.add(content, *table.span, emptied=emptied)


def _words(content: Content) -> str:
    return " ".join(part.text for part in content if isinstance(part, Line))
