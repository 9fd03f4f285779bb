"""Files of any size that are made to cost time and memory, of every kind that is read.

Each is a function of the size in bytes. None is larger than that; some are far smaller
and unpack to more.
"""

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from office_files import excel, word

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ID = "1-2345-67890-12-1 "
"""Made up, with the right last digit."""

Make = Callable[[int], bytes]


def _filled(begin: str, piece: str, end: str, size: int) -> bytes:
    """Return a text of at most that size: the piece as often as it fits."""
    times = (size - len(begin.encode()) - len(end.encode())) // len(piece.encode())
    return begin.encode() + piece.encode() * times + end.encode()


def _nested(begin: str, opened: str, closed: str, end: str, size: int) -> bytes:
    times = (size - len(begin) - len(end)) // len(opened + closed)
    return (begin + opened * times + closed * times + end).encode()


def _with_part(package: bytes, part: str, data: bytes, *, packed: bool) -> bytes:
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


def _in_word(data: bytes, part: str = "word/document.xml") -> bytes:
    return _with_part(word([["ก"]], "แผน"), part, data, packed=False)


def _in_excel(data: bytes, part: str) -> bytes:
    return _with_part(excel([["ก"]]), part, data, packed=False)


def _zip(members: int, data: bytes = b"", *, name: str = "a") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(members):
            archive.writestr(f"{name}{number}", data)
    return out.getvalue()


def _pdf(objects: list[bytes]) -> bytes:
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


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(data), more, data)


_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>"
)


def _page(content: bytes) -> bytes:
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _PAGE,
            content,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def _pages(size: int) -> bytes:
    count = size // 150
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
            *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count,
        ]
    )


def _packed(unpacked: int, times: int = 1) -> bytes:
    """Return zeros, packed so many times over."""
    data = bytes(unpacked)
    for _ in range(times):
        data = zlib.compress(data, 1)
    return data


def _png(wide: int, high: int, more: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    rows = zlib.compress(bytes((wide // 8 + 1) * high), 1)
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    words = chunk(b"tEXt", b"Comment\0" + more) if more else b""
    parts = chunk(b"IHDR", head) + words + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _inside_each_other(size: int, depth: int) -> bytes:
    data = b"PK" + bytes(size - 5_000)
    for _ in range(depth):
        data = _with_part(_zip(1), "b.zip", data, packed=False)
    return data


_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


def _open_document(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _OPEN_TEXT)
        archive.writestr("content.xml", content)
    return out.getvalue()


LARGE: Mapping[str, Make] = {
    "objects.pdf": lambda size: _pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
        + [b"<</A 1>>"] * (size // 55)
    ),
    "pages.pdf": _pages,
    "words.pdf": lambda size: _page(
        _stream(b"BT /F 9 Tf " + b"(1-2345-67890-12-1) Tj " * (size // 25) + b"ET")
    ),
    "bomb.pdf": lambda size: _page(
        _stream(_packed(min(6 * size, 300_000_000)), b"/Filter/FlateDecode")
    ),
    "bomb in bomb.pdf": lambda size: _page(
        _stream(
            _packed(min(6 * size, 300_000_000), 2),
            b"/Filter[/FlateDecode/FlateDecode]",
        )
    ),
    "deep.pdf": lambda size: _page(_stream(b"[" * (size - 1_000))),
    "deep object.pdf": lambda size: _page(
        b"[" * (size // 2 - 500) + b"]" * (size // 2)
    ),
    "no list.pdf": lambda size: (
        b"%PDF-1.7\n" + b"1 0 obj<</A 2 0 R>>endobj\n" * (size // 27)
    ),
    "noise.pdf": lambda size: b"%PDF-1.7\n" + bytes(range(256)) * (size // 256 - 1),
    "paragraphs.docx": lambda size: _in_word(
        _filled(
            f"<w:document {_WORD}><w:body>",
            f"<w:p><w:r><w:t>{_ID}</w:t></w:r></w:p>",
            "</w:body></w:document>",
            size - 50_000,
        )
    ),
    "deep.docx": lambda size: _in_word(
        _nested(
            f"<w:document {_WORD}>", "<w:a>", "</w:a>", "</w:document>", size - 50_000
        )
    ),
    "attributes.docx": lambda size: _in_word(
        f"<w:document {_WORD} ".encode()
        + b" ".join(b'a%d=""' % number for number in range(size // 13))
        + b"/>"
    ),
    "styles.docx": lambda size: _in_word(
        _filled(
            f"<w:styles {_WORD}>",
            '<w:style w:styleId="a"/>',
            "</w:styles>",
            size - 50_000,
        ),
        "word/styles.xml",
    ),
    "parts.docx": lambda size: _with_part(
        _zip(size // 130, name="word/"), "word/document.xml", b"<a/>", packed=False
    ),
    "bomb.docx": lambda size: _with_part(
        word([["ก"]], "แผน"),
        "word/document.xml",
        bytes(min(6 * size, 300_000_000)),
        packed=True,
    ),
    "cells.xlsx": lambda size: _in_excel(
        _filled(
            f"<worksheet {_SHEET}><sheetData><row>",
            "<c><v>1</v></c>",
            "</row></sheetData></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "rows.xlsx": lambda size: _in_excel(
        _filled(
            f"<worksheet {_SHEET}><sheetData>",
            '<row><c t="inlineStr"><is><t>ก</t></is></c></row>',
            "</sheetData></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "strings.xlsx": lambda size: _in_excel(
        _filled(f"<sst {_SHEET}>", "<si><t>ก</t></si>", "</sst>", size - 50_000),
        "xl/sharedStrings.xml",
    ),
    "merged.xlsx": lambda size: _in_excel(
        _filled(
            f"<worksheet {_SHEET}><sheetData/><mergeCells>",
            '<mergeCell ref="A1:XFD1048576"/>',
            "</mergeCells></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "slides.pptx": lambda size: _with_part(
        _zip(size // 130, name="ppt/slides/slide"),
        "ppt/presentation.xml",
        b"<a/>",
        packed=False,
    ),
    "text.odt": lambda size: _open_document(
        _filled("<a>", f"<text:p>{_ID}</text:p>", "</a>", size - 5_000)
    ),
    "deep.odt": lambda size: _open_document(
        _nested("<a>", "<b>", "</b>", "</a>", size - 5_000)
    ),
    "repeated.odt": lambda size: _open_document(
        b'<a xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        + b'<t:table-row t:number-rows-repeated="999999999"/>' * (size // 60)
        + b"</a>"
    ),
    "deep.html": lambda size: _nested("", "<b>", "</b>", "", size),
    "deep tables.html": lambda size: _filled("", "<table><tr><td>", "", size),
    "cells.html": lambda size: _filled("<table><tr>", "<td>1<td>", "", size),
    "rows.html": lambda size: _filled("<table>", "<tr><td>1<td>2", "", size),
    "attributes.html": lambda size: _filled("<a ", "a=", "", size),
    "entities.html": lambda size: _filled("<p>", "&amp;&#x41;", "", size),
    "comment.html": lambda size: _filled("<!--", "<!-- --", "", size),
    "formatting.html": lambda size: _filled("", "<b><i><p>", "", size),
    "commas.csv": lambda size: _filled("", ",", "", size),
    "cells.csv": lambda size: _filled("", "1,2,3,4\n", "", size),
    "quote.csv": lambda size: _filled('"', "ก\n", "", size),
    "lines.csv": lambda size: _filled("", "\n", "", size),
    "ids.csv": lambda size: _filled("ชื่อ,เลข\n", f"ก,{_ID}\n", "", size),
    "formulas.csv": lambda size: _filled("", "=cmd|", "", size),
    "members.zip": lambda size: _zip(size // 120),
    "nested.zip": lambda size: _inside_each_other(size, 12),
    "wide.zip": lambda size: _zip(200, _zip(200, bytes(max(0, size // 40_000 - 200)))),
    "bomb.zip": lambda size: _with_part(
        _zip(1), "a.txt", b"1" * min(6 * size, 300_000_000), packed=True
    ),
    "bombs.zip": lambda size: _zip(
        40, _with_part(_zip(1), "a.txt", b"1" * (size // 5), packed=True)
    ),
    "ids.txt": lambda size: _filled("", _ID, "", size),
    "digits.txt": lambda size: _filled("", "1 ", "", size),
    "one word.txt": lambda size: _filled("", "ก", "", size),
    "deep.json": lambda size: _filled("", "[", "", size),
    "braces.rtf": lambda size: _filled("{\\rtf1 ", "{", "", size),
    "marks.rtf": lambda size: _filled("{\\rtf1 ", "\\'e1", "}", size),
    "objects.rtf": lambda size: _filled(
        "{\\rtf1 ", "{\\object\\objdata 01}", "}", size
    ),
    "bomb.png": lambda _: _png(16_000, 16_000),
    "words.png": lambda size: _png(8, 8, b"1-2345-67890-12-1 " * (size // 20)),
    "long.jpg": lambda size: b"\xff\xd8" + b"\xff\xfe\xff\xff" * (size // 4 - 1),
    "streams.doc": lambda size: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "WordDocument".encode("utf-16-le")
        + b"PK\x03\x04" * (size // 4 - 20)
    ),
    "words.doc": lambda size: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "WordDocument".encode("utf-16-le")
        + (_ID.encode("utf-16-le") * (size // 36))[: size - 100]
    ),
    "noise.7z": lambda size: b"7z\xbc\xaf\x27\x1c" + base64.b64encode(bytes(size // 2)),
}
"""By the name of the file."""
