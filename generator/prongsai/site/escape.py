"""The one place where officers' text becomes part of a page.

Text is never markup, template or script: HTML gets the five entities (Jinja's own
escaping), Markdown headings and titles get an entity for every ASCII sign.
"""

import json
from urllib.parse import urlsplit

from markupsafe import Markup

_KEPT = frozenset(" ,;/%")
_SIGNS = {
    sign: f"&#{sign};"
    for sign in range(0x21, 0x7F)
    if not chr(sign).isalnum() and chr(sign) not in _KEPT
}


def for_html(text: str) -> str:
    """Return `text` so that HTML shows it letter by letter, in attributes too."""
    return str(Markup.escape(text))


def for_markdown(text: str) -> Markup:
    """Return `text` so that Markdown and HTML show it letter by letter."""
    return Markup(" ".join(text.split()).translate(_SIGNS))  # noqa: S704 - all encoded


def for_front_matter(text: str) -> Markup:
    """Return `text` as a quoted YAML string whose value is safe as raw HTML.

    MkDocs prints titles raw into the navigation, and Material decodes entities once for
    `<title>`: so `<` and `>` are replaced by characters that look like them.
    """
    plain = " ".join(text.split()).replace("<", "‹").replace(">", "›")
    encoded = plain.replace("&", "&amp;").replace('"', "&quot;")
    return Markup(json.dumps(encoded, ensure_ascii=False))  # noqa: S704 - encoded


def for_url(url: str) -> Markup:
    """Return a link for an attribute; anything but http(s) becomes `#`."""
    safe = url if urlsplit(url).scheme in {"http", "https"} else "#"
    return Markup.escape(safe)
