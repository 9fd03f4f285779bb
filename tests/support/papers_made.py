"""The papers of the repository's content, and the text on their pages."""

import datetime
from functools import cache

import pypdfium2

from prongsai.checking import check_sources
from prongsai.loading.content import Content
from prongsai.storage.content_folder import Sources
from prongsai.thai.digits import to_arabic

TODAY = datetime.date(2025, 11, 21)
LAST_DAY = datetime.date(2025, 9, 30)
"""Of the newest year that is looked at."""


def content_of(sources: Sources) -> Content:
    content = check_sources(sources, TODAY).content
    assert content is not None
    return content


@cache
def text_layer(pdf: bytes) -> tuple[str, ...]:
    """Return the text layer page by page; reading it takes longer than making it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = tuple(page.get_textpage().get_text_range() for page in document)
    document.close()
    return pages


@cache
def texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text layer page by page, white space out, digits Arabic."""
    return tuple("".join(to_arabic(text).split()) for text in text_layer(pdf))


def plain(text: str) -> str:
    return "".join(to_arabic(text).split())
