"""The pages of the manual next to the rows of its items: a link, and the picture."""

import io
from typing import Any  # openpyxl has no types

from prongsai.workbook.book import Book
from prongsai.workbook.sheet import Key
from prongsai.workbook.tabs import Tab

_HEIGHT, _PIXELS = 360, 4 / 3
"""Points of a page, and pixels of each: its headings can be read."""


def page_height(book: Book, key: Key) -> int:
    """Return how high, in points, a row has to be for the picture of its page."""
    return _HEIGHT + 6 if _pictured(book, key) else 0


def add_page(sheet: Any, tab: Tab, row: int, book: Book, key: Key) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Lead from an item's title to the pages it was read from; show the first.

    Only the row of the item itself has the picture, those of its components the link.
    """
    code = key[0]
    _link(sheet, tab, row, f"{book.review}#{code.lower()}")
    if _pictured(book, key):
        _picture(sheet, len(tab.columns) + 1, row, book.pictures[code])


def _pictured(book: Book, key: Key) -> bool:
    return len(key) == 1 and key[0] in book.pictures


def _link(sheet: Any, tab: Tab, row: int, address: str) -> None:  # noqa: ANN401 - likewise
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 - likewise

    at = [one.column.name for one in tab.columns].index("item_title") + 1
    link = Hyperlink(ref=f"{get_column_letter(at)}{row}", target=address)
    sheet._hyperlinks.append(link)  # noqa: SLF001 - there is no other way while writing only


def _picture(sheet: Any, column: int, row: int, data: bytes) -> None:  # noqa: ANN401 - likewise
    from openpyxl.drawing.image import Image  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - likewise

    picture = Image(io.BytesIO(data))
    high = _HEIGHT * _PIXELS
    picture.width, picture.height = round(high * picture.width / picture.height), high
    sheet.add_image(picture, f"{get_column_letter(column)}{row}")
