"""Recognise a file by its first bytes, and a container by what is in it."""

import re
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from prongsai.storage.attachments import FileKind
from prongsai.storage.attachments.zip_lists import agree

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!\x1a\x07", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
"""Pictures of telephones that browsers do not show."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_STREAMS: Mapping[str, FileKind] = {
    "WordDocument": FileKind.DOC,
    "Workbook": FileKind.XLS,
    "Book": FileKind.XLS,
    "PowerPoint Document": FileKind.PPT,
}
_PARTS: Mapping[str, FileKind] = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
    "ppt/presentation.xml": FileKind.PPTX,
}
_MIMETYPES: Mapping[bytes, FileKind] = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
}
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\s]*<(?:[a-z][a-z0-9:]*[\s/>]|[!?%])", re.IGNORECASE
)
"""How HTML, XHTML, SVG and pages with a program in them begin."""

_TAG = re.compile(rb"<(?:[a-z][a-z0-9:]*[\s/>]|[!?%])", re.IGNORECASE)

_JPEG = re.compile(rb"\xff\xd8\xff[\xc0-\xcf\xdb-\xfe]")
_WEBP = re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL)
_PROGRAM = (b"MZ", b"\x7fELF", b"#!", b"PK", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
"""How programs begin, for Windows, Linux, a shell, Java and macOS."""

_OTHER_TABLE = b"ID;P"
"""How a table begins that Excel opens whatever it is called, and that may run."""

OLE_SCAN = 20_000_000
"""How far into an old Office file its list of streams is searched, in bytes."""


def kind_of(stream: BinaryIO) -> FileKind:
    """Return what the file is; a PDF may have junk before its mark."""
    head = _head(stream, 1024)
    if head.startswith(_ZIP):
        return _in_zip(stream)
    if head.startswith(OLE):
        return _in_ole(stream)
    return _by_mark(head) or _text(head)


def _by_mark(head: bytes) -> FileKind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _JPEG.match(head):
        return FileKind.JPEG
    if _WEBP.match(head):
        return FileKind.WEBP
    if head[4:8] == b"ftyp":
        return FileKind.HEIC if head[8:12] in _HEIC else FileKind.MP4
    return FileKind.PDF if _is_pdf(head) else None


def _is_pdf(head: bytes) -> bool:
    """Return whether a PDF begins here; what is before its mark is no other thing."""
    before, mark, _ = head.partition(b"%PDF-")
    return bool(mark) and not before.startswith(_PROGRAM) and not _TAG.search(before)


def is_program(data: bytes) -> bool:
    """Return whether a file is a program of a system, whatever it is called."""
    return data.startswith(_PROGRAM) and not data.startswith((b"PK", b"#!"))


def _head(stream: BinaryIO, size: int) -> bytes:
    stream.seek(0)
    return stream.read(size)


def _text(head: bytes) -> FileKind:
    if not head:
        return FileKind.EMPTY
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        return FileKind.HTML if _MARKUP.match(text.encode()) else FileKind.TEXT
    if _MARKUP.match(head):
        return FileKind.HTML
    if head.startswith(_OTHER_TABLE):
        return FileKind.UNKNOWN
    # Thai text in TIS-620 has no byte below a blank but tab and line ends either.
    control = set(head) & (set(range(32)) - set(b"\t\r\n\f"))
    return FileKind.UNKNOWN if control else FileKind.TEXT


def _in_zip(stream: BinaryIO) -> FileKind:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            if not agree(stream, archive):
                return FileKind.UNKNOWN
            names = set(archive.namelist())
            found = [kind for part, kind in _PARTS.items() if part in names]
            if found:
                return found[0]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return _MIMETYPES.get(archive.read("mimetype").strip(), FileKind.ZIP)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged archives raise anything
        return FileKind.ZIP
    return FileKind.ZIP


def _in_ole(stream: BinaryIO) -> FileKind:
    """Return the kind by the names of streams, which are in UTF-16."""
    data = _head(stream, OLE_SCAN)
    if is_locked_package(data):
        return FileKind.XLSX if has_stream(data, "Workbook") else FileKind.DOCX
    for name, kind in _OLE_STREAMS.items():
        if has_stream(data, name):
            return kind
    return FileKind.UNKNOWN


def is_locked_package(data: bytes) -> bool:
    """Return whether an OLE file is a DOCX or XLSX with a password."""
    return data.startswith(OLE) and has_stream(data, "EncryptedPackage")


def has_stream(data: bytes, name: str) -> bool:
    """Return whether an OLE file has a stream of that name."""
    return name.encode("utf-16-le") in data
