"""Saved web pages."""

from prongsai.importing.read.document import Document
from prongsai.importing.read.markup import blocks
from prongsai.importing.read.text import decode


def read_html(name: str, data: bytes) -> Document:
    """Read the paragraphs and tables of a page, and nothing else."""
    return Document(name=name, blocks=tuple(blocks(decode(data))))
