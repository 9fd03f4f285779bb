"""What the style of an HTML element says: whether it is shown, and in which font."""

import re
from functools import lru_cache

Values = dict[str, str | None]
"""The attributes of an element."""

_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![-\w])color\s*:\s*transparent"
    r"|font-size\s*:\s*(?:0(?![.\d])|(?:0?\.\d+|1(?:\.0+)?)\s*p[tx])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([\w ]+)", re.IGNORECASE)
_OTHER_MEDIA = re.compile(
    r"/\*.*?\*/|@media[^{]*\bprint\b[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.DOTALL
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"[.#][\w-]+")


def is_hidden(tag: str, values: Values, css: str) -> bool:
    """Return whether a page shows nothing of an element; `css` is its style sheet."""
    own = {f".{name}" for name in (values.get("class") or "").split()}
    own |= {f"#{values['id']}"} if values.get("id") else set()
    hidden_input = tag == "input" and (values.get("type") or "").lower() == "hidden"
    return bool(
        hidden_input
        or "hidden" in values
        or own & _hidden_names(css)
        or _NOT_SHOWN.search(values.get("style") or "")
    )


def is_struck(tag: str, values: Values) -> bool:
    """Return whether an element is crossed out."""
    return tag in {"del", "s", "strike"} or bool(
        _STRUCK.search(values.get("style") or "")
    )


@lru_cache(maxsize=8)
def _hidden_names(css: str) -> frozenset[str]:
    """Return the classes and ids that a style sheet does not show on the screen."""
    rules = _RULE.findall(_OTHER_MEDIA.sub("", css))
    return frozenset(
        name
        for selectors, declared in rules
        if _NOT_SHOWN.search(declared)
        for selector in selectors.split(",")
        if ":" not in selector
        for name in _NAME.findall(selector)[:1]
    )


def font_of(values: Values) -> str:
    """Return the font that an element names, or an empty string."""
    named = _FONT.search(values.get("style") or "")
    return values.get("face") or (named[1].strip() if named else "")
