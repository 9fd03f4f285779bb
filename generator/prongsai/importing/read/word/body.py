"""The body of a Word file: paragraphs and tables with what the page shows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.building import Block, Content, TableBuilder
from prongsai.importing.read.colours import WHITE, Colour
from prongsai.importing.read.document import Line, Paragraph
from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.word.looks import shaded
from prongsai.importing.read.word.numbers import Numbers
from prongsai.importing.read.word.runs import Runs, words
from prongsai.importing.read.word.styles import Styles
from prongsai.importing.read.word.xml import child, name, switch, value, whole
from prongsai.storage.limits import MAX_CELL_TEXT, BadFileError
from prongsai.thai.pasted import clean

_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
"""Elements that are only wrapped around paragraphs, rows and cells."""

_GONE: Mapping[str, LeftOut] = {"del": "deleted-text", "moveFrom": "deleted-text"}


@dataclass(slots=True, kw_only=True)
class Body:
    """Reads paragraphs and tables in their order."""

    styles: Styles
    numbers: Numbers
    noticed: Noticed = field(default_factory=Noticed)
    _behind: Colour | None = WHITE

    def blocks(self, parent: Element) -> list[Block]:
        """Return the paragraphs and tables of the body, of a cell or of a box."""
        made: list[Block] = []
        for part in self._content(parent):
            if isinstance(part, Line):
                made.append(Paragraph(text=part.text))
            else:
                made += part
        return made

    def _content(self, parent: Element) -> Iterator[Line | list[Block]]:
        for element in self._inside(parent):
            if name(element) == "p":
                yield from self._paragraph(element)
            elif name(element) == "tbl":
                yield self._table(element)

    def _inside(self, parent: Element) -> Iterator[Element]:
        """Yield what is in an element, through elements that only wrap it."""
        for element in parent:
            if name(element) in _GONE:
                self.noticed.add(_GONE[name(element)], words(element))
            elif name(element) in _AROUND:
                yield from self._inside(element)
            else:
                yield element

    def _paragraph(self, element: Element) -> Iterator[Line | list[Block]]:
        properties = child(element, "pPr")
        runs = Runs(styles=self.styles, noticed=self.noticed)
        runs.style = value(child(properties, "pStyle"))
        around = None if self.styles.shades(runs.style) else self._behind
        runs.behind = shaded(properties, around)
        runs.hidden = self.styles.paragraph_hides(properties)
        runs.read(element)
        texts = [
            text for part in "".join(runs.text).split("\n") if (text := clean(part))
        ]
        number = self.styles.number(properties)
        if texts and number:
            mark, before = self.numbers.next(number)
            first = f"{before} {texts[0]}".strip()
            yield _line(first, number[1], mark)
            texts = texts[1:]
        yield from (_line(text) for text in texts)
        for box in runs.boxes:
            with self._on(None):
                content = list(self._content(box))
            yield from content

    def _table(self, table: Element) -> list[Block]:
        builder = TableBuilder()
        properties = child(table, "tblPr")
        coloured = self.styles.shades(value(child(properties, "tblStyle")))
        with self._on(None if coloured else shaded(properties, self._behind)):
            for row in self._inside(table):
                if name(row) == "tr":
                    self._row(row, builder)
        return builder.blocks()

    def _row(self, row: Element, builder: TableBuilder) -> None:
        properties = child(row, "trPr")
        builder.start_row()
        builder.skip(whole(child(properties, "gridBefore")))
        for cell in self._inside(row):
            if name(cell) == "tc":
                self._cell(cell, builder)
        builder.skip(whole(child(properties, "gridAfter")))
        if child(properties, "del") is not None:
            self._drop(builder, "deleted-text")
        elif switch(child(properties, "hidden")):
            self._drop(builder, "hidden-rows")

    @contextmanager
    def _on(self, behind: Colour | None) -> Iterator[None]:
        """Read something on another background; None where it is not known."""
        before, self._behind = self._behind, behind
        yield
        self._behind = before

    def _drop(self, builder: TableBuilder, code: LeftOut) -> None:
        content = builder.drop_row()
        text = " ".join(part.text for part in content if isinstance(part, Line))
        if text:
            self.noticed.add(code, text)

    def _cell(self, cell: Element, builder: TableBuilder) -> None:
        properties = child(cell, "tcPr")
        width = max(1, whole(child(properties, "gridSpan"), otherwise=1))
        merged = child(properties, "vMerge")
        before = self.noticed.total
        with self._on(shaded(properties, self._behind)):
            content: Content = list(self._content(cell))
        if child(properties, "cellDel") is not None:
            self._cover(content, "deleted-text")
            content = ()
        if merged is not None and value(merged, otherwise="continue") == "continue":
            self._cover(content)
            builder.go_on(width)
        elif value(child(properties, "hMerge")) == "continue":
            self._cover(content)
            builder.reach_over()
        else:
            builder.add(content, width, 1, emptied=self.noticed.total > before)

    def _cover(self, content: Content, code: LeftOut = "hidden-text") -> None:
        """Note what is in a cell that is deleted, or under a merged one: not shown."""
        text = " ".join(part.text for part in content if isinstance(part, Line))
        if text:
            self.noticed.add(code, text)


def _line(text: str, level: int = 0, mark: str = "") -> Line:
    if len(text) > MAX_CELL_TEXT:
        raise BadFileError("cell-too-long", limit=MAX_CELL_TEXT)
    return Line(text=text, level=level, mark=mark)
