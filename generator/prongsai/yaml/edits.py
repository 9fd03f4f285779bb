"""Make many changes to one YAML file: it is parsed once, then its lines are edited.

What no edit names stays byte for byte as it is: comments, folding, order.
Paths are those before any of the edits.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeAlias  # trees of YAML

from prongsai.yaml.reader import YamlPath, read_yaml
from prongsai.yaml.writer import (
    Node,
    Tree,
    block_lines,
    decoded,
    entry_lines,
    flow_text,
    line_end,
    nodes_of,
    scalar,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Set a field or an element; a new field comes last in its mapping."""

    path: YamlPath
    value: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """Put `value` before the element of that index, or after the last."""

    path: YamlPath
    value: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Remove a field or an element; others stay in its mapping or list."""

    path: YamlPath


_BLANK = re.compile(r"\s*")

Edit: TypeAlias = Put | Insert | Drop


@dataclass(frozen=True, slots=True, kw_only=True)
class _Splice:
    """New text for `begin` to `end`; at the same place the deeper one comes first."""

    begin: int
    end: int
    new: str
    depth: int = 0


class _TouchError(Exception):
    """Two edits want the same lines."""


class EditError(Exception):
    """A file cannot be edited so that it says what was asked for; nothing is lost."""


def sure_edit(data: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the file with all edits, read back and compared.

    In brackets, too, comments stay where something is only added.

    Raises:
        EditError: the file cannot be read, or would not say what was asked for.
    """
    before = read_yaml(data, "")
    if before.findings or not isinstance(before.tree, dict):
        raise EditError
    wanted = changed(before.tree, edits)
    for gentle in (True, False):
        try:
            new = edit(data, edits, gentle=gentle)
        except (KeyError, IndexError, ValueError):
            continue
        after = read_yaml(new, "")
        if not after.findings and after.tree == wanted:
            return new
    raise EditError


def edit(data: bytes, edits: Sequence[Edit], *, gentle: bool = False) -> bytes:
    """Return the file with all edits; `gentle` does not rewrite brackets for additions.

    Raises:
        KeyError: an edit names a place that the file does not have.
    """
    if not edits:
        return data
    try:
        return _edited(data, edits, gentle=gentle)
    except _TouchError:
        for one in _backwards(edits):
            data = _edited(data, [one], gentle=gentle)
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


def _edited(data: bytes, edits: Sequence[Edit], *, gentle: bool) -> bytes:
    mark, text = decoded(data)
    nodes = nodes_of(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    splices: list[_Splice] = []
    flows: dict[YamlPath, list[Edit]] = {}
    for one in edits:
        outer = _flow_around(nodes, one.path[:-1])
        added = _added_in_brackets(nodes, one) if gentle and outer is not None else None
        if added is not None:
            splices.append(added)
        elif outer is None:
            splices.append(_splice(text, nodes, one, newline))
        else:
            flows.setdefault(outer, []).append(one)
    tree = read_yaml(data, "").tree if flows else None
    for outer, inner in flows.items():
        splices.append(_flow(nodes[outer], tree, outer, inner))
    return mark + _sewn(text, splices).encode()


def _flow_around(nodes: Mapping[YamlPath, Node], path: YamlPath) -> YamlPath | None:
    """Return the outermost container in brackets at or above `path`."""
    for length in range(len(path) + 1):
        if nodes[path[:length]].flow:
            return path[:length]
    return None


def _added_in_brackets(nodes: Mapping[YamlPath, Node], one: Edit) -> _Splice | None:
    """Return what is added next to another part; None where there is no other."""
    holder, last = one.path[:-1], one.path[-1]
    parts = [path for path in nodes if path[:-1] == holder and path != holder]
    if isinstance(one, Insert) and last == 0 and parts:
        start = nodes[(*holder, 0)].start
        return _Splice(begin=start, end=start, new=f"{flow_text(one.value)}, ")
    if isinstance(one, Insert) and isinstance(last, int):
        before, text = nodes.get((*holder, last - 1)), flow_text(one.value)
    elif isinstance(one, Put) and one.path not in nodes and parts:
        before = max((nodes[path] for path in parts), key=lambda node: node.end)
        text = f"{last}: {flow_text(one.value)}"
    else:
        return None
    if before is None or before.end <= before.start:
        return None
    return _Splice(begin=before.end, end=before.end, new=f", {text}")


def _flow(node: Node, tree: Any, outer: YamlPath, edits: Sequence[Edit]) -> _Splice:  # noqa: ANN401 - a tree of YAML
    for step in outer:
        tree = tree[step]
    own = [replace(one, path=one.path[len(outer) :]) for one in edits]
    return _Splice(begin=node.start, end=node.end, new=flow_text(changed(tree, own)))


def _splice(
    text: str, nodes: Mapping[YamlPath, Node], one: Edit, newline: str
) -> _Splice:
    parent, depth = nodes[one.path[:-1]], -len(one.path)
    if isinstance(one, Drop):
        return _drop(text, nodes[one.path], one.path)
    if isinstance(one, Insert):
        return _insert(text, nodes, one, newline)
    old, name = nodes.get(one.path), one.path[-1]
    if isinstance(name, int):
        here = nodes[one.path]
        indent = newline + " " * here.column
        lines = _element(one.value)
        return _Splice(begin=here.start, end=here.end, new=indent.join(lines))
    indent = newline + " " * parent.column
    lines = entry_lines(name, one.value)
    if old is None:
        end = line_end(text, parent.end)
        return _Splice(begin=end, end=end, new=indent + indent.join(lines), depth=depth)
    end = old.end if old.end > old.start else text.index(":", old.key) + 1
    return _Splice(begin=old.key, end=end, new=indent.join(lines))


def _element(value: Tree) -> list[str]:
    return [scalar(value)] if isinstance(value, str) else block_lines(value)


def _insert(
    text: str, nodes: Mapping[YamlPath, Node], one: Insert, newline: str
) -> _Splice:
    holder, index = one.path[:-1], one.path[-1]
    dash = text.rfind("-", 0, nodes[(*holder, 0)].start)
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    lines = f"{newline}{indent}".join(block_lines([one.value]))
    if not isinstance(index, int) or index == 0:
        return _Splice(
            begin=dash, end=dash, new=lines + newline + indent, depth=-len(one.path)
        )
    end = line_end(text, nodes[(*holder, index - 1)].end)
    return _Splice(
        begin=end, end=end, new=newline + indent + lines, depth=-len(one.path)
    )


def _drop(text: str, node: Node, path: YamlPath) -> _Splice:
    begin = node.key
    if isinstance(path[-1], int):
        begin = text.rfind("-", 0, node.start)
    line = text.rfind("\n", 0, begin) + 1
    end = line_end(text, max(node.end, begin))
    if text[line:begin].strip():
        # The first key of a list's element is after the dash: the next one moves there.
        found = _BLANK.match(text, end)
        return _Splice(begin=begin, end=found.end() if found else end, new="")
    after = end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)
    return _Splice(begin=line, end=after, new="")


def _sewn(text: str, splices: Iterable[_Splice]) -> str:
    """Put all new texts in; those at the same place in order, the deeper first."""
    removed = sorted((s for s in splices if s.end > s.begin), key=lambda s: s.begin)
    added = [s for s in splices if s.end == s.begin]
    for one, following in itertools.pairwise(removed):
        if following.begin < one.end:
            raise _TouchError
    begins = [gone.begin for gone in removed]
    for one in added:
        near = bisect.bisect_right(begins, one.begin) - 1
        gone = removed[near] if near >= 0 else None
        if gone and gone.begin < one.begin < gone.end:
            raise _TouchError
        if gone and gone.begin == one.begin and not gone.new:
            raise _TouchError
    out, at = [], 0
    order = sorted([*removed, *added], key=lambda s: (s.begin, s.end, s.depth))
    for one in order:
        out += [text[at : one.begin], one.new]
        at = max(at, one.end)
    return "".join((*out, text[at:]))
