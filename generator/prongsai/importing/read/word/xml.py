"""Names in the XML of Word, and the few questions that every part asks of it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OFF = frozenset({"0", "false", "off", "none"})


def name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the element at the end of a path of names, None where there is none."""
    for step in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == step), None)
    return element


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """Yield the elements of one name."""
    if element is not None:
        yield from (one for one in element if name(one) == wanted)


def value(element: Element | None, attribute: str = "val", otherwise: str = "") -> str:
    """Return an attribute of an element that may be missing."""
    if element is None:
        return otherwise
    for space in (_SPACE, _STRICT, ""):
        found = element.get(f"{space}{attribute}")
        if found is not None:
            return found
    return otherwise


def whole(element: Element | None, attribute: str = "val", otherwise: int = 0) -> int:
    """Return an attribute as a whole number."""
    text = value(element, attribute)
    return int(text) if text.isascii() and text.isdecimal() else otherwise


def switch(element: Element | None) -> bool:
    """Return whether a property is on: it is there, and not switched off."""
    return element is not None and value(element).lower() not in _OFF
