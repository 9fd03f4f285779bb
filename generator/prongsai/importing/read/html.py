"""Saved web pages."""

from prongsai.importing.read.document import Document
from prongsai.importing.read.markup import blocks
from prongsai.importing.read.text import decode


def read_html(name: str, data: bytes) -> Document:
    """Read the paragraphs and tables of a page; nothing else of it is looked at."""
    found, warned = blocks(decode(data))
    return Document(name=name, blocks=tuple(found), warned=warned)
