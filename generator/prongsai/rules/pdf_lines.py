"""The letters of a PDF page as pieces of lines, cut at cells.

Coordinates of segments and cells are from the page's top left.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2

from prongsai.rules.pdf_letters import Letter, letters_of

_AM = "\u0e33"
_CLOSE = 0.25
"""Share of the size of letters from which a gap is a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Letters of one line without a wide gap; coordinates from the page's top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    def is_level_with(self, other: "Segment") -> bool:
        """Return whether two segments are on one line."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        lower = min(self.bottom - self.top, other.bottom - other.top)
        return shared > 0.5 * lower


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfCell:
    """A cell of a table by its rules."""

    left: float
    top: float
    right: float
    bottom: float

    def has(self, letter: Letter, height: float) -> bool:
        """Return whether the middle of a letter is in this cell."""
        across = (letter.left + letter.right) / 2
        down = height - (letter.bottom + letter.top) / 2
        return self.left <= across < self.right and self.top <= down < self.bottom

    def holds(self, segment: Segment) -> bool:
        """Return whether a segment begins in this cell."""
        middle = (segment.top + segment.bottom) / 2
        return (
            self.left - 1 <= segment.left < self.right
            and self.top - 1 <= middle <= self.bottom + 1
        )


def segments_of(page: pypdfium2.PdfPage, cells: Sequence[PdfCell]) -> list[Segment]:
    """Return what is written on a page, cut where a cell ends and at wide gaps."""
    height = page.get_height()
    return [
        segment
        for line in letter_lines(letters_of(page))
        for segment in _parts(line, height, cells)
    ]


def letter_lines(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield lines, without clusters that are drawn a second time.

    pdfium ends a line where it takes a paragraph to end. A letter that is set lower
    begins one as well, and one that is set close behind the last goes on. A mark that
    the font sets as a glyph of its own brings its whole cluster again, in a box above
    its base letter.
    """
    line: list[Letter] = []
    skipping = ended = False
    for letter in letters:
        if letter.sign in "\r\n":
            ended = True
            continue
        last = next((one for one in reversed(line) if one.is_base), None)
        if letter.is_base:
            ended &= not (last and _is_next(last, letter))
            if last and (ended or _is_below(letter, line)):
                yield line
                line = []
            ended = False
            skipping = _is_above(letter, line)
        if skipping and not letter.is_blank:
            continue
        line.append(letter)
    if line:
        yield line


def _is_below(letter: Letter, line: list[Letter]) -> bool:
    """Return whether a base letter is drawn below the line of those before it."""
    first = next((one for one in line if one.is_base), None)
    if first is None or not letter.is_base:
        return False
    middle = (letter.bottom + letter.top) / 2
    return middle < first.bottom - 0.5 * max(first.size, letter.size)


def _is_next(before: Letter, letter: Letter) -> bool:
    """Return whether a letter is set close behind another one, at its height."""
    shared = min(before.top, letter.top) - max(before.bottom, letter.bottom)
    gap = letter.left - before.right
    return shared > 0 and abs(gap) < _CLOSE * letter.size


def _is_above(letter: Letter, line: list[Letter]) -> bool:
    """Return whether a base letter is drawn above the line it belongs to."""
    base = next((one for one in reversed(line) if not one.made_up), None)
    return (
        base is not None
        and "\u0e01" <= letter.sign <= "\u0e2e"
        and letter.bottom > base.bottom + 0.42 * letter.size
        and letter.right - letter.left < letter.size
    )


def _parts(
    line: list[Letter], height: float, cells: Sequence[PdfCell]
) -> Iterator[Segment]:
    """Cut a line where a cell ends, and at wide gaps outside tables."""
    part: list[Letter] = []
    last: Letter | None = None
    for letter in line:
        if letter.is_base:
            if last and _is_cut(last, letter, height, cells):
                yield from _segment(part, height)
                part = []
            last = letter
        part.append(letter)
    yield from _segment(part, height)


def _is_cut(
    before: Letter, letter: Letter, height: float, cells: Sequence[PdfCell]
) -> bool:
    places = [
        next((cell for cell in cells if cell.has(one, height)), None)
        for one in (before, letter)
    ]
    if places[0] != places[1]:
        return True
    return places[0] is None and letter.left - before.right > 2.2 * letter.size


def _segment(part: list[Letter], height: float) -> Iterator[Segment]:
    drawn = [one for one in part if not one.is_blank]
    if not drawn:
        return
    size = max(one.size for one in drawn)
    floor = median(one.bottom for one in drawn)
    part = [
        one
        for one in part
        if one is drawn[0] or not _is_footnote_mark(one, size, floor)
    ]
    text = "".join(
        letter.sign for place, letter in enumerate(part) if _is_meant(part, place)
    )
    yield Segment(
        text=" ".join(text.split()),
        left=min(one.left for one in drawn),
        right=max(one.right for one in drawn),
        top=height - max(one.top for one in drawn),
        bottom=height - min(one.bottom for one in drawn),
        size=size,
    )


def _is_footnote_mark(letter: Letter, size: float, floor: float) -> bool:
    """Return whether a digit or star is raised next to a word."""
    if letter.sign not in "0123456789*":
        return False
    return letter.size < 0.8 * size or letter.bottom > floor + 0.2 * size


def _is_meant(part: list[Letter], place: int) -> bool:
    """Return false for a blank made up behind ำ, whose box is too narrow."""
    letter = part[place]
    if not letter.made_up or not 0 < place < len(part) - 1:
        return True
    before, after = part[place - 1], part[place + 1]
    return before.sign != _AM or after.left - before.right > 0.6 * after.size
