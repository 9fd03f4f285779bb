"""The signs that papers can show: those of Sarabun, and of a second font for signs.

The set of PDF/UA refuses a paper with a sign that no font holds. Such a sign is shown
as a box, and reported, so that the paper is made all the same.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_COVERED = Path(__file__).parent / "fonts" / "covered.txt"
"""Ranges of signs that the fonts hold, one a line: `2190-23FF`."""

_ASIDE = frozenset({0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)})
"""Signs that only change the one before them: its colour, its style."""

_BOX = "□"
_NEAR = 12
"""Letters before and behind a sign that are said with it."""


def with_known_signs(text: str) -> str:
    """Return a text whose signs can all be shown."""
    return "".join(_shown(sign) for sign in text)


def unknown_signs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sign that cannot be shown, with the words around its first place."""
    seen: set[str] = set()
    for at, sign in enumerate(text):
        if _shown(sign) == _BOX != sign and sign not in seen:
            seen.add(sign)
            yield sign, text[max(0, at - _NEAR) : at + _NEAR].strip()


def _shown(sign: str) -> str:
    code = ord(sign)
    if code < 0x7F or code in covered():
        return sign
    return "" if code in _ASIDE else _BOX


@cache
def covered() -> frozenset[int]:
    """Return the codes of all signs that the fonts of the papers hold."""
    ranges = (line.split("-") for line in _COVERED.read_text("ascii").split())
    return frozenset(
        code
        for first, last in ranges
        for code in range(int(first, 16), int(last, 16) + 1)
    )
