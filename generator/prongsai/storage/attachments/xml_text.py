"""All text of an XML part, and whether it starts a program, in one pass.

No tree is built. Documents that define entities are refused: those can expand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from prongsai.storage.attachments import Runs
from prongsai.storage.attachments.instructions import Instructions
from prongsai.storage.attachments.local_names import LocalNames
from prongsai.storage.attachments.reading import MAX_TEXT, EntitiesError

_LINE_ENDS = "p h tr row si comment table-row sp text cNvPr item property"
_NEW_LINE = frozenset(_LINE_ENDS.split())
_CELL = frozenset({"tc", "c", "table-cell"})
_BLANK = frozenset({"tab", "br", "s", "line-break"})
_OF_PEOPLE = """descr title name alt Target text prompt promptTitle error errorTitle
display tooltip author userName displayName href value string-value date-value v
initials"""
_SHOWN = frozenset(_OF_PEOPLE.split())
"""Attributes that hold words of people; of others, long numbers count."""

_WORDS = re.compile(r"[0-9๐-๙]{4}|[ก-ฮ]|@|\s\S+\s")


_NUMBER = re.compile(r"[0-9๐-๙](?:[ .-]?[0-9๐-๙]){8}|@")
_SHORT = 9
"""Signs of the shortest number of a person: with fewer an attribute is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The text of a part, whether that is all of it, and what it runs."""

    text: str
    whole: bool
    runs: Runs


class _Collector:
    """Joins runs to paragraphs; attributes follow on lines of their own."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.aside: list[str] = []
        self.length = 0
        self.instructions = Instructions()
        self._names = LocalNames()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._names[name]
        self.instructions.start(local, attributes)
        if local in _BLANK:
            self.put(" ")
        for key, value in attributes.items():
            self._attribute(self._names[key], value)

    def _attribute(self, key: str, value: str) -> None:
        self.instructions.attribute(key, value)
        said = _WORDS if key in _SHOWN else _NUMBER if len(value) >= _SHORT else None
        if said is not None and not self.full and said.search(value):
            self.aside.append(value)
            self.length += len(value)

    def end(self, name: str) -> None:
        local = self._names[name]
        self.instructions.end()
        if local in _NEW_LINE:
            self.put("\n")
        elif local in _CELL:
            self.put("\t")

    def data(self, text: str) -> None:
        self.instructions.text(text)
        self.put(text)

    def put(self, text: str) -> None:
        if self.length <= MAX_TEXT:
            self.pieces.append(text)
            self.length += len(text)

    @property
    def full(self) -> bool:
        """Whether there is more text than is searched."""
        return self.length > MAX_TEXT


def read_xml(chunks: Iterable[bytes]) -> Words:
    """Return what an XML part says.

    Its text is taken up to a limit; all of it is looked through for instructions.
    """
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.data
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own order
    text = "".join([*collector.pieces, "\n", "\n".join(collector.aside)])
    told = collector.instructions
    asks = Runs.SCRIPT if told.asks_shares else Runs.NOTHING
    macros = Runs.MACRO if told.are_macros else asks
    runs = Runs.PROGRAM if told.start_programs else macros
    return Words(text=text, whole=not collector.full, runs=runs)


def _refuse(*_: object) -> None:
    raise EntitiesError
