"""Saved web pages."""

from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.markup import blocks
from prongsai.importing.read.text import decode


def read_html(name: str, data: bytes) -> SourceDocument:
    """Read the paragraphs and tables of a page; nothing else of it is looked at."""
    found, warned = blocks(decode(data))
    return SourceDocument(name=name, blocks=tuple(found), warned=warned)
