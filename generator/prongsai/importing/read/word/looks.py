"""What text in Word looks like: its colour, what is behind it, its size."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from prongsai.importing.read.colours import SMALLEST, WHITE, Colour, alike, colour
from prongsai.importing.read.word.xml import child, value

_THEME = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000"}
_HIGHLIGHTS = {"darkGray": "gray", "lightGray": "lightgray"}
_HALF = 2
"""Word writes sizes in half points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What run properties, or a style, say of text; None where they say nothing."""

    text: str | None = None
    size: float | None = None

    def over(self, other: "Look") -> "Look":
        """Return this look, with that of `other` where this one says nothing."""
        return Look(
            text=self.text if self.text is not None else other.text,
            size=self.size if self.size is not None else other.size,
        )

    def is_unseen(self, behind: Colour | None) -> bool:
        """Return whether text cannot be seen; `behind` None if not known."""
        too_small = self.size is not None and 0 < self.size <= SMALLEST
        return too_small or alike(colour(self.text or ""), behind)


def look_of(properties: Element | None) -> Look:
    """Return what run properties say."""
    size = value(child(properties, "sz")) or value(child(properties, "szCs"))
    printed = child(properties, "color")
    text = value(printed) or _THEME.get(value(printed, "themeColor"), "")
    try:
        points = float(size) / _HALF if size else None
    except ValueError:
        points = None
    return Look(text=text if printed is not None else None, size=points)


def behind_run(properties: Element | None, around: Colour | None) -> Colour | None:
    """Return the colour behind a run; `around` is that of its paragraph or cell."""
    marked = value(child(properties, "highlight"))
    if marked and marked != "none":
        return colour(_HIGHLIGHTS.get(marked, marked))
    return shaded(properties, around)


def shaded(properties: Element | None, around: Colour | None) -> Colour | None:
    """Return the colour that a shading gives, None for one that is not plain."""
    shading = child(properties, "shd")
    if shading is None:
        return around
    pattern = value(shading)
    fill = value(shading, "color" if pattern == "solid" else "fill")
    if pattern not in {"clear", "solid", "nil", ""}:
        return None
    return WHITE if fill in {"", "auto"} and pattern == "nil" else _filled(fill, around)


def _filled(fill: str, around: Colour | None) -> Colour | None:
    return around if fill in {"", "auto"} else colour(fill)
