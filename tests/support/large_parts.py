"""Parts of files that cost time and memory to read."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from office_files import excel, word

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ID = "1-2345-67890-12-1 "
"""Made up, with the right last digit."""


Make = Callable[[int], bytes]


def filled(begin: str, piece: str, end: str, size: int) -> bytes:
    """Return a text of at most that size: the piece as often as it fits."""
    times = (size - len(begin.encode()) - len(end.encode())) // len(piece.encode())
    return begin.encode() + piece.encode() * times + end.encode()


def nested(begin: str, opened: str, closed: str, end: str, size: int) -> bytes:
    times = (size - len(begin) - len(end)) // len(opened + closed)
    return (begin + opened * times + closed * times + end).encode()


def with_part(package: bytes, part: str, data: bytes, *, packed: bool) -> bytes:
    """Return a package with one part replaced or added."""
    out = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, data, way)
    return out.getvalue()


def in_word(data: bytes, part: str = "word/document.xml") -> bytes:
    return with_part(word([["ก"]], "แผน"), part, data, packed=False)


def in_excel(data: bytes, part: str) -> bytes:
    return with_part(excel([["ก"]]), part, data, packed=False)


def zipped(members: int, data: bytes = b"", *, name: str = "a") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(members):
            archive.writestr(f"{name}{number}", data)
    return out.getvalue()


def pdf_of(objects: list[bytes]) -> bytes:
    """Return a PDF of these objects, the first one its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), more, data)


_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>"
)


def page_of(content: bytes) -> bytes:
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _PAGE,
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def pages_of(size: int) -> bytes:
    count = size // 150
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
            *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count,
        ]
    )


def packed(unpacked: int, times: int = 1) -> bytes:
    """Return zeros, packed so many times over."""
    data = bytes(unpacked)
    for _ in range(times):
        data = zlib.compress(data, 1)
    return data


def png(wide: int, high: int, more: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    rows = zlib.compress(bytes((wide // 8 + 1) * high), 1)
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    words = chunk(b"tEXt", b"Comment\0" + more) if more else b""
    parts = chunk(b"IHDR", head) + words + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def inside_each_other(size: int, depth: int) -> bytes:
    data = b"PK" + bytes(size - 5_000)
    for _ in range(depth):
        data = with_part(zipped(1), "b.zip", data, packed=False)
    return data


_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


def open_document(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _OPEN_TEXT)
        archive.writestr("content.xml", content)
    return out.getvalue()
