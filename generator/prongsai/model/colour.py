"""A colour as a value: how well it reads, and the nearest that reads well enough.

The accent of an agency is used as text, as a link and below the words of a button, on a
light page and on a dark one; WCAG 2.1 AA asks for a contrast of 4.5 to 1 each time.
"""

import colorsys
from dataclasses import dataclass

ENOUGH = 4.5
"""The contrast that WCAG 2.1 AA asks of text (1.4.3)."""

_STEPS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """Red, green and blue, 0 to 255 each."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> "Colour":
        """Read `0b5c66`, with or without `#`."""
        digits = text.removeprefix("#")
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        return cls(red=red, green=green, blue=blue)

    def __str__(self) -> str:
        """Write `#0b5c66`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """Return the relative luminance as WCAG defines it, 0 to 1."""
        red, green, blue = map(_linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Colour") -> float:
        """Return the contrast with another colour, 1 to 21."""
        high, low = sorted((self.luminance, other.luminance), reverse=True)
        return (high + 0.05) / (low + 0.05)

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """Return this colour with a share (0 to 1) of another."""

        def between(one: int, two: int) -> int:
            return round(one + (two - one) * share)

        return Colour(
            red=between(self.red, other.red),
            green=between(self.green, other.green),
            blue=between(self.blue, other.blue),
        )

    def readable_on(
        self, *grounds: "Colour", enough: float = ENOUGH, lighter: bool = False
    ) -> "Colour":
        """Return the nearest colour of the same hue that reads on all the grounds.

        It is this colour itself where that reads; else it gets darker, or lighter, in
        small steps.
        """
        hue, light, full = colorsys.rgb_to_hls(
            self.red / 255, self.green / 255, self.blue / 255
        )
        end = 1.0 if lighter else 0.0
        for step in range(_STEPS + 1):
            level = light + (end - light) * step / _STEPS
            one = _of_hls(hue, level, full) if step else self
            if all(one.contrast(ground) >= enough for ground in grounds):
                return one
        return _of_hls(hue, end, full)


WHITE = Colour(red=255, green=255, blue=255)
BLACK = Colour(red=0, green=0, blue=0)


def readable(colour: Colour) -> Colour:
    """Return the nearest colour that reads as text on white and below white words."""
    return colour.readable_on(WHITE)


def _of_hls(hue: float, light: float, full: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, light, full)
    return Colour(
        red=round(red * 255), green=round(green * 255), blue=round(blue * 255)
    )


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
