"""Move an element of a list in its file, with the comments above and behind it."""

from collections.abc import Mapping
from typing import Any  # trees of YAML

from prongsai.yaml.edits import EditError, Put, edit
from prongsai.yaml.nodes import Node, decoded, next_sign, nodes_of, value_end
from prongsai.yaml.reader import YamlPath, read_yaml
from prongsai.yaml.splices import Splice, sewn
from prongsai.yaml.writer import line_end


def swapped(data: bytes, holder: YamlPath, first: int) -> bytes:
    """Return the file with an element of a list and the next one in each other's place.

    Args:
        data: the file.
        holder: the path of the list.
        first: the index of the element that comes first.

    Raises:
        EditError: the file cannot be read, or has no such two elements.
    """
    read = read_yaml(data, "")
    try:
        elements = _at(read.tree, holder)
        one, other = elements[first], elements[first + 1]
    except (KeyError, IndexError, TypeError):
        raise EditError from None
    mark, text = decoded(data)
    nodes = nodes_of(text)
    if not nodes[holder].flow:
        new = mark + sewn(text, _splices(text, nodes, holder, first)).encode()
        after = read_yaml(new, "")
        wanted = [*elements[:first], other, one, *elements[first + 2 :]]
        if not after.findings and _at(after.tree, holder) == wanted:
            return new
    puts = ((first, other), (first + 1, one))
    return edit(data, [Put(path=(*holder, at), value=value) for at, value in puts])


def _at(tree: object, path: YamlPath) -> list[Any]:
    here: Any = tree
    for step in path:
        here = here[step]
    if not isinstance(here, list):
        raise TypeError
    return here


def _splices(
    text: str, nodes: Mapping[YamlPath, Node], holder: YamlPath, first: int
) -> list[Splice]:
    spans = [_span(text, nodes, holder, at) for at in (first, first + 1)]
    words = [text[begin:end] for begin, end in spans]
    return [
        Splice(begin=begin, end=end, new=new)
        for (begin, end), new in zip(spans, reversed(words), strict=True)
    ]


def _span(
    text: str, nodes: Mapping[YamlPath, Node], holder: YamlPath, index: int
) -> tuple[int, int]:
    """Return where an element begins, with the comments above it, and where it ends."""
    before = value_end(text, nodes[(*holder, index - 1)]) if index else 0
    dash = next_sign(text, before) if index else nodes[holder].start
    begin = dash
    while above := _comment_above(text, begin, before):
        begin = above
    return begin, line_end(text, value_end(text, nodes[(*holder, index)]))


def _comment_above(text: str, begin: int, before: int) -> int:
    """Return where the comment on the line above begins, 0 where there is none."""
    line = text.rfind("\n", 0, begin)
    start = text.rfind("\n", 0, max(line, 0)) + 1
    words = text[start : max(line, 0)]
    found = start + len(words) - len(words.lstrip())
    alone = words.lstrip().startswith("#") and start > before
    return found if alone else 0
