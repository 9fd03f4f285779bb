"""Make many changes to one YAML file: it is parsed once, then its lines are edited.

What no edit names stays byte for byte as it is: comments, folding, order, line ends.
Paths are those before any of the edits. Loading and dumping would fold long lines anew,
and typed loaders fail at days that only the Buddhist calendar has (`2567-02-29`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from enum import Enum
from typing import Any  # trees of YAML

from ruamel.yaml.error import YAMLError

from prongsai.yaml import in_brackets
from prongsai.yaml.nodes import Node, decoded, next_sign, nodes_of, value_end
from prongsai.yaml.reader import YamlPath, read_yaml
from prongsai.yaml.splices import Drop, Edit, Insert, Put, Splice, TouchError, sewn
from prongsai.yaml.writer import (
    Tree,
    block_lines,
    entry_lines,
    flow_text,
    line_end,
    scalar,
)

__all__ = ["Drop", "Edit", "EditError", "Insert", "Put", "changed", "edit"]

_BLANK = re.compile(r"\s*")


class _Way(Enum):
    """How to go about it: as a person would, value by value, or brackets as a whole."""

    LINES = "lines"
    VALUES = "values"
    BRACKETS = "brackets"


class EditError(Exception):
    """A file cannot be edited so that it says what was asked for; nothing is lost."""


def edit(
    data: bytes, edits: Sequence[Edit], tree: Mapping[str, Any] | None = None
) -> bytes:
    """Return the file with all edits, read back and compared.

    Where no careful way gives what was asked for, the brackets around an edit are
    written anew, without the comments in them.

    Args:
        data: the file.
        edits: what is to be changed.
        tree: what the file says, where it was read already.

    Raises:
        EditError: the file cannot be read, has no such place, or would not say what
            was asked for.
    """
    if not edits:
        return data
    before = _said(data) if tree is None else tree
    try:
        wanted = changed(before, edits)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise EditError from None
    for way in _Way:
        try:
            new = _all(data, edits, way)
        except (LookupError, ValueError, YAMLError):
            continue
        after = read_yaml(new, "")
        if not after.findings and after.tree == wanted:
            return new
    raise EditError


def _said(data: bytes) -> Mapping[str, Any]:
    """Return what a file says that can be edited."""
    read = read_yaml(data, "")
    if read.findings or not isinstance(read.tree, dict):
        raise EditError
    return read.tree


def _all(data: bytes, edits: Sequence[Edit], way: _Way) -> bytes:
    try:
        return _edited(data, edits, way)
    except TouchError:
        for one in _backwards(edits):
            data = _edited(data, [one], way)
        return data


def changed(tree: Any, edits: Iterable[Edit]) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return a tree with the same edits: what the edited file must contain."""
    copy = deepcopy(tree)
    for one in _backwards(edits):
        holder = copy
        for step in one.path[:-1]:
            holder = holder[step]
        last = one.path[-1]
        if isinstance(one, Put):
            holder[last] = deepcopy(one.value)
        elif isinstance(one, Insert):
            holder.insert(last, deepcopy(one.value))
        else:
            del holder[last]
    return copy


def _backwards(edits: Iterable[Edit]) -> list[Edit]:
    """Order edits so that none moves the place of a later one."""
    every = list(edits)
    puts: list[Edit] = [one for one in every if isinstance(one, Put)]
    rest = [one for one in reversed(every) if not isinstance(one, Put)]
    return [*puts, *sorted(rest, key=_place, reverse=True)]


def _place(one: Edit) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, step, "") if isinstance(step, int) else (1, 0, step) for step in one.path
    )


def _edited(data: bytes, edits: Sequence[Edit], way: _Way) -> bytes:
    mark, text = decoded(data)
    nodes = nodes_of(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    splices: list[Splice] = []
    flows: dict[YamlPath, list[Edit]] = {}
    for one in edits:
        outer = _flow_around(nodes, one.path[:-1])
        if outer is None:
            splices += _splices(text, nodes, one, newline, way)
        elif way is _Way.BRACKETS:
            flows.setdefault(outer, []).append(one)
        else:
            splices += in_brackets.splices(text, nodes, one)
    tree = read_yaml(data, "").tree if flows else None
    for outer, inner in flows.items():
        splices.append(_flow(nodes[outer], tree, outer, inner))
    return mark + sewn(text, splices).encode()


def _flow_around(nodes: Mapping[YamlPath, Node], path: YamlPath) -> YamlPath | None:
    """Return the outermost container in brackets at or above `path`."""
    for length in range(len(path) + 1):
        if nodes[path[:length]].flow:
            return path[:length]
    return None


def _flow(node: Node, tree: Any, outer: YamlPath, edits: Sequence[Edit]) -> Splice:  # noqa: ANN401 - a tree of YAML
    for step in outer:
        tree = tree[step]
    own = [replace(one, path=one.path[len(outer) :]) for one in edits]
    return Splice(begin=node.start, end=node.end, new=flow_text(changed(tree, own)))


def _splices(
    text: str, nodes: Mapping[YamlPath, Node], one: Edit, newline: str, way: _Way
) -> Iterator[Splice]:
    if isinstance(one, Drop):
        yield _drop(text, nodes, one.path)
    elif isinstance(one, Insert):
        yield _insert(text, nodes, one, newline)
    elif one.path not in nodes:
        yield _new_field(text, nodes[one.path[:-1]], one, newline, way)
    elif way is _Way.LINES:
        yield _put(text, nodes, one, newline)
    else:
        yield in_brackets.put_value(text, nodes[one.path], one.value)


def _put(text: str, nodes: Mapping[YamlPath, Node], one: Put, newline: str) -> Splice:
    name, old = one.path[-1], nodes[one.path]
    if isinstance(name, int):
        lines = (newline + " " * old.column).join(_element(one.value))
        return Splice(begin=old.start, end=old.end, new=lines)
    indent = newline + " " * nodes[one.path[:-1]].column
    end = value_end(text, old)
    lines = indent.join(entry_lines(name, one.value))
    return Splice(begin=old.key, end=end, new=lines)


def _new_field(text: str, parent: Node, one: Put, newline: str, way: _Way) -> Splice:
    """Return a field that comes last in its mapping; else it comes first."""
    indent = newline + " " * parent.column
    lines = indent.join(entry_lines(str(one.path[-1]), one.value))
    if way is _Way.LINES:
        end = line_end(text, parent.end)
        return Splice(begin=end, end=end, new=indent + lines, depth=-len(one.path))
    return Splice(begin=parent.start, end=parent.start, new=lines + indent)


def _element(value: Tree) -> list[str]:
    return [scalar(value)] if isinstance(value, str) else block_lines(value)


def _insert(
    text: str, nodes: Mapping[YamlPath, Node], one: Insert, newline: str
) -> Splice:
    holder, index = one.path[:-1], one.path[-1]
    begun = nodes[holder]  # with the dash of its first element
    indent = newline + " " * begun.column
    lines = indent.join(block_lines([one.value]))
    if not isinstance(index, int) or index == 0:
        at, new = begun.start, lines + indent
    else:
        at = line_end(text, value_end(text, nodes[(*holder, index - 1)]))
        new = indent + lines
    return Splice(begin=at, end=at, new=new, depth=-len(one.path))


def _drop(text: str, nodes: Mapping[YamlPath, Node], path: YamlPath) -> Splice:
    node, begin = nodes[path], nodes[path].key
    if isinstance(path[-1], int):
        begin = _dash(text, nodes, path[:-1], path[-1])
    line = text.rfind("\n", 0, begin) + 1
    if text[line:begin].strip() == "?":
        begin = text.index("?", line)
    end = line_end(text, value_end(text, node))
    if text[line:begin].strip():
        # The first key of a list's element is after the dash: the next one moves there.
        found = _BLANK.match(text, end)
        after = found.end() if found else end
        return Splice(
            begin=begin, end=end if text[after:][:1] == "#" else after, new=""
        )
    after = end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)
    return Splice(begin=line, end=after, new="")


def _dash(
    text: str, nodes: Mapping[YamlPath, Node], holder: YamlPath, index: int
) -> int:
    """Return where the dash of a list's element is."""
    if index == 0:
        return nodes[holder].start
    return next_sign(text, value_end(text, nodes[(*holder, index - 1)]))
