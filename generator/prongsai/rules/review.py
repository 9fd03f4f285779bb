"""The page on which a person compares a reading with the manual, item by item."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pypdfium2

from prongsai.model.catalogue import LocalCatalogue, LocalItem

_SCALE = 1.3
"""Pixels a point: a page of A4 is 774 pixels wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedItem:
    """One item as it is shown: next to it the pages it was read from."""

    item: LocalItem
    pages: tuple[int, ...]
    pictures: tuple[str, ...]


def reviewed(own: LocalCatalogue, pictures: Mapping[int, str]) -> list[ReviewedItem]:
    """Return the items with the names of the pictures of their pages."""
    return [_reviewed(item, pictures) for item in own.items]


def _reviewed(item: LocalItem, pictures: Mapping[int, str]) -> ReviewedItem:
    pages = pages_of(item)
    shown = tuple(pictures[page] for page in pages if page in pictures)
    return ReviewedItem(item=item, pages=pages, pictures=shown)


def pages_of(item: LocalItem) -> tuple[int, ...]:
    """Return the pages of the manual on which an item and its components are."""
    ids = [*item.sources, *(s for one in item.components for s in one.sources)]
    numbers = (name.rpartition("-p")[2] for name in ids)
    return tuple(sorted({int(number) for number in numbers if number.isdigit()}))


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
