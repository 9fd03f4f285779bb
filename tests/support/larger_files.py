"""More files that are made to cost time and memory: loops, spans, and huge numbers.

Most are small: what they claim, or lead to again and again, is large.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from large_parts import (
    _PAGE,
    SHEET,
    WORD,
    filled,
    in_excel,
    in_word,
    packed,
    page_of,
    pdf_of,
    stream,
    with_part,
    zipped,
)
from office_files import excel
from ole_files import SECTOR, native, ole_file

Make = Callable[[int], bytes]
_TABLE = "<w:tbl><w:tr><w:tc>"
_ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _forms(_: int) -> bytes:
    """Return a PDF whose page draws a form twice, which does so with the next."""
    levels = 60
    made = [b"<</Type/Catalog/Pages 2 0 R>>", _ONE_PAGE]
    made.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>"
    )
    made.append(stream(b"/X Do /X Do"))
    for level in range(levels):
        inner = b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + min(level, levels - 2))
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + inner
        made.append(stream(b"/X Do /X Do", form))
    return pdf_of(made)


def _font(size: int) -> bytes:
    """Return a PDF whose font says of the same signs again and again what they mean."""
    ranges = b"1 beginbfrange <0000> <FFFF> <0000> endbfrange\n" * (size // 2_000)
    packed = zlib.compress(b"begincmap\n" + ranges + b"endcmap", 1)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            _ONE_PAGE,
            _PAGE,
            stream(b"BT /F 9 Tf <0E010E02> Tj ET"),
            b"<</Type/Font/Subtype/Type0/BaseFont/A/ToUnicode 6 0 R>>",
            stream(packed, b"/Filter/FlateDecode"),
        ]
    )


def _objects(size: int) -> bytes:
    """Return a PDF with a packed stream of very many objects, and no list of them."""
    count = min(size // 10, 2_000_000)
    heads = b"".join(b"%d %d " % (number + 10, number * 2) for number in range(count))
    packed = zlib.compress(heads + b"1 " * count, 1)
    more = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (count, len(heads))
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", _ONE_PAGE, stream(packed, more)])


def _looped(data: bytes) -> bytes:
    """Return an OLE file whose sectors lead to each other for ever."""
    made = bytearray(data)
    for number in range(1, SECTOR // 4):
        if struct.unpack_from("<I", made, SECTOR + 4 * number)[0] < 0xFFFFFFF0:
            struct.pack_into("<I", made, SECTOR + 4 * number, 1)
    return bytes(made)


def _overlapping(count: int) -> bytes:
    """Return a ZIP that lists one member of zeros again and again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(10_000_000))
        archive.filelist.extend([archive.filelist[0]] * count)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = b"a"
    for _ in range(depth):
        data = with_part(zipped(1), "a.zip", data, packed=True)
    return data


def _tiff(wide: int, high: int, *, loop: bool) -> bytes:
    tags = ((256, wide), (257, high), (258, 8), (259, 1), (262, 1), (273, 8), (279, 8))
    listed = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    after = struct.pack("<I", 8 if loop else 0)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + listed + after


def _gif(size: int) -> bytes:
    head = b"GIF89a" + struct.pack("<2H3B", 65535, 65535, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<4HB", 0, 0, 65535, 65535, 0) + b"\2\2L\1\0"
    return head + frame * (size // len(frame)) + b";"


def _jpeg(_: int) -> bytes:
    head = b"\xff\xd8\xff\xc2" + struct.pack(">HBHHB", 17, 8, 65500, 65500, 3)
    parts = b"\1\x11\0\2\x11\0\3\x11\0"
    scan = b"\xff\xda" + struct.pack(">HB", 12, 3) + b"\1\0\2\0\3\0\0\0\0" + b"\1" * 99
    return head + parts + scan + b"\xff\xd9"


def _sheets(size: int) -> bytes:
    count = size // 1_000
    data = excel([["ก"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(2, min(count, 9_000)):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return out.getvalue()


LARGER: Mapping[str, Make] = {
    "forms.pdf": _forms,
    "font.pdf": _font,
    "packed objects.pdf": _objects,
    "own list.pdf": lambda _: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    ),
    "own pages.pdf": lambda _: pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]
    ),
    "pages of pages.pdf": lambda size: pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>"]
        + [
            b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (number, number)
            for number in range(3, size // 120)
        ]
        + [b"<</Type/Page/MediaBox[0 0 9 9]>>"]
    ),
    "properties.pdf": lambda size: pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>",
            b"<</Type/Pages/Kids[]/Count 0>>",
            stream(
                packed(min(6 * size, 300_000_000)),
                b"/Type/Metadata/Subtype/XML/Filter/FlateDecode",
            ),
        ]
    ),
    "picture.pdf": lambda size: page_of(
        stream(
            packed(min(6 * size, 300_000_000)),
            b"/Type/XObject/Subtype/Image/Width 90000/Height 90000/Filter/FlateDecode",
        )
    ),
    "versions.pdf": lambda size: (
        page_of(stream(b"BT ET")) * (min(size, 3_000_000) // 500)
    ),
    "tables.docx": lambda size: in_word(
        filled(f"<w:document {WORD}><w:body>", _TABLE, "", size - 50_000)
    ),
    "spans.docx": lambda _: in_word(
        filled(
            f"<w:document {WORD}><w:body><w:tbl>",
            "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>"
            "<w:p><w:r><w:t>ก</w:t></w:r></w:p></w:tc></w:tr>",
            "</w:tbl></w:body></w:document>",
            200_000,
        )
    ),
    "fields.docx": lambda size: in_word(
        filled(
            f"<w:document {WORD}><w:body><w:p>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "</w:p></w:body></w:document>",
            size - 50_000,
        )
    ),
    "shared.xlsx": lambda size: with_part(
        in_excel(
            f"<sst {SHEET}><si><t>{'ก ' * 300_000}</t></si></sst>".encode(),
            "xl/sharedStrings.xml",
        ),
        "xl/worksheets/sheet1.xml",
        filled(
            f"<worksheet {SHEET}><sheetData>",
            '<row><c t="s"><v>0</v></c></row>',
            "</sheetData></worksheet>",
            size // 2,
        ),
        packed=True,
    ),
    "far.xlsx": lambda size: in_excel(
        filled(
            f"<worksheet {SHEET}><sheetData>",
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            '<row r="1000000000000000000"><c r="ZZZZZZZZ1"><v>1e308</v></c></row>',
            "</sheetData></worksheet>",
            size // 4,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "formats.xlsx": lambda size: in_excel(
        filled(
            f"<styleSheet {SHEET}><numFmts><numFmt numFmtId='165' formatCode='",
            "[$-D00041E]#,##0;[Red](0.0E+0);",
            "'/></numFmts><cellXfs><xf numFmtId='165'/></cellXfs></styleSheet>",
            size - 50_000,
        ),
        "xl/styles.xml",
    ),
    "sheets.xlsx": _sheets,
    "columns.ods": lambda _: with_part(
        with_part(
            zipped(1),
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
            packed=False,
        ),
        "content.xml",
        b'<a xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><t:table-row>'
        + b'<t:table-cell t:number-columns-repeated="999999999"/>' * 100_000
        + b"</t:table-row></a>",
        packed=True,
    ),
    "spans.html": lambda _: filled(
        "<table>", "<tr><td colspan=99999999 rowspan=65534>ก", "", 300_000
    ),
    "drawing.html": lambda size: filled("<svg>", "<svg><math><mtext>", "", size),
    "quoted.html": lambda size: filled(
        "<p>", "=E0=B8=81=\r\n<table><tr><td>=3D", "", size
    ),
    "picture.html": lambda size: filled(
        "<img src='data:image/png;base64,", "AAAA", "'>", size
    ),
    "one cell.csv": lambda size: filled("ก,", "ข", "", size),
    "quotes.csv": lambda size: filled("", '""', "", size),
    "calls.csv": lambda size: filled("", ",=aa|", "", size),
    "bars.txt": lambda size: filled("!", '"=a', "|", size),
    "numbers.rtf": lambda size: filled("{\\rtf1 ", "\\u3585?", "}", size),
    "digits.rtf": lambda size: filled("{\\rtf1{\\object\\objdata ", "0a", "}}", size),
    "loop.xls": lambda _: _looped(
        ole_file({"Workbook": b"x" * 9_000, "\x01Ole10Native": native("a.txt", b"x")})
    ),
    "deep.zip": lambda _: _nested(60),
    "overlapping.zip": lambda _: _overlapping(5_000),
    "wide.png": lambda _: (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        + struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 16, 6, 0, 0, 1)
        + bytes(99)
    ),
    "frames.gif": _gif,
    "huge.jpg": _jpeg,
    "huge.tiff": lambda _: _tiff(60_000, 60_000, loop=False),
    "loop.tiff": lambda _: _tiff(8, 8, loop=True),
}
"""By the name of the file."""
