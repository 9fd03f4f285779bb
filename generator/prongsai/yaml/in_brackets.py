"""Edits inside `{…}` and `[…]`: one part comes, changes or goes, comments stay."""

from collections.abc import Iterator, Mapping

from prongsai.yaml.nodes import Node, next_sign, value_end
from prongsai.yaml.reader import YamlPath
from prongsai.yaml.splices import Drop, Edit, Insert, Splice
from prongsai.yaml.writer import Tree, flow_text, scalar


def splices(text: str, nodes: Mapping[YamlPath, Node], one: Edit) -> Iterator[Splice]:
    """Yield what changes for an edit whose holder is in brackets.

    Raises:
        KeyError: an edit names a place that the file does not have.
    """
    if isinstance(one, Drop):
        yield from _dropped(text, nodes, one.path)
    elif isinstance(one, Insert):
        yield _added(text, nodes, one.path, flow_text(one.value))
    elif one.path in nodes:
        yield put_value(text, nodes[one.path], one.value)
    else:
        name = scalar(str(one.path[-1]), flow=True)
        yield _added(text, nodes, one.path, f"{name}: {flow_text(one.value)}")


def put_value(text: str, node: Node, value: Tree) -> Splice:
    """Return the new value of a node that is there, on one line; its key stays."""
    new = flow_text(value)
    if node.end > node.start:
        return Splice(begin=node.start, end=node.end, new=new)
    end = value_end(text, node)
    colon = "" if end > node.key_end else ":"
    return Splice(begin=end, end=end, new=f"{colon} {new}")


def _added(
    text: str, nodes: Mapping[YamlPath, Node], path: YamlPath, new: str
) -> Splice:
    """Return a part that comes before the one of its index, or after the last."""
    holder, last = path[:-1], path[-1]
    parts = _parts(nodes, holder)
    if isinstance(last, int) and last < len(parts):
        begin = _begin(parts[last])
        return Splice(begin=begin, end=begin, new=f"{new}, ")
    if parts:
        end = value_end(text, parts[-1])
        return Splice(begin=end, end=end, new=f", {new}")
    inside = nodes[holder].start + 1
    blank = "" if text[inside] in "}]" else " "
    return Splice(begin=inside, end=inside, new=f"{new}{blank}")


def _dropped(
    text: str, nodes: Mapping[YamlPath, Node], path: YamlPath
) -> Iterator[Splice]:
    """Take a part away with the comma after it, or before it if it is the last."""
    parts = _parts(nodes, path[:-1])
    at = parts.index(nodes[path])
    begin, end = _begin(nodes[path]), value_end(text, nodes[path])
    comma = next_sign(text, end)
    if text.startswith(",", comma):
        blank = 1 if text.startswith(" ", comma + 1) and comma == end else 0
        yield Splice(begin=begin, end=end, new="")
        yield Splice(begin=comma, end=comma + 1 + blank, new="")
        return
    if at:
        comma = next_sign(text, value_end(text, parts[at - 1]))
        yield Splice(begin=comma, end=comma + 1, new="")
        if not text[comma + 1 : begin].strip():
            begin = comma + 1
    yield Splice(begin=begin, end=end, new="")


def _parts(nodes: Mapping[YamlPath, Node], holder: YamlPath) -> list[Node]:
    return [nodes[(*holder, step)] for step in nodes[holder].steps]


def _begin(node: Node) -> int:
    return node.key if node.key_end > node.key else node.start
