"""Whether the text of an Excel cell can be seen: its colour, its fill, its size."""

from typing import Any  # openpyxl has no types

from prongsai.importing.read.colours import SMALLEST, WHITE, Colour, alike, colour

_WHITE_OF_THEME, _BLACK_OF_THEME = 0, 1
_INDEXED = {0: "000000", 1: "FFFFFF", 8: "000000", 9: "FFFFFF", 64: "000000"}


def is_unseen(font: Any, fill: Any, *, painted: bool) -> bool:  # noqa: ANN401 - openpyxl is untyped
    """Return whether text in a font is not seen on a fill.

    `painted`: the style of a table or a condition may put another colour behind it.
    """
    size = getattr(font, "sz", None)
    if size is not None and 0 < float(size) <= SMALLEST:
        return True
    return not painted and alike(_shown(getattr(font, "color", None)), _behind(fill))


def _behind(fill: Any) -> Colour | None:  # noqa: ANN401 - openpyxl is untyped
    pattern = getattr(fill, "patternType", None)
    if pattern in {None, "none"}:
        return WHITE
    return _shown(fill.fgColor) if pattern == "solid" else None


def _shown(given: Any) -> Colour | None:  # noqa: ANN401 - openpyxl is untyped
    """Return a colour of Excel, None where it needs the theme of the workbook."""
    kind = getattr(given, "type", None)
    if kind == "rgb":
        return colour(str(given.rgb))
    if kind == "indexed":
        return colour(_INDEXED.get(given.indexed, ""))
    if kind != "theme" or given.theme not in {_WHITE_OF_THEME, _BLACK_OF_THEME}:
        return None
    light = 255 if given.theme == _WHITE_OF_THEME else 0
    tint = float(given.tint or 0)
    level = round(light * (1 + tint) if tint < 0 else light + (255 - light) * tint)
    return level, level, level
