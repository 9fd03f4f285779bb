"""YAML as text with places: every scalar stays a string, every node knows its line.

The parser's events are walked with an explicit stack. Composing a tree recursively
would crash on deep input, and YAML's own types would turn `2567-02-29` into an error
without a line, `2567-10-01` into a Gregorian date and `012` into 10.
"""

import codecs
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any  # ruamel has no types

from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from prongsai.findings import Finding, Place, counted
from prongsai.yaml.mistakes import (
    Complaint,
    StopReadingError,
    beyond_unicode,
    explain,
    refuse_invisible,
)
from prongsai.yaml.parser import events
from prongsai.yaml.read_before import read_before

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_NODES = 70_000
"""Keys, values and lists in one file: 1,000 measures with results have 60,000."""

MAX_SCALAR = 100_000
"""Letters of one text."""

YamlPath = tuple[str | int, ...]
YamlTree = dict[str, "YamlTree"] | list["YamlTree"] | str | None

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_INNER_TABS = re.compile(r"(?<=\S)[ \t]*\t[ \t]*")
"""Tabs after the first sign of a line are blanks; the two parsers differ about them."""

_EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Places of the nodes of one file.

    A key's place is that of the key; an element's that of its first character.
    """

    file: str
    places: dict[YamlPath, tuple[int, int]]

    def at(self, path: YamlPath) -> Place:
        """Return the place of `path`, or of its nearest parent that is there."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Place(path=self.file, line=line, column=column)

    def has(self, path: YamlPath) -> bool:
        """Return whether the file has a node at `path`."""
        return path in self.places


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """What was read: the tree (scalars as text), its places, and what is wrong."""

    tree: YamlTree
    marks: Marks
    findings: tuple[Finding, ...] = ()


def read_yaml(data: bytes, file: str) -> YamlFile:
    """Read one file. A tree of None with findings means that it cannot be used.

    Byte order marks and CRLF are accepted. Aliases, tags, several documents, more than
    `MAX_DEPTH` levels, `MAX_NODES` nodes and `MAX_BYTES` bytes are not.
    """
    read = _read(data)
    return YamlFile(
        tree=_copied(read.tree),
        marks=Marks(file=file, places=read.marks.places),
        findings=tuple(_in(file, one) for one in read.findings),
    )


@lru_cache(maxsize=16)
def _read(data: bytes) -> YamlFile:
    """Read a file once: who edits it reads it before, after, and for the next page."""
    marks = Marks(file="", places={})
    known = read_before(data)
    if known is not None:
        return YamlFile(tree=known, marks=marks)
    try:
        tree, findings = _walk(_decode(data), marks)
    except StopReadingError as stop:
        place = Place(path="", line=stop.line, column=stop.column)
        return YamlFile(
            tree=None, marks=marks, findings=(_finding(stop.code, place, **stop.facts),)
        )
    return YamlFile(
        tree=None if findings else tree, marks=marks, findings=counted(findings)
    )


def _copied(tree: YamlTree) -> YamlTree:
    """Return a tree that its reader may change."""
    if isinstance(tree, dict):
        return {key: _copied(one) for key, one in tree.items()}
    return [_copied(one) for one in tree] if isinstance(tree, list) else tree


def _in(file: str, finding: Finding) -> Finding:
    """Return what is wrong in a file of that name."""
    place, subject = replace(finding.place, path=file), finding.subject or file
    return replace(finding, place=place, subject=subject)


def _finding(code: str, place: Place, **facts: str) -> Finding:
    return Finding(
        code=code,
        place=place,
        facts=tuple(facts.items()),
        subject=place.path,
    )


def _decode(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise StopReadingError(
            "file-too-large", 1, 1, megabytes=f"{len(data) / 1e6:.1f}", limit="2"
        )
    if data.startswith(_UTF16) or b"\0" in data[:4]:
        raise StopReadingError("not-utf8", 1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StopReadingError("not-utf8", line, 1) from None
    if not text.strip():
        raise StopReadingError("empty-file", 1, 1)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refuse_invisible(text)
    return with_blanks(text)


def with_blanks(text: str) -> str:
    """Return the text with blanks for tabs inside lines; no sign changes its place."""
    return _INNER_TABS.sub(lambda found: " " * len(found.group()), text)


def _walk(text: str, marks: Marks) -> tuple[YamlTree, tuple[Finding, ...]]:
    builder = _Builder(marks)
    try:
        for event in events(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise explain(_complaint(error), text) from None
    except (OverflowError, ValueError):  # the pure parser, at an escape like \UFFFFFFFF
        raise beyond_unicode(text) from None
    if builder.root is None:
        raise StopReadingError("empty-file", 1, 1)
    if not isinstance(builder.root, dict):
        raise StopReadingError("yaml-not-a-mapping", 1, 1)
    return builder.root, tuple(builder.findings)


def _place(mark: Any) -> tuple[int, int] | None:  # noqa: ANN401 - ruamel's
    return (mark.line, mark.column) if mark else None


def _complaint(error: Any) -> Complaint:  # noqa: ANN401 - ruamel's marks are untyped
    return Complaint(
        problem=str(error.problem or error.context or ""),
        at=_place(error.problem_mark) or _place(error.context_mark) or (0, 0),
        context=str(error.context or ""),
        since=_place(error.context_mark),
    )


class _Builder:
    """Turns events into a tree, with the open containers on an explicit stack."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.root: YamlTree = None
        self.findings: list[Finding] = []
        self._open: list[dict[str, YamlTree] | list[YamlTree]] = []
        self._path: list[str | int] = []
        self._key: str | None = None
        self._documents = self._nodes = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - ruamel's events are untyped
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self._count(event, line, column)
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise StopReadingError("yaml-many-documents", line, column)
        elif isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise StopReadingError("yaml-alias", line, column)
        elif getattr(event, "tag", None):
            raise StopReadingError("yaml-tag", line, column, tag=str(event.tag))
        elif isinstance(event, ScalarEvent):
            self._scalar(event, line, column)
        elif isinstance(event, MappingStartEvent):
            self._start({}, line, column)
        elif isinstance(event, SequenceStartEvent):
            self._start([], line, column)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
            if self._path:
                self._path.pop()

    def _count(self, event: Any, line: int, column: int) -> None:  # noqa: ANN401 - ruamel's events are untyped
        self._nodes += isinstance(event, NodeEvent)
        if self._nodes > MAX_NODES:
            raise StopReadingError("yaml-too-much", line, column, limit=str(MAX_NODES))

    def _scalar(self, event: Any, line: int, column: int) -> None:  # noqa: ANN401 - ruamel is untyped
        if len(event.value) > MAX_SCALAR:
            facts = {"limit": str(MAX_SCALAR)}
            raise StopReadingError("yaml-text-too-long", line, column, **facts)
        refuse_invisible(event.value, line, column)
        inside = self._open[-1] if self._open else None
        if isinstance(inside, dict) and self._key is None:
            if not event.value:
                raise StopReadingError("yaml-key", line, column)
            self._key = event.value
            path = (*self._path, event.value)
            if path in self.marks.places:
                first = self.marks.places[path][0]
                place = Place(path=self.marks.file, line=line, column=column)
                self.findings.append(
                    _finding("duplicate-key", place, key=event.value, first=str(first))
                )
            self.marks.places[path] = (line, column)
            return
        plain = event.style in {None, ""}
        value = None if plain and event.value in _EMPTY else event.value
        self._add(value, line, column)

    def _start(
        self, container: dict[str, YamlTree] | list[YamlTree], line: int, column: int
    ) -> None:
        inside = self._open[-1] if self._open else None
        if isinstance(inside, dict) and self._key is None:
            raise StopReadingError("yaml-key", line, column)
        if len(self._open) >= MAX_DEPTH:
            raise StopReadingError("yaml-too-deep", line, column, limit=str(MAX_DEPTH))
        step = self._add(container, line, column)
        self._open.append(container)
        if step is not None:
            self._path.append(step)

    def _add(self, value: YamlTree, line: int, column: int) -> str | int | None:
        if not self._open:
            self.root = value
            return None
        inside = self._open[-1]
        if isinstance(inside, dict):
            key, self._key = self._key or "", None
            inside[key] = value
            return key
        index = len(inside)
        inside.append(value)
        self.marks.places[(*self._path, index)] = (line, column)
        return index
