"""Recognise a file by its first bytes, and a container by what is in it."""

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from prongsai.storage.attachments import FileKind

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF8", FileKind.GIF),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!\x1a\x07", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
"""Pictures of telephones that browsers do not show."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
OLE_SCAN = 20_000_000
"""How far into an old Office file its list of streams is searched, in bytes."""


def kind_of(stream: BinaryIO) -> FileKind:
    """Return what the file is; a PDF may have junk before its mark."""
    head = _head(stream, 1024)
    if head.startswith(_ZIP):
        return _in_zip(stream)
    if head.startswith(_OLE):
        return _in_ole(stream)
    return _by_mark(head) or _text(head)


def _by_mark(head: bytes) -> FileKind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp":
        return FileKind.HEIC if head[8:12] in _HEIC else FileKind.MP4
    return FileKind.PDF if b"%PDF-" in head else None


def _head(stream: BinaryIO, size: int) -> bytes:
    stream.seek(0)
    return stream.read(size)


def _text(head: bytes) -> FileKind:
    if not head:
        return FileKind.EMPTY
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return FileKind.HTML
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.TEXT
    # Thai text in TIS-620 has no byte below a blank but tab and line ends either.
    control = set(head) & (set(range(32)) - set(b"\t\r\n\f"))
    return FileKind.UNKNOWN if control else FileKind.TEXT


def _in_zip(stream: BinaryIO) -> FileKind:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            found = [kind for part, kind in _PARTS.items() if part in names]
            if found:
                return found[0]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return _MIMETYPES.get(archive.read("mimetype").strip(), FileKind.ZIP)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return FileKind.ZIP
    return FileKind.ZIP


def _in_ole(stream: BinaryIO) -> FileKind:
    """Return the kind by the names of streams, which are in UTF-16."""
    data = _head(stream, OLE_SCAN)
    if is_locked_package(data):
        return FileKind.XLSX if _utf16("Workbook") in data else FileKind.DOCX
    for name, kind in _OLE_STREAMS.items():
        if _utf16(name) in data:
            return kind
    return FileKind.UNKNOWN


def is_locked_package(data: bytes) -> bool:
    """Return whether an OLE file is a DOCX or XLSX with a password."""
    return data.startswith(_OLE) and _utf16("EncryptedPackage") in data


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
