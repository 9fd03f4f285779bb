"""Write YAML: whole new files, and single fields in files that people wrote.

A field is put in by editing lines. Loading and dumping would fold long lines anew, and
typed loaders fail at days that only the Buddhist calendar has (`2567-02-29`). Here
every byte outside the field stays as it is: comments, folding, line ends, byte order
mark.
"""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self, TypeAlias  # ruamel has no types

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from prongsai.yaml.reader import YamlPath, read_yaml

WIDTH = 120

Tree: TypeAlias = "Mapping[str, Tree] | Sequence[Tree] | str"

_TYPED = re.compile(
    r"(?:true|false|yes|no|on|off|null|~|[-+]?[\d.][\d.,_:e+-]*|0x[\da-f]+)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FLOW_PLAIN = re.compile(r"[\w\u0e00-\u0e7f][\w\u0e00-\u0e7f ./-]*")


class Commented(str):
    """A value with a comment after it, for `dump`."""

    __slots__ = ("comment",)

    comment: str

    def __new__(cls, value: str, comment: str) -> Self:
        """Make the text `value` with its comment, one line without `#`."""
        text = super().__new__(cls, value)
        text.comment = comment
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]  # of str, which has one part
        """Keep the comment in copies."""
        return str(self), self.comment


class Bare(str):
    """A number or a flag, which is written without quotes."""

    __slots__ = ()


@dataclass(slots=True, kw_only=True)
class Node:
    """Where a node begins and ends (indexes), and the column of its keys."""

    start: int
    column: int
    flow: bool = False
    end: int = 0
    key: int = 0
    names: dict[str, int] = field(default_factory=dict)


def put(data: bytes, path: YamlPath, name: str, value: Tree) -> bytes:
    """Return `data` with `name` of the mapping at `path` set to `value`.

    A new field comes last in its mapping; one that is there is replaced in place.

    Raises:
        KeyError: there is no mapping at `path`.
    """
    mark, text = decoded(data)
    nodes = nodes_of(text)
    node = nodes[path]
    old = nodes.get((*path, name))
    newline = "\r\n" if "\r\n" in text else "\n"
    if node.flow:
        new = f"{name}: {flow_text(value)}"
        if old:
            text = text[: old.key] + new + text[old.end :]
        else:
            close = node.end - 1
            comma = ", " if node.names else ""
            body = text[:close].rstrip()
            text = body + comma + new + text[len(body) : close] + text[close:]
    else:
        lines = entry_lines(name, value)
        indent = newline + " " * node.column
        if old:
            text = text[: old.key] + indent.join(lines) + text[old.end :]
        else:
            end = line_end(text, node.end)
            text = text[:end] + indent + indent.join(lines) + text[end:]
    return mark + text.encode()


def decoded(data: bytes) -> tuple[bytes, str]:
    """Return byte order mark and text of a file."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark, data.removeprefix(mark).decode()


def dump(tree: Mapping[str, Tree]) -> str:
    """Write a whole file in the project's form: block style, two blanks, folded."""
    lines = (line for name, value in tree.items() for line in entry_lines(name, value))
    return "".join(f"{line}\n" for line in lines)


def scalar(value: str, *, flow: bool = False) -> str:
    """Write one value on one line, quoted only where it would be read otherwise."""
    if isinstance(value, Bare):
        return value
    if _plain(value) and (not flow or _FLOW_PLAIN.fullmatch(value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@lru_cache(maxsize=8192)
def _plain(value: str) -> bool:
    """Return whether every YAML reader takes the value as text without quotes."""
    if not value or (_TYPED.fullmatch(value) and not _DATE.fullmatch(value)):
        return False
    read = read_yaml(f"a: {value}\n".encode(), "").tree
    return read == {"a": value}


def entry_lines(name: str, value: Tree) -> list[str]:
    """Write a key with its value, as lines without indentation."""
    if isinstance(value, str):
        one = f"{name}: {scalar(value)}"
        if isinstance(value, Commented):
            return [f"{one}  # {' '.join(value.comment.split())}"]
        if len(one) <= WIDTH or " " not in value:
            return [one]
        return [f"{name}: >-", *_folded(value)]
    if not value:
        return [f"{name}: {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [f"{name}:", *(f"  {line}" for line in block_lines(value))]


def block_lines(value: Mapping[str, Tree] | Sequence[Tree]) -> list[str]:
    """Write a mapping or a list in block style, as lines without indentation."""
    if isinstance(value, Mapping):
        return [
            line for name, part in value.items() for line in entry_lines(name, part)
        ]
    lines: list[str] = []
    for part in value:
        inner = [scalar(part)] if isinstance(part, str) else block_lines(part)
        lines += [f"{'- ' if at == 0 else '  '}{line}" for at, line in enumerate(inner)]
    return lines


def _folded(value: str) -> list[str]:
    """Break a text at its blanks; a text without blanks stays long."""
    lines = [""]
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH - 20:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [f"  {line}" for line in lines]


def flow_text(value: Tree) -> str:
    """Write any value on one line, in brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {flow_text(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(flow_text(part) for part in value) + "]"


def line_end(text: str, index: int) -> int:
    """Return where the line that holds `index` ends, before its line break."""
    found = re.compile(r"\r?\n|$").search(text, index)
    return found.start() if found else len(text)


def nodes_of(text: str) -> dict[YamlPath, Node]:
    """Find every node of a file by its path."""
    walk = _Walk(text)
    for event in YAML(typ="safe").parse(text):
        walk.take(event)
    return walk.nodes


class _Walk:
    """Turns events into nodes, with the open containers on a stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: dict[YamlPath, Node] = {}
        self._open: list[tuple[YamlPath, Node, bool]] = []
        self._key: tuple[str, int] | None = None

    def take(self, event: Any) -> None:  # noqa: ANN401 - ruamel's events are untyped
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            mapping = isinstance(event, MappingStartEvent)
            path, node = self._node(event)
            node.flow = bool(event.flow_style)
            self._open.append((path, node, mapping))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            _, node, _ = self._open.pop()
            if node.flow:
                self._reach(node, event.end_mark.index)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - ruamel is untyped
        inside = self._open[-1] if self._open else None
        if inside and inside[2] and self._key is None:
            self._key = (event.value, event.start_mark.index)
            inside[1].names[event.value] = event.start_mark.index
            self._reach(inside[1], event.end_mark.index + 1)
            return
        _, node = self._node(event)
        if event.start_mark.index == event.end_mark.index:
            return  # no value: its place is given as that of the next sign
        written = self.text[event.start_mark.index : event.end_mark.index]
        self._reach(node, event.start_mark.index + len(written.rstrip()))

    def _node(self, event: Any) -> tuple[YamlPath, Node]:  # noqa: ANN401 - ruamel is untyped
        start, column = event.start_mark.index, event.start_mark.column
        node = Node(start=start, column=column, end=start)
        path: YamlPath = ()
        if self._open:
            above, parent, mapping = self._open[-1]
            if mapping:
                name, node.key = self._key or ("", start)
                self._key = None
                path = (*above, name)
            else:
                path = (*above, len(parent.names))
                parent.names[str(len(parent.names))] = start
        self.nodes[path] = node
        return path, node

    def _reach(self, node: Node, end: int) -> None:
        """Extend a node and everything around it to `end`."""
        for _, container, _ in self._open:
            container.end = max(container.end, end)
        node.end = max(node.end, end)
