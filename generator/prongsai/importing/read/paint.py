"""The colours of a web page: text in the colour of what is behind it is not seen.

Only what is certain counts. A rule with a context (`.plan td`) may give a background,
which then is not known; it never hides.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from prongsai.importing.read.colours import WHITE, Colour, alike, colour
from prongsai.importing.read.style import Values

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?<![-\w])background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE
)
_SIMPLE = re.compile(r"[\w-]+|[.#][\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What an element looks like; a background that is not known is None."""

    tag: str = ""
    text: Colour | None = None
    behind: Colour | None = WHITE


@dataclass(slots=True, kw_only=True)
class Paint:
    """Follows the colours of the elements that are open."""

    _open: list[_Look] = field(default_factory=lambda: [_Look()])

    @property
    def hides(self) -> bool:
        """Return whether text that comes now cannot be seen."""
        return alike(self._open[-1].text, self._open[-1].behind)

    def begins(self, tag: str, values: Values, css: str) -> None:
        """Begin an element."""
        now = self._open[-1]
        text, behind = now.text, now.behind
        for declared in (*_by_rules(tag, values, css), values.get("style") or ""):
            text, behind = _declared(declared, text, behind)
        if values.get("color"):
            text = colour(values["color"] or "")
        if values.get("bgcolor") or values.get("background"):
            behind = colour(values.get("bgcolor") or "")
        self._open.append(_Look(tag=tag, text=text, behind=behind))

    def ends(self, tag: str) -> None:
        """End an element."""
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()


def _declared(
    declared: str, text: Colour | None, behind: Colour | None
) -> tuple[Colour | None, Colour | None]:
    """Return colours after declarations; what is not understood is not known."""
    for found in _TEXT.findall(declared):
        if found.strip().lower() != "inherit":
            text = colour(found)
    for found in _BEHIND.findall(declared):
        if found.strip().lower() not in {"none", "transparent", "inherit"}:
            behind = colour(found)
    return text, behind


def _by_rules(tag: str, values: Values, css: str) -> list[str]:
    """Return the declarations of the style sheet for an element."""
    own = {tag, *(f".{name}" for name in (values.get("class") or "").split())}
    own |= {f"#{values['id']}"} if values.get("id") else set()
    return [declared for name, declared in _rules(css) if name in own]


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[tuple[str, str], ...]:
    """Return names and declarations; of a selector with a context its last name."""
    made = []
    for selectors, declared in _RULE.findall(_COMMENT.sub("", css)):
        for selector in selectors.split(","):
            names = _SIMPLE.findall(selector.strip())
            plain = _SIMPLE.fullmatch(selector.strip()) is not None
            unknown = "background:?" if _BEHIND.search(declared) else ""
            made += [(name, declared if plain else unknown) for name in names[-1:]]
    return tuple(made)
