"""The places at which a manual names an item: which of them is the item.

A table of contents, an appendix or a form may name all items once more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from prongsai.rules.bullets import bullet
from prongsai.rules.codes import without_leaders
from prongsai.rules.manual import Line

_NOTHING = re.compile(r"^[\s0-9๐-๙.…–-]*$")

_SHORT = 4
"""Letters below which the beginning of a title says nothing."""


@dataclass(slots=True, kw_only=True)
class Occurrence:
    """One place that names an item: its lines, before they become components.

    `continued` is true where the manual says that it goes on with what was before.
    """

    code: str
    sub_indicator: str | None
    page: int | None
    title: list[Line] = field(default_factory=list)
    body: list[tuple[Line, int | None]] = field(default_factory=list)
    aside: list[tuple[Line, int | None]] = field(default_factory=list)
    tabular: bool = False
    doubtful: bool = False
    continued: bool = False

    @property
    def number(self) -> int:
        """The number of its code."""
        return int(self.code[1:])

    @property
    def said(self) -> str:
        """All of the body without blanks; nothing where it is only a page number."""
        text = "".join(squeezed(line.text) for line, _ in self.body)
        return "" if _NOTHING.match(text) else text

    @property
    def has_bullets(self) -> bool:
        """Whether a line of the body begins with a bullet."""
        return any(bullet(line.text)[0] for line, _ in self.body)

    def is_called(self, title: str) -> bool:
        """Return whether a title is that of this item, or a part of it."""
        own = squeezed(without_leaders("".join(line.text for line in self.title)))
        other = squeezed(without_leaders(title))
        return (
            len(other) > 3
            and bool(own)
            and (own.startswith(other) or other.startswith(own))
        )


def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def whole_items(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Return one occurrence an item: of the listing that says most.

    Where another place says something else of the item, both that and the item before
    that place are doubtful.
    """
    before = dict(zip(map(id, found[1:]), found, strict=False))
    chosen: dict[str, Occurrence] = {}
    for listing in sorted(_listings(found), key=_length, reverse=True):
        for one in listing:
            main = chosen.setdefault(one.code, one)
            if main is not one:
                _compare(main, one, before.get(id(one)))
    return sorted(chosen.values(), key=lambda one: one.number)


def _compare(main: Occurrence, other: Occurrence, before: Occurrence | None) -> None:
    if other.continued:
        main.body += other.body
        main.aside += other.aside
        main.doubtful = True
    elif other.said not in {"", main.said}:
        main.doubtful = True
        if before is not None:
            before.doubtful = True


def _listings(found: Sequence[Occurrence]) -> Iterator[list[Occurrence]]:
    """Yield the items in runs in which their numbers rise."""
    run = list(found[:1])
    for last, one in pairwise(found):
        if one.number <= last.number:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _length(listing: Iterable[Occurrence]) -> int:
    return sum(len(one.said) for one in listing)
