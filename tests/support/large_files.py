"""Files of any size that are made to cost time and memory, of each kind we read.

Each is a function of the size in bytes. None is larger than that; some are far smaller
and unpack to more.
"""

import base64
from collections.abc import Mapping

from large_parts import (
    ID,
    SHEET,
    WORD,
    Make,
    filled,
    in_excel,
    in_word,
    inside_each_other,
    nested,
    open_document,
    packed,
    page_of,
    pages_of,
    pdf_of,
    png,
    stream,
    with_part,
    zipped,
)
from office_files import word

LARGE: Mapping[str, Make] = {
    "objects.pdf": lambda size: pdf_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
        + [b"<</A 1>>"] * (size // 55)
    ),
    "pages.pdf": pages_of,
    "words.pdf": lambda size: page_of(
        stream(b"BT /F 9 Tf " + b"(1-2345-67890-12-1) Tj " * (size // 25) + b"ET")
    ),
    "bomb.pdf": lambda size: page_of(
        stream(packed(min(6 * size, 300_000_000)), b"/Filter/FlateDecode")
    ),
    "bomb in bomb.pdf": lambda size: page_of(
        stream(
            packed(min(6 * size, 300_000_000), 2),
            b"/Filter[/FlateDecode/FlateDecode]",
        )
    ),
    "deep.pdf": lambda size: page_of(stream(b"[" * (size - 1_000))),
    "deep object.pdf": lambda size: page_of(
        b"[" * (size // 2 - 500) + b"]" * (size // 2)
    ),
    "no list.pdf": lambda size: (
        b"%PDF-1.7\n" + b"1 0 obj<</A 2 0 R>>endobj\n" * (size // 27)
    ),
    "noise.pdf": lambda size: b"%PDF-1.7\n" + bytes(range(256)) * (size // 256 - 1),
    "paragraphs.docx": lambda size: in_word(
        filled(
            f"<w:document {WORD}><w:body>",
            f"<w:p><w:r><w:t>{ID}</w:t></w:r></w:p>",
            "</w:body></w:document>",
            size - 50_000,
        )
    ),
    "deep.docx": lambda size: in_word(
        nested(
            f"<w:document {WORD}>", "<w:a>", "</w:a>", "</w:document>", size - 50_000
        )
    ),
    "attributes.docx": lambda size: in_word(
        f"<w:document {WORD} ".encode()
        + b" ".join(b'a%d=""' % number for number in range(size // 13))
        + b"/>"
    ),
    "styles.docx": lambda size: in_word(
        filled(
            f"<w:styles {WORD}>",
            '<w:style w:styleId="a"/>',
            "</w:styles>",
            size - 50_000,
        ),
        "word/styles.xml",
    ),
    "parts.docx": lambda size: with_part(
        zipped(size // 130, name="word/"), "word/document.xml", b"<a/>", packed=False
    ),
    "bomb.docx": lambda size: with_part(
        word([["ก"]], "แผน"),
        "word/document.xml",
        bytes(min(6 * size, 300_000_000)),
        packed=True,
    ),
    "cells.xlsx": lambda size: in_excel(
        filled(
            f"<worksheet {SHEET}><sheetData><row>",
            "<c><v>1</v></c>",
            "</row></sheetData></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "rows.xlsx": lambda size: in_excel(
        filled(
            f"<worksheet {SHEET}><sheetData>",
            '<row><c t="inlineStr"><is><t>ก</t></is></c></row>',
            "</sheetData></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "strings.xlsx": lambda size: in_excel(
        filled(f"<sst {SHEET}>", "<si><t>ก</t></si>", "</sst>", size - 50_000),
        "xl/sharedStrings.xml",
    ),
    "merged.xlsx": lambda size: in_excel(
        filled(
            f"<worksheet {SHEET}><sheetData/><mergeCells>",
            '<mergeCell ref="A1:XFD1048576"/>',
            "</mergeCells></worksheet>",
            size - 50_000,
        ),
        "xl/worksheets/sheet1.xml",
    ),
    "slides.pptx": lambda size: with_part(
        zipped(size // 130, name="ppt/slides/slide"),
        "ppt/presentation.xml",
        b"<a/>",
        packed=False,
    ),
    "text.odt": lambda size: open_document(
        filled("<a>", f"<text:p>{ID}</text:p>", "</a>", size - 5_000)
    ),
    "deep.odt": lambda size: open_document(
        nested("<a>", "<b>", "</b>", "</a>", size - 5_000)
    ),
    "repeated.odt": lambda size: open_document(
        b'<a xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        + b'<t:table-row t:number-rows-repeated="999999999"/>' * (size // 60)
        + b"</a>"
    ),
    "deep.html": lambda size: nested("", "<b>", "</b>", "", size),
    "deep tables.html": lambda size: filled("", "<table><tr><td>", "", size),
    "cells.html": lambda size: filled("<table><tr>", "<td>1<td>", "", size),
    "rows.html": lambda size: filled("<table>", "<tr><td>1<td>2", "", size),
    "attributes.html": lambda size: filled("<a ", "a=", "", size),
    "entities.html": lambda size: filled("<p>", "&amp;&#x41;", "", size),
    "comment.html": lambda size: filled("<!--", "<!-- --", "", size),
    "formatting.html": lambda size: filled("", "<b><i><p>", "", size),
    "commas.csv": lambda size: filled("", ",", "", size),
    "cells.csv": lambda size: filled("", "1,2,3,4\n", "", size),
    "quote.csv": lambda size: filled('"', "ก\n", "", size),
    "lines.csv": lambda size: filled("", "\n", "", size),
    "ids.csv": lambda size: filled("ชื่อ,เลข\n", f"ก,{ID}\n", "", size),
    "formulas.csv": lambda size: filled("", "=cmd|", "", size),
    "members.zip": lambda size: zipped(size // 120),
    "nested.zip": lambda size: inside_each_other(size, 12),
    "wide.zip": lambda size: zipped(
        200, zipped(200, bytes(max(0, size // 40_000 - 200)))
    ),
    "bomb.zip": lambda size: with_part(
        zipped(1), "a.txt", b"1" * min(6 * size, 300_000_000), packed=True
    ),
    "bombs.zip": lambda size: zipped(
        40, with_part(zipped(1), "a.txt", b"1" * (size // 5), packed=True)
    ),
    "ids.txt": lambda size: filled("", ID, "", size),
    "digits.txt": lambda size: filled("", "1 ", "", size),
    "one word.txt": lambda size: filled("", "ก", "", size),
    "deep.json": lambda size: filled("", "[", "", size),
    "braces.rtf": lambda size: filled("{\\rtf1 ", "{", "", size),
    "marks.rtf": lambda size: filled("{\\rtf1 ", "\\'e1", "}", size),
    "objects.rtf": lambda size: filled("{\\rtf1 ", "{\\object\\objdata 01}", "}", size),
    "bomb.png": lambda _: png(16_000, 16_000),
    "words.png": lambda size: png(8, 8, b"1-2345-67890-12-1 " * (size // 20)),
    "long.jpg": lambda size: b"\xff\xd8" + b"\xff\xfe\xff\xff" * (size // 4 - 1),
    "streams.doc": lambda size: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "WordDocument".encode("utf-16-le")
        + b"PK\x03\x04" * (size // 4 - 20)
    ),
    "words.doc": lambda size: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + "WordDocument".encode("utf-16-le")
        + (ID.encode("utf-16-le") * (size // 36))[: size - 100]
    ),
    "noise.7z": lambda size: b"7z\xbc\xaf\x27\x1c" + base64.b64encode(bytes(size // 2)),
}
"""By the name of the file."""
