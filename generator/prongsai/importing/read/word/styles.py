"""Styles of a Word file: what they hide, their font, the list that they number."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from prongsai.importing.read.word.looks import Look, look_of
from prongsai.importing.read.word.xml import child, children, switch, value, whole

_DEEPEST = 12
"""So many styles may be based on each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style says, None or empty where it says nothing."""

    based_on: str = ""
    hidden: bool | None = None
    font: str = ""
    look: Look = field(default_factory=Look)
    shades: bool = False
    number: tuple[str, int] | None = None


class Styles:
    """Answers what a run or a paragraph is like, over its style and those below."""

    def __init__(self, root: Element | None) -> None:
        """Read `word/styles.xml`; None where the file has none."""
        self._written = {
            value(style, "styleId"): style for style in children(root, "style")
        }
        self._styles: dict[str, Style] = {}

    def is_hidden(self, properties: Element | None) -> bool:
        """Return whether a run is formatted as hidden."""
        own = child(properties, "vanish")
        if own is not None:
            return switch(own)
        for style in self._above(value(child(properties, "rStyle"))):
            if style.hidden is not None:
                return style.hidden
        return False

    def paragraph_hides(self, properties: Element | None) -> bool:
        """Return whether the style of a paragraph hides its runs."""
        above = self._above(value(child(properties, "pStyle")))
        return next((s.hidden for s in above if s.hidden is not None), False)

    def look(self, properties: Element | None, paragraph: str) -> Look:
        """Return what a run looks like, in a paragraph of a style."""
        made = look_of(properties)
        for style in (
            *self._above(value(child(properties, "rStyle"))),
            *self._above(paragraph),
        ):
            made = made.over(style.look)
        return made

    def shades(self, name: str) -> bool:
        """Return whether a style of tables puts colours behind cells."""
        return any(style.shades for style in self._above(name))

    def font(self, properties: Element | None) -> str:
        """Return the font of a run."""
        fonts = child(properties, "rFonts")
        own = value(fonts, "ascii") or value(fonts, "hAnsi") or value(fonts, "cs")
        if own:
            return own
        above = self._above(value(child(properties, "rStyle")))
        return next((style.font for style in above if style.font), "")

    def number(self, properties: Element | None) -> tuple[str, int] | None:
        """Return list and level of a paragraph, None where it has no number."""
        own = _number(child(properties, "numPr"))
        if own is not None:
            return own if own[0] != "0" else None
        for style in self._above(value(child(properties, "pStyle"))):
            if style.number is not None:
                return style.number if style.number[0] != "0" else None
        return None

    def _above(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self._written and len(found) < _DEEPEST:
            found.append(self._style(name))
            name = found[-1].based_on
        return found

    def _style(self, name: str) -> Style:
        """Return a style; of the hundred and more in a file, few are used."""
        if name not in self._styles:
            self._styles[name] = _style(self._written[name])
        return self._styles[name]


def _style(style: Element) -> Style:
    run, paragraph = child(style, "rPr"), child(style, "pPr")
    vanish = child(run, "vanish")
    return Style(
        based_on=value(child(style, "basedOn")),
        hidden=None if vanish is None else switch(vanish),
        font=value(child(run, "rFonts"), "ascii"),
        look=look_of(run),
        shades=any(True for _ in style.iter(f"{{{_space(style)}}}shd")),
        number=_number(child(paragraph, "numPr")),
    )


def _space(element: Element) -> str:
    return element.tag.partition("}")[0].removeprefix("{")


def _number(properties: Element | None) -> tuple[str, int] | None:
    number = child(properties, "numId")
    return (
        None
        if number is None
        else (value(number), min(whole(child(properties, "ilvl")), 8))
    )
