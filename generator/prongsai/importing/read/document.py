"""A file as paragraphs and tables, every cell with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.importing.notes import LeftOut


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Spot:
    """The place of a cell in its document, counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph or list item; white space is folded.

    `level` counts lists around its list; `mark` is the number (`3`, `(3)`, `ก.`) or
    dash that the file format gives by itself; a printed one is in `text`.
    """

    text: str
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell as its lines.

    `covered` where a merged cell reaches over it; `down` where that begins in this
    very column of a row above; `emptied` where all of its text was left out as hidden.
    """

    spot: Spot
    lines: tuple[Line, ...] = ()
    covered: bool = False
    down: bool = False
    emptied: bool = False

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """Rows of cells, each row as wide as the document has it.

    `after_blank` where only blank rows of a sheet part it from the table above.
    """

    number: int
    rows: tuple[tuple[SourceCell, ...], ...]
    after_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text outside tables."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning of the reader."""

    code: LeftOut
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A file, whatever its format was."""

    name: str
    blocks: tuple[Paragraph | SourceTable, ...]
    warned: tuple[Warned, ...] = ()

    @property
    def tables(self) -> tuple[SourceTable, ...]:
        """The tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, SourceTable))

    def cells(self) -> Iterator[SourceCell]:
        """Yield every cell that has text."""
        for table in self.tables:
            for row in table.rows:
                yield from (cell for cell in row if cell.text)
