"""What the style of an HTML element says: whether it is shown, and in which font."""

import re

Values = dict[str, str | None]
"""The attributes of an element."""

_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE
)
_FONT = re.compile(r"font-family\s*:\s*['\"]?([\w ]+)", re.IGNORECASE)


def is_hidden(tag: str, values: Values, css: str) -> bool:
    """Return whether a page shows nothing of an element; `css` is its style sheet."""
    classes = "|".join(map(re.escape, (values.get("class") or "").split()))
    by_class = bool(classes) and re.search(
        rf"\.(?:{classes})(?![\w-])[^{{}}]*\{{[^}}]*display\s*:\s*none", css
    )
    return bool(
        tag == "del"
        or "hidden" in values
        or by_class
        or _NOT_SHOWN.search(values.get("style") or "")
    )


def font_of(values: Values) -> str:
    """Return the font that an element names, or an empty string."""
    named = _FONT.search(values.get("style") or "")
    return values.get("face") or (named[1].strip() if named else "")
