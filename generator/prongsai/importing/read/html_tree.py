"""HTML as the tree that a browser makes of it: the one place that parses it.

Two libraries keep to the same standard: selectolax is fast and needs a compiled part,
justhtml is Python alone and is what a browser's tab has.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol  # nodes of libraries without types

IS_COMPILED = find_spec("selectolax") is not None


class Node(Protocol):
    """An element, a text, or what is neither (a comment)."""

    @property
    def tag(self) -> str | None:
        """The name of an element, in small letters."""

    @property
    def attributes(self) -> dict[str, str | None]:
        """What an element has in its tag."""

    @property
    def is_element_node(self) -> bool:
        """Whether it is an element."""

    @property
    def is_text_node(self) -> bool:
        """Whether it is a text."""

    @property
    def text_content(self) -> str | None:
        """The text itself."""

    @property
    def child(self) -> "Node | None":
        """The first node in it."""

    @property
    def next(self) -> "Node | None":
        """The node behind it, in the same element."""

    @property
    def parent(self) -> "Node | None":
        """The element that it is in."""


def root(html: str) -> Node | None:
    """Return the element of the whole page."""
    return _compiled(html).root if IS_COMPILED else plain_root(html)


def body(html: str) -> Node | None:
    """Return the element that holds what is shown."""
    return _compiled(html).body if IS_COMPILED else _body(plain_root(html))


def _compiled(html: str) -> Any:  # noqa: ANN401 - the library's own document
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - not in a tab

    return LexborHTMLParser(html)


def _body(page: Node | None) -> Node | None:
    node = page.child if page else None
    while node is not None and node.tag != "body":
        node = node.next
    return node


def plain_root(html: str) -> Node | None:
    """Return the same with the library that is Python alone."""
    from justhtml import JustHTML  # noqa: PLC0415 - only in a tab

    document = JustHTML(html, sanitize=False, scripting_enabled=False)
    node = _at(document.root.children or (), 0, None)
    while node is not None and node.tag != "html":
        node = node.next
    return node


class _Plain:
    """A node of justhtml, with the names of `Node`."""

    def __init__(self, around: Sequence[Any], place: int, parent: Node | None) -> None:
        self._around, self._place = around, place
        self._node = around[place]
        self.parent = parent
        name: str = self._node.name
        self.is_text_node = name == "#text"
        self.is_element_node = not name.startswith(("#", "!"))
        self.tag = name if self.is_element_node else None

    @property
    def attributes(self) -> dict[str, str | None]:
        return dict(self._node.attrs or {})

    @property
    def text_content(self) -> str | None:
        text: str | None = self._node.data
        return text

    @property
    def child(self) -> Node | None:
        return _at(self._node.children or (), 0, self)

    @property
    def next(self) -> Node | None:
        return _at(self._around, self._place + 1, self.parent)


def _at(around: Sequence[Any], place: int, parent: Node | None) -> Node | None:
    return _Plain(around, place, parent) if place < len(around) else None
