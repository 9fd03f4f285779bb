"""Comments go along when an element of a list moves to another place in its file."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from prongsai.yaml.nodes import Node, decoded, next_sign, nodes_of, value_end
from prongsai.yaml.reader import YamlPath, read_yaml
from prongsai.yaml.splices import Splice, sewn
from prongsai.yaml.writer import line_end

Counted = TypeVar("Counted")

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n\r]*", re.MULTILINE)
_LAST_LINES = re.compile(r"(?:^[ \t]*#[^\n]*\n)+[ \t]*\Z", re.MULTILINE)

Spans = Mapping[YamlPath, tuple[int, int, int]]
"""By element: where the comments above it, itself, and what comes after it begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comment:
    """A comment, and the element of a list at the top of the file that has it."""

    text: str
    element: YamlPath


def without_comments_above(data: bytes, elements: Collection[YamlPath]) -> bytes:
    """Return a file without the lines of comments above some elements of its lists."""
    mark, text = decoded(data)
    spans = _spans(text, nodes_of(text))
    cut = [spans[one] for one in elements if one in spans]
    splices = [Splice(begin=above, end=begin, new="") for above, begin, _ in cut]
    return mark + sewn(text, splices).encode()


def with_comments(old: bytes, new: bytes, went: Mapping[YamlPath, YamlPath]) -> bytes:
    """Return the new file with every comment of the old one that it lacks.

    Args:
        old: the file before.
        new: the file after, in which elements may be at other places.
        went: where elements of its lists are now; the others stayed.
    """
    mark, text = decoded(new)
    _, before = decoded(old)
    newline = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else newline
    nodes = nodes_of(text)
    lost = _lost(_comments(before, nodes_of(before)), _comments(text, nodes), went)
    splices = []
    for one in lost:
        at, indent = _above(text, nodes, one.element)
        splices.append(Splice(begin=at, end=at, new=f"{indent}{one.text}{newline}"))
    if not splices:
        return new
    made = mark + sewn(text, splices).encode()
    return made if read_yaml(made, "").tree == read_yaml(new, "").tree else new


def _lost(
    old: Iterable[_Comment],
    new: Iterable[_Comment],
    went: Mapping[YamlPath, YamlPath],
) -> list[_Comment]:
    """Return what is not there any more, at the place where its element is now."""
    there = Counter(new)
    now = [replace(one, element=went.get(one.element, one.element)) for one in old]
    elsewhere = [one for one in now if not _taken(there, one)]
    texts = Counter(one.text for one in there.elements())
    return [one for one in elsewhere if not _taken(texts, one.text)]


def _taken(there: Counter[Counted], one: Counted) -> bool:
    """Take one from those that are there, if there is one."""
    there[one] -= 1
    return there[one] >= 0


def _above(
    text: str, nodes: Mapping[YamlPath, Node], element: YamlPath
) -> tuple[int, str]:
    """Return where a line above an element begins, and its indentation."""
    spans = _spans(text, nodes)
    if element in spans:
        begin = spans[element][1]
        return begin, " " * (next_sign(text, begin) - begin)
    if element[:1] in spans:
        return spans[element[:1]][1], ""
    return len(text), ""


def _spans(text: str, nodes: Mapping[YamlPath, Node]) -> Spans:
    return dict(_found_spans(text, nodes))


def _found_spans(
    text: str, nodes: Mapping[YamlPath, Node]
) -> Iterator[tuple[YamlPath, tuple[int, int, int]]]:
    """Yield the elements of the lists at the top; one in brackets as a whole."""
    for path, node in nodes.items():
        if len(path) == 1 and node.flow:
            yield path, (node.key, node.key, line_end(text, value_end(text, node)))
        if len(path) != 2 or not isinstance(path[1], int) or nodes[path[:1]].flow:
            continue
        earlier = nodes.get((path[0], path[1] - 1))
        dash = (
            next_sign(text, value_end(text, earlier))
            if earlier
            else nodes[path[:1]].start
        )
        begin = text.rfind("\n", 0, dash) + 1
        lines = _LAST_LINES.search(text[:begin])
        above = lines.start() if lines else begin
        yield path, (above, begin, line_end(text, value_end(text, node)))


def _comments(text: str, nodes: Mapping[YamlPath, Node]) -> Iterator[_Comment]:
    spans = _spans(text, nodes)
    said = [(node.start, node.end) for node in nodes.values() if not node.steps]
    said += [(node.key, node.key_end) for node in nodes.values()]
    for found in _COMMENT.finditer(text):
        at = found.start()
        if any(begin <= at < end for begin, end in said):
            continue
        element: YamlPath = next(
            (path for path, (above, _, end) in spans.items() if above <= at < end), ()
        )
        yield _Comment(text=found.group().rstrip(), element=element)
