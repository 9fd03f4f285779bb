"""Where each node of a YAML file is in its text: what edits need to know."""

import codecs
from dataclasses import dataclass, field
from typing import Any  # events of ruamel have no types

from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from prongsai.yaml.parser import events
from prongsai.yaml.reader import YamlPath, with_blanks


@dataclass(slots=True, kw_only=True)
class Node:
    """Where a node begins and ends (indexes), and the column of its keys.

    Its key, if it has one, is at `key` to `key_end`. `steps` lead to what it holds.
    """

    start: int
    column: int
    flow: bool = False
    end: int = 0
    key: int = 0
    key_end: int = 0
    steps: list[str | int] = field(default_factory=list)


def decoded(data: bytes) -> tuple[bytes, str]:
    """Return byte order marks and text of a file."""
    rest = data
    while rest.startswith(codecs.BOM_UTF8):
        rest = rest.removeprefix(codecs.BOM_UTF8)
    return data[: len(data) - len(rest)], rest.decode()


def nodes_of(text: str) -> dict[YamlPath, Node]:
    """Find every node of a file by its path."""
    walk = _Walk(text)
    for event in events(with_blanks(text)):
        walk.take(event)
    return walk.nodes


class _Walk:
    """Turns events into nodes, with the open containers on a stack."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.nodes: dict[YamlPath, Node] = {}
        self._open: list[tuple[YamlPath, Node, bool]] = []
        self._key: tuple[str, int, int] | None = None

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
        start = event.start_mark.index
        if inside and inside[2] and self._key is None:
            end = self._end(event)
            self._key = (event.value, start, end)
            inside[1].steps.append(event.value)
            self._reach(inside[1], end + 1)
            return
        _, node = self._node(event)
        if start == event.end_mark.index:
            return  # no value: its place is given as that of the next sign
        self._reach(node, self._end(event))

    def _end(self, event: Any) -> int:  # noqa: ANN401 - ruamel is untyped
        start: int = event.start_mark.index
        written = self.text[start : event.end_mark.index]
        return start + len(written.rstrip())

    def _node(self, event: Any) -> tuple[YamlPath, Node]:  # noqa: ANN401 - ruamel is untyped
        start, column = event.start_mark.index, event.start_mark.column
        node = Node(start=start, column=column, end=start)
        path: YamlPath = ()
        if self._open:
            above, parent, mapping = self._open[-1]
            if mapping:
                name, node.key, node.key_end = self._key or ("", start, start)
                self._key = None
                path = (*above, name)
            else:
                path = (*above, len(parent.steps))
                parent.steps.append(len(parent.steps))
        self.nodes[path] = node
        return path, node

    def _reach(self, node: Node, end: int) -> None:
        """Extend a node and everything around it to `end`."""
        for _, container, _ in self._open:
            container.end = max(container.end, end)
        node.end = max(node.end, end)


def value_end(text: str, node: Node) -> int:
    """Return where a node ends; one without a value with the colon of its key."""
    if node.end > node.start:
        return node.end
    if node.key_end <= node.key:  # an element without a value
        return max(node.start, node.key_end)
    colon = next_sign(text, node.key_end)
    return colon + 1 if text.startswith(":", colon) else node.key_end


def next_sign(text: str, at: int) -> int:
    """Return where the next sign is that is no blank and in no comment."""
    while at < len(text):
        if text[at] == "#" and text[at - 1].isspace():
            line = text.find("\n", at)
            at = len(text) if line < 0 else line
        elif not text[at].isspace():
            return at
        else:
            at += 1
    return at
