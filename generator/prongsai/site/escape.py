"""The one place where officers' text becomes part of a page.

Text is never markup, template or script: HTML gets the five entities (Jinja's own
escaping), Markdown headings and titles get an entity for every ASCII sign, comments for
GitHub and GitLab fewer, since a comment has a size.
"""

import json
import re
from urllib.parse import urlsplit

from markupsafe import Markup

from prongsai.messages.signs import harmless

_KEPT = frozenset(" ,;/%")
_SIGNS = {
    sign: f"&#{sign};"
    for sign in range(0x21, 0x7F)
    if not chr(sign).isalnum() and chr(sign) not in _KEPT
}

_COMMENT_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]<>#|~@&!$"}
_NUMBERED = re.compile(r"[0-9]+(?=[.)](?: |$))")
_BREAK = "\u200b"
_REFERENCES = re.compile(
    r"""
    [@\#]                           # @name, owner/name#1, user@example.org
    | [!$%&~^*](?=[\w"'(])           # GitLab: !1, $1, %2568, &1, ~label
    | \b[Gg][Hh](?=-[0-9])           # GH-1
    | :(?![0-9]+(?::|$))(?=[\w+-]+(?::|$))  # :smile:
    """,
    re.VERBOSE,
)
_COMMIT = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,}(?![0-9A-Za-z])"
)
_PIECE = re.compile(r"[0-9a-f]{6}(?=.)")


def for_html(text: str) -> str:
    """Return `text` so that HTML shows it letter by letter, in attributes too."""
    return str(Markup.escape(text))


def for_markdown(text: str) -> Markup:
    """Return `text` so that Markdown and HTML show it letter by letter."""
    return Markup(" ".join(text.split()).translate(_SIGNS))  # noqa: S704 - all encoded


def for_comment(text: str) -> str:
    """Return `text` so that a comment shows it letter by letter, and links nothing.

    GitHub and GitLab look for mentions and references in what Markdown has made, where
    entities are gone: a zero-width space, which no reader sees, breaks each of them.
    """
    broken = _COMMIT.sub(lambda found: _PIECE.sub(rf"\g<0>{_BREAK}", found[0]), text)
    return in_comment(_REFERENCES.sub(rf"\g<0>{_BREAK}", broken))


def in_comment(text: str) -> str:
    """Return words of ours so that a comment shows them; commits may become links."""
    safe = harmless(" ".join(text.split())).translate(_COMMENT_SIGNS)
    safe = safe.replace("://", "&#58;//").replace("www.", "www&#46;")
    begin = _NUMBERED.match(safe)
    at = begin.end() if begin else 0
    if begin or safe[:1] in {"-", "+", "=", "/"}:
        return f"{safe[:at]}&#{ord(safe[at])};{safe[at + 1 :]}"
    return safe


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
