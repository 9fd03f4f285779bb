"""Manuals in any layout: blocks of text and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its lines and how far it is merged."""

    lines: "tuple[str | Table, ...]" = ()
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; its first row comes again on each page where `again` is true."""

    rows: tuple[tuple[Cell, ...], ...]
    again: bool = False

    @property
    def across(self) -> int:
        return sum(cell.wide for cell in self.rows[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """A page break; `said` is a running line that the page has in its text."""

    said: str = ""


Block: TypeAlias = str | Table | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A manual as blocks; running lines at the top and foot of each page."""

    blocks: tuple[Block, ...]
    head: str = ""
    foot: str = ""
    landscape: bool = False
    size: int = 12


Row: TypeAlias = Sequence[Cell | str]


def cell(*lines: "str | Table", wide: int = 1, high: int = 1) -> Cell:
    return Cell(lines=lines, wide=wide, high=high)


def table(*rows: Row, again: bool = False) -> Table:
    made = tuple(
        tuple(one if isinstance(one, Cell) else cell(one) for one in row)
        for row in rows
    )
    return Table(rows=made, again=again)
