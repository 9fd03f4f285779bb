"""All text of an XML part, in one pass and without a tree.

Documents with a DOCTYPE are refused: entities can expand.
"""

import re
from collections.abc import Iterable
from xml.parsers import expat

from prongsai.storage.attachments.reading import MAX_TEXT, EnoughError, SuspiciousError

_LINE_ENDS = "p h tr row si comment table-row sp text cNvPr item property"
_NEW_LINE = frozenset(_LINE_ENDS.split())
_CELL = frozenset({"tc", "c", "table-cell"})
_BLANK = frozenset({"tab", "br", "s", "line-break"})
_OF_PEOPLE = """descr title name alt Target text prompt promptTitle error errorTitle
display tooltip author userName displayName href value string-value date-value v
initials"""
_SHOWN = frozenset(_OF_PEOPLE.split())
"""Attributes that hold words of people."""

_WORDS = re.compile(r"[0-9๐-๙]{4}|[ก-ฮ]|@|\s\S+\s")


class _Collector:
    """Joins runs to paragraphs; attributes follow on lines of their own."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.aside: list[str] = []
        self.length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) in _BLANK:
            self.put(" ")
        for key, value in attributes.items():
            if _local(key) in _SHOWN and _WORDS.search(value):
                self.aside.append(value)
                self.length += len(value)

    def end(self, name: str) -> None:
        local = _local(name)
        if local in _NEW_LINE:
            self.put("\n")
        elif local in _CELL:
            self.put("\t")

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise EnoughError


def xml_text(chunks: Iterable[bytes]) -> tuple[str, bool]:
    """Return all text of an XML part, and whether it was read to its end."""
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.put
    whole = True
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own order
    except EnoughError:
        whole = False
    return "".join([*collector.pieces, "\n", "\n".join(collector.aside)]), whole


def _refuse(*_: object) -> None:
    raise SuspiciousError


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
