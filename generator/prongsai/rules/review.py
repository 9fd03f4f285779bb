"""The page on which a person compares a reading with the manual, item by item."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pypdfium2

from prongsai.assessment.readings import ids_of_sources
from prongsai.model.catalogue import LocalCatalogue, LocalItem

_SCALE = 1.3
"""Pixels a point: a page of A4 is 774 pixels wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPlace:
    """Where a person looks: document and page in words, and its picture if any."""

    words: str
    picture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedItem:
    """One item as it is shown: next to it the places it was read from."""

    item: LocalItem
    places: tuple[SeenPlace, ...]


def reviewed(own: LocalCatalogue, pictures: Mapping[str, str]) -> list[ReviewedItem]:
    """Return the items with the pictures of their pages, by the ids of sources."""
    documents = {one.id: one.document or one.title for one in own.sources}
    return [
        ReviewedItem(
            item=item,
            places=tuple(
                SeenPlace(words=documents[name], picture=pictures.get(name, ""))
                for name in sources_of(item)
                if name in documents
            ),
        )
        for item in own.items
    ]


def sources_of(item: LocalItem) -> tuple[str, ...]:
    """Return the ids of the sources of an item and its components, by page."""
    return tuple(sorted(ids_of_sources(item), key=_place))


def pages_of(item: LocalItem) -> tuple[int, ...]:
    """Return the pages of the manual on which an item and its components are."""
    numbers = {_place(name)[1] for name in sources_of(item)}
    return tuple(sorted(numbers - {0}))


def pages_in(own: LocalCatalogue, manual: str) -> tuple[int, ...]:
    """Return the pages of one manual, by the beginning of its ids, that items have."""
    places = {_place(name) for item in own.items for name in sources_of(item)}
    return tuple(sorted(page for name, page in places if name == manual and page))


def _place(source: str) -> tuple[str, int]:
    """Return the manual and the page that the id of a source names; 0 for no page."""
    manual, _, page = source.rpartition("-p")
    return (manual, int(page)) if page.isdigit() else (source, 0)


def pictures_of(
    data: bytes, pages: Sequence[int], scale: float = _SCALE
) -> dict[int, bytes]:
    """Return the pages of a PDF as PNG, by page number."""
    document = pypdfium2.PdfDocument(data)
    made: dict[int, bytes] = {}
    for page in pages:
        picture = document[page - 1].render(scale=scale, grayscale=True).to_pil()
        stream = io.BytesIO()
        picture.save(stream, "PNG", optimize=True)
        made[page] = stream.getvalue()
    return made
