"""Whether text can be seen: its colour against what is behind it, and its size."""

import re

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
SMALLEST = 1.0
"""Points (pt) up to which text is not readable on any page."""

_NEAR = 16
"""Two colours are the same to the eye if no part of them differs more."""

_NAMES: dict[str, Colour] = {
    "white": WHITE,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "green": (0, 128, 0),
    "lime": (0, 255, 0),
    "blue": (0, 0, 255),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "gray": (128, 128, 128),
    "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211),
}
_HEX = re.compile(r"#?(?:[0-9a-f]{2})?([0-9a-f]{6})|#([0-9a-f]{3})", re.IGNORECASE)
_RGB = re.compile(
    r"rgba?\(\s*(\d+)\s*[, ]\s*(\d+)\s*[, ]\s*(\d+)\s*(?:[,/]\s*1(?:\.0+)?\s*)?\)",
    re.IGNORECASE,
)
"""Three parts; one that shines through is not known."""


def colour(text: str) -> Colour | None:
    """Return a colour written as Word, Excel or a web page does; None for any other."""
    text = text.strip()
    parts, found = _RGB.fullmatch(text), _HEX.fullmatch(text)
    if parts:
        return int(parts[1]), int(parts[2]), int(parts[3])
    if found is None:
        return _NAMES.get(text.lower())
    digits = found[1] or "".join(sign * 2 for sign in found[2])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def alike(one: Colour | None, other: Colour | None) -> bool:
    """Return whether text in one colour cannot be seen on the other."""
    if one is None or other is None:
        return False
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))
