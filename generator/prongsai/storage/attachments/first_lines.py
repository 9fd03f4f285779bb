"""The lines with which a document begins, to guess its title."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from prongsai.storage.attachments import FileKind
from prongsai.storage.attachments.office import body_of, read_office
from prongsai.storage.attachments.read import MAX_READ
from prongsai.storage.attachments.recognise import kind_of
from prongsai.storage.confined import Limits, StoppedError, confined

_BEGINS = (b"%PDF-", b"PK\x03\x04")
_MOST = 15
_LONGEST = 210
"""Letters of a line that are kept: enough to see that it is a paragraph."""

_LIMITS = Limits(seconds=3, clock=20)
"""A person waits for it, and a name is good enough."""


def first_lines(path: Path) -> tuple[str, ...]:
    """Return the first lines of a PDF, Word or Excel file, none if it has no text."""
    try:
        with path.open("rb") as stream:
            if not stream.read(5).startswith(_BEGINS):
                return ()
        return tuple(confined(lines_of, path.absolute(), limits=_LIMITS))
    except (StoppedError, OSError):
        return ()


def lines_of(path: Path) -> list[str]:
    """Return the first lines of a file. Only the worker calls it."""
    with path.open("rb") as stream:
        data = stream.read(MAX_READ + 1)
    if len(data) > MAX_READ:
        return []
    found: list[str] = []
    with suppress(Exception):  # damaged files raise anything
        for line in _lines(data):
            if text := " ".join(line.split())[:_LONGEST]:
                found.append(text)
            if len(found) == _MOST:
                break
    return found


def _lines(data: bytes) -> Iterator[str]:
    """Yield the lines of the first page, of the body, or the first cell of each row."""
    stream = io.BytesIO(data)
    match kind_of(stream):
        case FileKind.PDF:
            yield from _of_pdf(data)
        case FileKind.DOCX:
            with zipfile.ZipFile(stream) as opened:
                yield from body_of(opened).split("\n")
        case FileKind.XLSX as kind:
            for row in (read_office(stream, kind).text or "").split("\n"):
                yield next((cell for cell in row.split("\t") if cell.strip()), "")
        case _:
            pass


def _of_pdf(data: bytes) -> list[str]:
    import pypdfium2  # noqa: PLC0415 - an extra, and only in the worker

    text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    return text.splitlines()
