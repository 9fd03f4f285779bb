"""The letters of a PDF page through pdfium, as they are printed.

Coordinates are from the page's bottom left.
"""

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

import pypdfium2
import pypdfium2.raw as pdfium

_HYPHENS = frozenset("\x02\ufffe\u00ad")
"""What pdfium makes of a hyphen at the end of a line."""
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_STRAYED = 0.05
"""Share of marks away from their letters from which the boxes are not to be trusted."""


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

    @property
    def is_blank(self) -> bool:
        """Whether nothing is drawn for it."""
        return self.made_up or self.sign.isspace()

    @property
    def is_mark(self) -> bool:
        """Whether it is a Thai vowel or tone above or below another letter."""
        return bool(_MARK.match(self.sign))

    @property
    def is_base(self) -> bool:
        """Whether it has a place of its own on the line."""
        return not (self.is_blank or self.is_mark)


def letters_of(page: pypdfium2.PdfPage) -> tuple[Letter, ...]:
    """Return what is printed on a page in the order in which it is read."""
    read = tuple(_read(page.get_textpage()))
    return tuple(marks_in_place(tuple(_printed(read))))


def _read(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
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
    drawn = [one for one in letters if not one.is_blank]
    upright = Counter(one.angle for one in drawn).most_common(1)
    pale = 2 * sum(one.pale for one in drawn) > len(drawn)
    for letter in letters:
        if letter.is_blank or (letter.angle == upright[0][0] and letter.pale <= pale):
            yield letter


def marks_in_place(letters: Sequence[Letter]) -> Iterator[Letter]:
    """Yield each mark behind the letter it is drawn over.

    pdfium puts a mark that is drawn last at the end of the line. Some programs write
    boxes of marks that are not where the mark is drawn: then the order stays.
    """
    bases = _bases(letters)
    marks = [n for n, letter in enumerate(letters) if letter.is_mark and bases[n] >= 0]
    strayed = [n for n in marks if not _is_over(letters[n], letters[bases[n]])]
    if len(strayed) > _STRAYED * len(marks):
        yield from letters
        return
    owners: dict[int, list[Letter]] = defaultdict(list)
    for place in strayed:
        owner = _owner(letters[place], letters)
        owners[bases[place] if owner is None else owner].append(letters[place])
    away = set(strayed)
    kept = [(bases[n], one) for n, one in enumerate(letters) if n not in away]
    yield from _put_in(kept, owners)


def _bases(letters: Sequence[Letter]) -> list[int]:
    """Return for each letter the place of the base it follows, -1 without one."""
    places = (n if one.is_base else -1 for n, one in enumerate(letters))
    return list(accumulate(places, max))


def _put_in(
    kept: Sequence[tuple[int, Letter]], strayed: Mapping[int, list[Letter]]
) -> Iterator[Letter]:
    """Yield letters by their base, marks from the lowest to the highest."""
    for base, group in groupby(kept, lambda one: one[0]):
        own = [letter for _, letter in group]
        if base not in strayed:
            yield from own
            continue
        end = next((n for n, one in enumerate(own) if n and not one.is_mark), len(own))
        marks = sorted((*own[1:end], *strayed[base]), key=lambda one: one.bottom)
        yield from (*own[:1], *marks, *own[end:])


def _is_over(mark: Letter, base: Letter) -> bool:
    """Return whether a mark is drawn over or under a letter."""
    near, high = 0.35 * mark.size, 0.7 * mark.size
    middle = (mark.left + mark.right) / 2
    return (
        base.left - near < middle < base.right + near
        and base.bottom - high < mark.bottom < base.top + high
    )


def _owner(mark: Letter, letters: Sequence[Letter]) -> int | None:
    """Return the consonant whose right end is nearest to that of a mark over it."""
    over = [
        place
        for place, one in enumerate(letters)
        if "\u0e01" <= one.sign <= "\u0e2e" and _is_over(mark, one)
    ]
    return min(over, key=lambda n: abs(letters[n].right - mark.right), default=None)
