"""Choose the reader of a file, or refuse the file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from prongsai.importing.read.csv import read_csv
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.noticed import unreadable
from prongsai.importing.read.text import read_text
from prongsai.importing.read.xlsx import read_xlsx
from prongsai.storage.confined import confined
from prongsai.storage.limits import MAX_FILE, BadFileError
from prongsai.storage.refusals import FileRefusal

READERS: Mapping[str, Callable[[str, bytes], SourceDocument]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".txt": read_text,
    ".md": read_text,
    ".tsv": read_text,
    ".html": read_html,
    ".htm": read_html,
}
"""Every kind of file that can be imported, by the ending of its name."""

_REFUSED: Mapping[str, FileRefusal] = {
    ".doc": "old-office",
    ".xls": "old-office",
    ".rtf": "old-office",
    ".odt": "old-office",
    ".ods": "old-office",
    ".docm": "macro",
    ".xlsm": "macro",
    ".dotm": "macro",
    ".xltm": "macro",
    ".pdf": "pdf",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
}

_HARMLESS = frozenset({read_csv, read_text})
_SMALL = 50_000
"""Bytes of plain text that is read at once: to start the worker takes longer."""


def read_untrusted(
    read: Callable[[str, bytes], SourceDocument], name: str, data: bytes
) -> SourceDocument:
    """Call a reader where it can use only so much time and memory."""
    if read in _HARMLESS and len(data) < _SMALL and b"<" not in data:
        return read(name, data)
    return confined(read, name, data)


def read_document(path: Path) -> SourceDocument:
    """Read a file of any kind.

    Raises:
        BadFileError: it cannot be imported; the code says why and what to do.
    """
    ending = path.suffix.lower()
    if ending in _REFUSED:
        raise BadFileError(_REFUSED[ending], file=path.name)
    if ending not in READERS:
        raise BadFileError("unknown-kind", file=path.name, known=" ".join(READERS))
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise BadFileError(
                "file-too-big", size=size // 1_000_000, limit=MAX_FILE // 1_000_000
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadFileError("cannot-open", reason=error.strerror or "") from error
    if not data.strip():
        raise BadFileError("empty-file")
    if data.startswith(b"%PDF"):
        raise BadFileError("pdf")
    document = read_untrusted(READERS[ending], path.name, data)
    if not document.tables:
        raise BadFileError("no-table")
    return replace(document, warned=(*document.warned, *unreadable(document)))
