"""From one colour of an agency to all colours that depend on it, light and dark.

Every text, link and button made of them has a contrast of 4.5 to 1 at least: a colour
that does not reach it is replaced by the nearest that does (the finding
`colour-contrast` proposes it). The names are those of `prongsai.css`, which has the
colours of sites without one of their own.
"""

from prongsai.model.colour import BLACK, WHITE, Colour

_NIGHT = Colour.of("151d20")
"""The ground of dark pages, as in `prongsai.css`."""

_TINTS = tuple(Colour.of(one) for one in ("eef1f3", "fdf2e2", "ffe69a"))
"""Other grounds of links on light pages: notes, warnings, words that were found."""

_NIGHT_TINTS = tuple(Colour.of(one) for one in ("26343a", "38270f", "4d3d00"))


def style(colour: str) -> str:
    """Return the style sheet of a colour, to be put after `prongsai.css`."""
    light, dark = _rule(_light(Colour.of(colour))), _rule(_dark(Colour.of(colour)))
    return (
        f":root,[data-md-color-scheme=default]{{{light}}}"
        f"@media screen{{[data-md-color-scheme=slate]{{{dark}}}}}"
    )


def _light(colour: Colour) -> dict[str, Colour]:
    tint = WHITE.mixed(colour, 0.08)
    accent = colour.readable_on(WHITE, tint, *_TINTS)
    strong = accent.mixed(BLACK, 0.25)
    return {
        "accent": accent,
        "accent-strong": strong,
        "tint": tint,
        "head": accent.mixed(BLACK, 0.12),
        "foot": accent.mixed(BLACK, 0.65),
    }


def _dark(colour: Colour) -> dict[str, Colour]:
    tint = _NIGHT.mixed(colour, 0.18)
    grounds = (_NIGHT, tint, *_NIGHT_TINTS)
    accent = colour.readable_on(*grounds, enough=6, lighter=True)
    return {
        "accent": accent,
        "accent-strong": accent.mixed(WHITE, 0.3),
        "tint": tint,
        "head": colour.readable_on(WHITE).mixed(BLACK, 0.4),
        "foot": colour.readable_on(WHITE).mixed(BLACK, 0.8),
    }


def _rule(colours: dict[str, Colour]) -> str:
    return ";".join(f"--pg-{name}:{one}" for name, one in colours.items())
