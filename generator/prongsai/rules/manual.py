"""A manual as rows of cells with their pages, whatever format it came in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from prongsai.importing.read.document import Line as ReadLine
from prongsai.importing.read.document import Paragraph, SourceDocument, SourceTable
from prongsai.rules.text_layer import damage_of, repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a cell or of running text.

    `doubtful` is true where letters of the text layer are damaged and not repaired for
    sure; `small` where it is set smaller than the text, as footnotes are.
    """

    text: str
    doubtful: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualRow:
    """A row of a table, or one line of running text (`tabular` is false).

    `page` counts from 1; None where the format has no pages. Each cell is its lines.
    """

    page: int | None
    cells: tuple[tuple[Line, ...], ...]
    tabular: bool

    @property
    def text(self) -> str:
        """All cells as one text."""
        return " ".join(line.text for cell in self.cells for line in cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A manual as it was read.

    `name` is the name of the file, `blank` are the pages without a text layer that were
    not read, `pictured` those that were read from their picture.
    """

    name: str
    rows: tuple[ManualRow, ...]
    pages: int = 0
    blank: tuple[int, ...] = ()
    pictured: tuple[int, ...] = ()


def from_document(document: SourceDocument) -> Manual:
    """Return a Word, Excel, HTML or text file as a manual without pages."""
    return Manual(name=document.name, rows=tuple(_rows(document.blocks)))


def with_repaired_text(manual: Manual) -> Manual:
    """Return the manual with the damages of its text layer repaired or marked."""
    damage = damage_of("\n".join(row.text for row in manual.rows))

    def line(read: Line) -> Line:
        text, doubtful = repaired(read.text, damage)
        return replace(read, text=text, doubtful=doubtful or read.doubtful)

    def row(read: ManualRow) -> ManualRow:
        return replace(read, cells=tuple(tuple(map(line, cell)) for cell in read.cells))

    return replace(manual, rows=tuple(map(row, manual.rows)))


def _rows(blocks: Iterable[Paragraph | SourceTable]) -> Iterator[ManualRow]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield ManualRow(page=None, cells=((Line(text=block.text),),), tabular=False)
            continue
        for row in block.rows:
            cells = tuple(tuple(map(_line, cell.lines)) for cell in row)
            if any(cells):
                yield ManualRow(page=None, cells=cells, tabular=True)


def _line(line: ReadLine) -> Line:
    return Line(text=f"{line.mark} {line.text}".strip())
