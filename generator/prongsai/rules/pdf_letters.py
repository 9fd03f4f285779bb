"""The letters of a PDF page through pdfium, as pieces of lines cut at cells.

Coordinates of segments and cells are from the page's top left.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

_AM = "\u0e33"
_HYPHENS = frozenset("\x02\ufffe\u00ad")
"""What pdfium makes of a hyphen at the end of a line."""
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One sign with its box, as pdfium measures it: from the bottom left."""

    sign: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    made_up: bool
    angle: float
    pale: bool


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
        for line in _letter_lines(_printed(tuple(_letters(page.get_textpage()))))
        for segment in _parts(line, height, cells)
    ]


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        sign = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield Letter(
            sign="-" if sign in _HYPHENS else sign,
            left=left,
            right=right,
            bottom=bottom,
            top=top,
            size=pdfium.FPDFText_GetFontSize(text, index),
            made_up=pdfium.FPDFText_IsGenerated(text, index) == 1,
            angle=round(pdfium.FPDFText_GetCharAngle(text, index), 1),
            pale=_is_pale(text, index),
        )


def _is_pale(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Return whether a letter is light grey, or lets through what is behind it."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFText_GetFillColor(text, index, *map(ctypes.byref, colour)):
        return False
    *light, opaque = (one.value for one in colour)
    return opaque < 128 or 150 < sum(light) / 3 < 250


def _printed(letters: Sequence[Letter]) -> Iterator[Letter]:
    """Yield the letters without a watermark: what is aslant or paler than the rest."""
    drawn = [one for one in letters if not (one.made_up or one.sign.isspace())]
    upright = Counter(one.angle for one in drawn).most_common(1)
    pale = 2 * sum(one.pale for one in drawn) > len(drawn)
    for letter in letters:
        blank = letter.made_up or letter.sign.isspace()
        if blank or (letter.angle == upright[0][0] and letter.pale <= pale):
            yield letter


def _letter_lines(letters: Iterator[Letter]) -> Iterator[list[Letter]]:
    """Yield runs between line ends, without clusters that are drawn a second time.

    A mark that the font sets as a glyph of its own brings its whole cluster again, in a
    box above its base letter.
    """
    line: list[Letter] = []
    skipping = False
    for letter in letters:
        if letter.sign in "\r\n":
            if line:
                yield line
            line, skipping = [], False
            continue
        if not letter.made_up and not letter.sign.isspace():
            combining = _is_mark(letter.sign)
            if not combining:
                skipping = _is_above(letter, line)
            if skipping:
                continue
        line.append(letter)
    if line:
        yield line


def _is_mark(sign: str) -> bool:
    return bool(_MARK.match(sign))


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
        if not (letter.made_up or letter.sign.isspace() or _is_mark(letter.sign)):
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
    drawn = [one for one in part if not one.made_up and not one.sign.isspace()]
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
