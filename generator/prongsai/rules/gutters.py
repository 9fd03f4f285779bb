"""Columns of a page that is a picture, by the gutters between words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDE = 1.1
"""From how many times the height of its line a gap may be a gutter's."""
_BLANK = 0.3
"""From how many times that height a gap is a blank."""
_WITH = 0.15
"""Share of all lines that have to leave a gap where a gutter is."""
_ACROSS = 0.15
"""Share of all lines that may go across a gutter, as headings do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its box in pixels."""

    text: str
    left: int
    right: int
    height: int


def cells_of(lines: Sequence[Sequence[Word]]) -> Iterator[tuple[str, ...]]:
    """Yield each line as one text a column; a page without columns has one."""
    cuts = _cuts(lines)
    for line in lines:
        parts: list[list[Word]] = [[] for _ in (*cuts, None)]
        for word in line:
            middle = (word.left + word.right) / 2
            parts[sum(middle > cut for cut in cuts)].append(word)
        yield tuple(map(_text, parts))


def _cuts(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Return where gutters are, from left to right."""
    gaps = [gap for line in lines for gap in _wide_gaps(line)]
    places = sorted({(left + right) / 2 for left, right in gaps})
    good = {place: times for place in places if (times := _times(place, lines))}
    cuts: list[float] = []
    for place in sorted(good, key=lambda one: -good[one]):
        if all(_says_between(place, cut, lines) for cut in cuts):
            cuts.append(place)
    return sorted(cuts)


def _times(place: float, lines: Sequence[Sequence[Word]]) -> int:
    """Return how many lines leave a gap at a place; 0 where too many go across it."""
    gap = sum(
        any(left < place < right for left, right in _wide_gaps(line)) for line in lines
    )
    across = sum(
        line[0].left < place < line[-1].right
        and not any(left < place < right for left, right in _wide_gaps(line))
        for line in lines
    )
    enough = gap >= max(2, _WITH * len(lines))
    return gap if enough and across <= _ACROSS * len(lines) else 0


def _says_between(one: float, other: float, lines: Sequence[Sequence[Word]]) -> bool:
    """Return whether two gutters have words between them."""
    low, high = sorted((one, other))
    found = [w for line in lines for w in line if w.left > low and w.right < high]
    return len(found) >= max(2, _WITH * len(lines))


def _wide_gaps(line: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where gaps of a line begin and end that may be a gutter's."""
    height = max(word.height for word in line)
    for before, word in pairwise(line):
        if word.left - before.right > _WIDE * height:
            yield before.right, word.left


def _text(words: Sequence[Word]) -> str:
    text = words[0].text if words else ""
    height = max((word.height for word in words), default=0)
    for before, word in pairwise(words):
        apart = word.left - before.right > _BLANK * height
        text = f"{text} {word.text}" if apart else f"{text}{word.text}"
    return text
