"""The body of a page as Python-Markdown makes it, for what our templates write.

That is blocks of HTML and headings with an id. Whatever else there is on a page is left
to MkDocs; a test compares both over every page of every site here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_BLOCKS = ("details", "div", "dl", "figure", "form", "nav", "ol", "p", "section", "ul")
_START = re.compile(
    rf"<({'|'.join(_BLOCKS)})\b"
    r"|(#{1,6}) (.*?) \{#([a-z][a-z0-9-]*)\}(?=\n|\Z)"
    r"|\n+"
)
_TAGS_OF = {tag: re.compile(rf"<(/?){tag}\b[^>]*>") for tag in _BLOCKS}
_PLAIN_HEADING = re.compile(
    r"(?:[^<>&\\`*_\[\]!{}#:\x00-\x1f]|&#\d+;|</?span\b[^<>&]*>)*"
)
_TAG = re.compile(r"<[^>]+>")
_ODD = re.compile("[\t\r\x02\x03]|\n +\n")


@dataclass(slots=True, kw_only=True)
class Heading:
    """An entry of the table of contents, with those below it."""

    level: int
    id: str
    title: str
    below: "list[Heading]" = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """HTML, and its headings as Python-Markdown nests them."""

    html: str
    headings: tuple[Heading, ...]

    @property
    def contents(self) -> tuple[Heading, ...]:
        """Return the table of contents as shown: without the page's title."""
        first = self.headings[0] if self.headings else None
        return tuple(first.below) if first and first.level == 1 else self.headings


def make_body(markdown: str, permalink: str) -> Body | None:
    """Return the body of a page, None where it has what our templates do not write.

    Args:
        markdown: of the page, without its front matter.
        permalink: the title of the link that each heading has to itself.
    """
    if _ODD.search(markdown):
        return None
    at, pieces, headings = 0, [], []
    while at < len(markdown):
        start = _START.match(markdown, at)
        if start is None:
            return None
        tag, marks, words, name = start.groups()
        at = start.end()
        if tag:
            at = _end(markdown, start.start(), tag)
            if not at:
                return None
            apart = markdown[at : at + 2] in ("\n\n", "\n")
            pieces.append(markdown[start.start() : at] + ("\n" if apart else ""))
        elif marks:
            if not _PLAIN_HEADING.fullmatch(words):
                return None
            pieces.append(_heading(len(marks), words.strip(), name, permalink))
            title = " ".join(_TAG.sub("", words).split())
            headings.append(Heading(level=len(marks), id=name, title=title))
    return Body(html="\n".join(pieces).strip(), headings=_nested(headings))


def _end(markdown: str, start: int, tag: str) -> int:
    """Return where a block of HTML ends, 0 where text follows on its last line."""
    depth = 0
    for found in _TAGS_OF[tag].finditer(markdown, start):
        depth += -1 if found[1] else 1
        if not depth:
            after = markdown[found.end() : found.end() + 1]
            return found.end() if after in ("", "\n") else 0
    return 0


def _heading(level: int, words: str, name: str, permalink: str) -> str:
    link = f'<a class="headerlink" href="#{name}" title="{permalink}">#</a>'
    return f'<h{level} id="{name}">{words}{link}</h{level}>'


def _nested(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    top: list[Heading] = []
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].below if above else top).append(heading)
        above.append(heading)
    return tuple(top)
