"""What is in a built page, as a parser of HTML reads it: no browser opens it."""

import re
from pathlib import Path
from typing import Any  # texts, counts and lists of one page

from selectolax.lexbor import LexborHTMLParser, LexborNode

LEADS_OUT = '[href^="javascript:" i], [href*="evil.example"]'


def parsed(path: Path) -> dict[str, Any]:
    """Return what a browser would be asked of a page (`ALIVE` of `test_hostile.py`).

    Its elements and their attributes are those of tame words: another test has them.
    """
    page = LexborHTMLParser(path.read_text("utf-8"))
    told = page.css("[content], [alt], [aria-label]")
    words = (of(node, one) for node in told for one in ("content", "alt", "aria-label"))
    titles = page.css("head title")
    return {
        "alive": None,
        "elements": [one.html for one in page.css(LEADS_OUT)],
        "scripts": [of(one, "src") or one.text() for one in page.css("script")],
        "images": [of(one, "src") for one in page.css("img")],
        "titles": len(titles),
        "title": titles[0].text(strip=True),
        "hidden": " ".join(filter(None, words)),
        "text": re.sub(r"\s+", " ", page.css("body")[0].text()),
    }


def of(node: LexborNode, name: str) -> str:
    """Return an attribute of an element, or nothing."""
    return node.attributes.get(name) or ""
