"""Put our own HTML blocks aside before Markdown parses them.

A Markdown extension that is used in our process only: Python-Markdown would come to the
same result with its HTML parser, which takes most of MkDocs' time on long tables. A
test compares the whole site with that of a plain `mkdocs build`.
"""

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_BLOCK = re.compile(r"<(details|div|dl|figure|form|nav|ol|p|section|ul)\b")
_PRIORITY = 25
"""After white space is normalised (30), before HTML is parsed (21 and 20)."""


class RawBlocks(Extension):
    """The extension; it has no settings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the preprocessor."""
        md.preprocessors.register(_PutAside(md), "prongsai_raw_blocks", _PRIORITY)


class _PutAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return list(self._lines(lines))

    def _lines(self, lines: list[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            opening = _BLOCK.match(lines[at])
            end = _end(lines, at, opening.group(1)) if opening else 0
            if not end:
                yield lines[at]
                at += 1
                continue
            block = "\n".join(lines[at:end])
            if end < len(lines) and not lines[end].strip():
                block += "\n"
            yield ""
            yield self.md.htmlStash.store(block)
            yield ""
            at = end


def _end(lines: list[str], start: int, tag: str) -> int:
    """Return the line after the block, 0 where text follows on its last line."""
    tags = re.compile(rf"<(/?){tag}\b[^>]*>")
    depth = 0
    for number in range(start, len(lines)):
        line = lines[number]
        if tag not in line:
            continue
        last = 0
        for match in tags.finditer(line):
            depth += -1 if match.group(1) else 1
            if depth == 0:
                last = match.end()
                break
        if depth == 0:
            return number + 1 if last == len(line) else 0
    return 0
