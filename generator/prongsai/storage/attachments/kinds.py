"""Recognise a file by its first bytes, and a container by what is in it."""

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from prongsai.storage.attachments import Kind

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF8", Kind.GIF),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"{\\rtf", Kind.RTF),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
"""Pictures of telephones that browsers do not show."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_STREAMS: Mapping[str, Kind] = {
    "WordDocument": Kind.DOC,
    "Workbook": Kind.XLS,
    "Book": Kind.XLS,
    "PowerPoint Document": Kind.PPT,
}
_PARTS: Mapping[str, Kind] = {
    "word/document.xml": Kind.DOCX,
    "xl/workbook.xml": Kind.XLSX,
    "ppt/presentation.xml": Kind.PPTX,
}
_MIMETYPES: Mapping[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
}
OLE_SCAN = 20_000_000
"""How far into an old Office file its list of streams is searched, in bytes."""


def kind_of(stream: BinaryIO) -> Kind:
    """Return what the file is; a PDF may have junk before its mark."""
    head = _head(stream, 1024)
    if head.startswith(_ZIP):
        return _in_zip(stream)
    if head.startswith(_OLE):
        return _in_ole(stream)
    return _by_mark(head) or _text(head)


def _by_mark(head: bytes) -> Kind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return Kind.HEIC if head[8:12] in _HEIC else Kind.MP4
    return Kind.PDF if b"%PDF-" in head else None


def _head(stream: BinaryIO, size: int) -> bytes:
    stream.seek(0)
    return stream.read(size)


def _text(head: bytes) -> Kind:
    if not head:
        return Kind.EMPTY
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return Kind.HTML
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    # Thai text in TIS-620 has no byte below a blank but tab and line ends either.
    control = set(head) & (set(range(32)) - set(b"\t\r\n\f"))
    return Kind.UNKNOWN if control else Kind.TEXT


def _in_zip(stream: BinaryIO) -> Kind:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            found = [kind for part, kind in _PARTS.items() if part in names]
            if found:
                return found[0]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return _MIMETYPES.get(archive.read("mimetype").strip(), Kind.ZIP)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return Kind.ZIP
    return Kind.ZIP


def _in_ole(stream: BinaryIO) -> Kind:
    """Return the kind by the names of streams, which are in UTF-16."""
    data = _head(stream, OLE_SCAN)
    if is_locked_package(data):
        return Kind.XLSX if _utf16("Workbook") in data else Kind.DOCX
    for name, kind in _OLE_STREAMS.items():
        if _utf16(name) in data:
            return kind
    return Kind.UNKNOWN


def is_locked_package(data: bytes) -> bool:
    """Return whether an OLE file is a DOCX or XLSX with a password."""
    return data.startswith(_OLE) and _utf16("EncryptedPackage") in data


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
