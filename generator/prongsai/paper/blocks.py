"""Tables of a paper: cells of blocks, columns of fitting width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.paper.official import say

SHORTEST = 45
"""The width of the narrowest column, in letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a list whose entries are blocks.

    Attributes:
        style: `plain`, `strong`, `small`, `list`, or `numbered` with `labels`.
    """

    text: str = ""
    style: str = "plain"
    entries: tuple["Block", ...] = ()
    labels: tuple[str, ...] = ()
    then: tuple["Block", ...] = ()

    @property
    def length(self) -> int:
        """The letters of the block with all below it."""
        below = (*self.entries, *self.then)
        return len(self.text) + sum(block.length for block in below)


Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows below one heading (a topic); without a heading, just rows."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: `weights` divide the width, `share` is its part of the page's width."""

    columns: tuple[str, ...]
    weights: tuple[float, ...]
    groups: tuple[Group, ...]
    share: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of a paper: some lines, then a table."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = field(default=())


def table(
    columns: Sequence[str],
    groups: Iterable[Group],
    weights: Sequence[float] = (),
) -> Table:
    """Make a table whose columns are as wide as their text needs.

    The square root of the letters looked best on the five documents.
    """
    groups = tuple(groups)
    return Table(
        columns=tuple(columns),
        weights=tuple(weights) or _weights(columns, groups),
        groups=groups,
    )


def _weights(columns: Sequence[str], groups: Sequence[Group]) -> tuple[float, ...]:
    rows = [row for group in groups for row in group.rows]
    weights = []
    for index, title in enumerate(columns):
        lengths = [sum(block.length for block in row[index]) for row in rows]
        mean = sum(lengths) / len(lengths) if lengths else 0
        wide = (mean + max(lengths, default=0)) / 2
        weights.append(round(max(wide, len(title), SHORTEST) ** 0.5, 2))
    return tuple(weights)


def fixed(
    columns: Mapping[str, float], rows: Iterable[tuple[Cell, ...]], share: float = 1
) -> Table:
    """Make a table of short texts; `columns` are keys of words with their weights."""
    titles = tuple(say(key) for key in columns)
    return Table(
        columns=titles,
        weights=tuple(columns.values()),
        groups=(Group(heading="", rows=tuple(rows)),),
        share=share,
    )


def plain(text: str | None) -> Cell:
    """Return a cell with one text; what is not stated says so."""
    return (Block(text=text) if text else not_stated(),)


def listed(texts: Sequence[str]) -> Cell:
    """Return a cell with a list, or its only text."""
    if len(texts) < 2:
        return plain(texts[0] if texts else None)
    return (Block(style="list", entries=tuple(Block(text=text) for text in texts)),)


def not_stated() -> Block:
    """Return the words for what the document does not say."""
    return Block(text=say("not-stated"), style="small")
