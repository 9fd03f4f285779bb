"""What a manual prints, compared with what the program knows of the same year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from prongsai.model.catalogue import Catalogue, Component, Item
from prongsai.rules.items import ReadComponent, ReadItem

_ALIKE = 0.72
"""Share of letters from which two texts are taken for one requirement."""


class KnownKind(StrEnum):
    """How a reading differs from what is known."""

    NEW_ITEM = "new-item"
    GONE_ITEM = "gone-item"
    TITLE = "title"
    SUB_INDICATOR = "sub-indicator"
    NEW_COMPONENT = "new-component"
    GONE_COMPONENT = "gone-component"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference; `known` or `read` is empty where that side has nothing."""

    kind: KnownKind
    code: str
    known: str = ""
    read: str = ""


def differences(rules: Catalogue, items: Sequence[ReadItem]) -> tuple[Difference, ...]:
    """Return how a reading differs from the rules of the same year, by item."""
    known = {item.code: item for item in rules.items}
    read = {item.code: item for item in items}
    return tuple(
        one
        for code in sorted({*known, *read}, key=_number)
        for one in _of_item(code, known.get(code), read.get(code))
    )


def same_items(items: Sequence[ReadItem], known: Sequence[Item]) -> Mapping[str, Item]:
    """Return the known item that each read one is, by its code: titles before codes.

    A new year gives old items other codes.
    """
    by_title = {_squeezed(one.title): one for one in known}
    by_code = {one.code: one for one in known}
    found = {
        item.code: by_title.get(_squeezed(item.title)) or by_code.get(item.code)
        for item in items
    }
    return {code: one for code, one in found.items() if one is not None}


def pairs(
    components: Sequence[ReadComponent], known: Sequence[Component]
) -> Mapping[int, Component]:
    """Return which read component (by place) is which known one, best first."""
    alike = sorted(
        (
            (_likeness(component.text, one.text), -place, -at)
            for place, component in enumerate(components)
            for at, one in enumerate(known)
        ),
        reverse=True,
    )
    found: dict[int, Component] = {}
    taken: set[int] = set()
    for share, place, at in alike:
        if share >= _ALIKE and -place not in found and -at not in taken:
            found[-place] = known[-at]
            taken.add(-at)
    return found


def _of_item(
    code: str, known: Item | None, read: ReadItem | None
) -> Iterator[Difference]:
    if known is None or read is None:
        kind = KnownKind.NEW_ITEM if known is None else KnownKind.GONE_ITEM
        yield Difference(
            kind=kind,
            code=code,
            known=known.title if known else "",
            read=read.title if read else "",
        )
        return
    if _squeezed(known.title) != _squeezed(read.title):
        yield Difference(
            kind=KnownKind.TITLE, code=code, known=known.title, read=read.title
        )
    if read.sub_indicator and read.sub_indicator != known.sub_indicator:
        yield Difference(
            kind=KnownKind.SUB_INDICATOR,
            code=code,
            known=known.sub_indicator,
            read=read.sub_indicator,
        )
    yield from _of_components(known, read)


def _of_components(known: Item, read: ReadItem) -> Iterator[Difference]:
    same = pairs(read.components, known.components)
    kept = {one.id for one in same.values()}
    for place, component in enumerate(read.components):
        if place not in same:
            yield Difference(
                kind=KnownKind.NEW_COMPONENT, code=read.code, read=component.text
            )
    for one in known.components:
        if one.id not in kept:
            yield Difference(
                kind=KnownKind.GONE_COMPONENT, code=read.code, known=one.text
            )


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _squeezed(one), _squeezed(other)).ratio()


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _number(code: str) -> int:
    return int(code[1:])
