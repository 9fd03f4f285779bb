"""Files that hold a given text where people look, and where they do not."""

# ruff: noqa: E501 - a part of a file reads best on one line

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

Place = Callable[[str], bytes]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_BODY = f"<w:document {_W}><w:body><w:p><w:r><w:t>แผน</w:t></w:r></w:p></w:body></w:document>"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


_RUN = "<w:r><w:t>§</w:t></w:r>"
_DOCX = {
    "body": ("word/document.xml", f"<w:p>{_RUN}</w:p>"),
    "runs": (
        "word/document.xml",
        "<w:p><w:r><w:t>½1</w:t></w:r><w:r><w:t>½2</w:t></w:r></w:p>",
    ),
    "cell": (
        "word/document.xml",
        f"<w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl>",
    ),
    "text box": (
        "word/document.xml",
        f"<w:p><w:txbxContent><w:p>{_RUN}</w:p></w:txbxContent></w:p>",
    ),
    "deleted": (
        "word/document.xml",
        "<w:p><w:del><w:r><w:delText>§</w:delText></w:r></w:del></w:p>",
    ),
    "field": ("word/document.xml", "<w:p><w:instrText>LINK §</w:instrText></w:p>"),
    "hidden": (
        "word/document.xml",
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>§</w:t></w:r></w:p>",
    ),
    "alt text": ("word/document.xml", '<w:p><wp descr="§"/></w:p>'),
    "picture name": ("word/document.xml", '<w:p><cNvPr name="§"/></w:p>'),
    "document2": ("word/document2.xml", f"<w:p>{_RUN}</w:p>"),
    "header": ("word/header3.xml", f"<w:p>{_RUN}</w:p>"),
    "footer": ("word/footer1.xml", f"<w:p>{_RUN}</w:p>"),
    "footnote": ("word/footnotes.xml", f"<w:footnote><w:p>{_RUN}</w:p></w:footnote>"),
    "endnote": ("word/endnotes.xml", f"<w:endnote><w:p>{_RUN}</w:p></w:endnote>"),
    "comment": ("word/comments.xml", f"<w:comment><w:p>{_RUN}</w:p></w:comment>"),
    "author of a comment": ("word/comments.xml", '<w:comment w:author="§"/>'),
    "glossary": ("word/glossary/document.xml", f"<w:p>{_RUN}</w:p>"),
    "diagram": ("word/diagrams/data1.xml", "<a:p><a:r><a:t>§</a:t></a:r></a:p>"),
    "chart": ("word/charts/chart1.xml", "<c><v>§</v></c>"),
    "link": ("word/_rels/document.xml.rels", '<Relationship Target="§"/>'),
    "custom XML": ("customXml/item1.xml", "<note>§</note>"),
    "properties": ("docProps/core.xml", "<creator>§</creator>"),
    "own property": ("docProps/custom.xml", "<property><lpwstr>§</lpwstr></property>"),
    "company": ("docProps/app.xml", "<Company>§</Company>"),
    "bookmark": ("word/document.xml", '<w:bookmarkStart w:name="§"/>'),
    "control": (
        "word/document.xml",
        '<w:sdtPr><w:alias w:val="a"/></w:sdtPr><w:t>§</w:t>',
    ),
}


def _sheet(part: str, xml: str) -> Place:
    def make(text: str) -> bytes:
        parts = {
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": "<worksheet/>",
            part: f"<x>{xml.replace('§', text)}</x>",
        }
        return packed(parts)

    return make


_XLSX = {
    "inline": (
        "xl/worksheets/sheet1.xml",
        '<row><c t="inlineStr"><is><t>§</t></is></c></row>',
    ),
    "cell": ("xl/worksheets/sheet1.xml", '<row><c t="str"><v>§</v></c></row>'),
    "other sheet": ("xl/worksheets/plan.xml", '<row><c t="str"><v>§</v></c></row>'),
    "formula": ("xl/worksheets/sheet1.xml", '<row><c><f>"§"</f><v>0</v></c></row>'),
    "page header": ("xl/worksheets/sheet1.xml", "<oddHeader>§</oddHeader>"),
    "prompt": ("xl/worksheets/sheet1.xml", '<dataValidation prompt="§"/>'),
    "shared text": ("xl/sharedStrings.xml", "<si><t>§</t></si>"),
    "sheet name": ("xl/workbook.xml", '<sheet name="§"/>'),
    "defined name": ("xl/workbook.xml", '<definedName name="a">"§"</definedName>'),
    "comment": ("xl/comments1.xml", "<comment><text><t>§</t></text></comment>"),
    "thread": ("xl/threadedComments/threadedComment1.xml", "<text>§</text>"),
    "person": ("xl/persons/person.xml", '<person displayName="§"/>'),
    "table": ("xl/tables/table1.xml", '<tableColumn name="§"/>'),
    "pivot cache": ("xl/pivotCache/pivotCacheRecords1.xml", '<r><s v="§"/></r>'),
    "drawing": ("xl/drawings/drawing1.xml", "<p><r><t>§</t></r></p>"),
    "shape": ("xl/drawings/drawing1.xml", '<cNvPr descr="§"/>'),
    "own property": ("docProps/custom.xml", "<property><lpwstr>§</lpwstr></property>"),
    "link": ("xl/worksheets/_rels/sheet1.xml.rels", '<Relationship Target="§"/>'),
}
_PPTX = {
    "slide": ("ppt/slides/slide1.xml", "<p><r><t>½1</t></r><r><t>½2</t></r></p>"),
    "notes": ("ppt/notesSlides/notesSlide1.xml", "<p><t>§</t></p>"),
    "comment": ("ppt/comments/comment1.xml", "<text>§</text>"),
    "layout": ("ppt/slideLayouts/slideLayout1.xml", "<p><t>§</t></p>"),
}
_OPEN = {
    "body": ("content.xml", "<p>½1<span>½2</span></p>"),
    "cell": ("content.xml", "<table-row><table-cell><p>§</p></table-cell></table-row>"),
    "value": ("content.xml", '<table-cell value="§"/>'),
    "deleted": (
        "content.xml",
        "<tracked-changes><deletion><p>§</p></deletion></tracked-changes>",
    ),
    "note": ("content.xml", "<annotation><p>§</p></annotation>"),
    "header": ("styles.xml", "<header><p>§</p></header>"),
    "metadata": ("meta.xml", "<user-defined>§</user-defined>"),
    "settings": ("settings.xml", "<item>§</item>"),
}


def _package(base: Mapping[str, str], part: str, xml: str) -> Place:
    def make(text: str) -> bytes:
        half = len(text) // 2
        filled = xml.replace("§", text).replace("½1", text[:half])
        filled = filled.replace("½2", text[half:])
        return packed({**base, part: f"<x {_W} {_A}>{filled}</x>"})

    return make


def _pdf(change: Callable[[pikepdf.Pdf, str], None]) -> Place:
    def make(text: str) -> bytes:
        document = pikepdf.new()
        document.add_blank_page()
        change(document, text)
        return _saved(document)

    return make


def _saved(document: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _on_page(document: pikepdf.Pdf, text: str) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(
        f"BT /F1 12 Tf 9 99 Td ({text}) Tj ET".encode()
    )


def _note(kind: str, key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(document: pikepdf.Pdf, text: str) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 9, 9]
        )
        note[key] = pikepdf.String(text)
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([note]))

    return change


def _in_root(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(document: pikepdf.Pdf, text: str) -> None:
        document.Root[key] = pikepdf.Dictionary(T=pikepdf.String(text))

    return change


def _info(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(document: pikepdf.Pdf, text: str) -> None:
        document.docinfo[key] = text

    return change


def _bookmark(document: pikepdf.Pdf, text: str) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def _attached(document: pikepdf.Pdf, text: str) -> None:
    document.attachments["a.txt"] = text.encode()


def _attached_name(document: pikepdf.Pdf, text: str) -> None:
    document.attachments[f"{text}.txt"] = b"a"


def _xmp(document: pikepdf.Pdf, text: str) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xml = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{rdf}"><r:Description '
        f'xmlns:p="http://ns.adobe.com/pdf/1.3/"><p:Keywords>{text}</p:Keywords>'
        "</r:Description></r:RDF></x:xmpmeta>"
    )
    stream = document.make_stream(xml.encode())
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    document.Root.Metadata = stream


def _earlier(text: str) -> bytes:
    """Return a PDF whose last version shows other words than its first."""
    document = pikepdf.new()
    document.add_blank_page()
    _on_page(document, text)
    writer = PdfWriter(PdfReader(io.BytesIO(_saved(document))), incremental=True)
    writer.pages[0].get_contents().set_data(b"BT ET")  # type: ignore[union-attr]  # it has contents
    writer.pages[0].replace_contents(None)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


_PDF: Mapping[str, Place] = {
    "page": _pdf(_on_page),
    "note": _pdf(_note("/Text", "/Contents")),
    "free text": _pdf(_note("/FreeText", "/Contents")),
    "rich note": _pdf(_note("/FreeText", "/RC")),
    "author of a note": _pdf(_note("/Text", "/T")),
    "form": _pdf(_note("/Widget", "/V")),
    "tooltip": _pdf(_note("/Widget", "/TU")),
    "form default": _pdf(_note("/Widget", "/DV")),
    "catalogue": _pdf(_in_root("/AcroForm")),
    "title": _pdf(_info("/Title")),
    "own key": _pdf(_info("/CitizenId")),
    "keywords": _pdf(_info("/Keywords")),
    "bookmark": _pdf(_bookmark),
    "attachment": _pdf(_attached),
    "attachment name": _pdf(_attached_name),
    "XMP": _pdf(_xmp),
    "earlier version": _earlier,
}


def _rtf(before: str, after: str) -> Place:
    return lambda text: f"{{\\rtf1\\ansi {before}{text}{after}}}".encode("cp874")


def _rtf_coded(text: str) -> bytes:
    coded = "".join(f"\\'{byte:02x}" for byte in text.encode("cp874"))
    return f"{{\\rtf1\\ansi {coded}\\par}}".encode()


def _rtf_unicode(text: str) -> bytes:
    coded = "".join(f"\\u{ord(sign)}?" for sign in text)
    return f"{{\\rtf1\\ansi {coded}\\par}}".encode()


_TEXTS: Mapping[str, Place] = {
    "txt": lambda text: text.encode(),
    "txt UTF-16": lambda text: text.encode("utf-16"),
    "txt Thai": lambda text: text.encode("cp874"),
    "csv": lambda text: f"ที่,เลข\n1,{text}\n".encode(),
    "json": lambda text: f'{{"a": "{text}"}}'.encode(),
    "html": lambda text: f"<html><p>{text}</p>".encode(),
    "html tags": lambda text: f"<html><p>{text[:-5]}<b>{text[-5:]}</b>".encode(),
    "html comment": lambda text: f"<html><!-- {text} -->".encode(),
    "html attribute": lambda text: f'<html><img alt="{text}">'.encode(),
    "rtf": _rtf("", "\\par"),
    "rtf coded": _rtf_coded,
    "rtf unicode": _rtf_unicode,
    "rtf info": _rtf("{\\info{\\author ", "}}"),
    "rtf hidden": _rtf("{\\v ", "}"),
    "rtf note": _rtf("{\\annotation ", "}"),
    "doc": lambda text: (
        _OLE + "WordDocument".encode("utf-16-le") + text.encode("utf-16-le")
    ),
    "doc 8 bit": lambda text: (
        _OLE + "WordDocument".encode("utf-16-le") + text.encode("cp874")
    ),
    "xls": lambda text: _OLE + "Workbook".encode("utf-16-le") + text.encode("cp874"),
    "ppt": lambda text: (
        _OLE + "PowerPoint Document".encode("utf-16-le") + text.encode("utf-16-le")
    ),
    "unknown": lambda text: bytes(8) + text.encode(),
    "7z": lambda text: b"7z\xbc\xaf\x27\x1c" + zlib.compress(text.encode()),
    "rar": lambda text: b"Rar!\x1a\x07\x01\x00" + zlib.compress(text.encode()),
    "mp4": lambda text: b"\0\0\0\x20ftypisom" + text.encode(),
}


def _in_word(name: str, inner: Place) -> Place:
    return lambda text: packed({"word/document.xml": _BODY, name: inner(text)})


def _zip(name: str, inner: Place) -> Place:
    return lambda text: packed({name.replace("§", text): inner(text)})


def _remark(text: str) -> bytes:
    """Return an archive with a remark on the whole of it."""
    stream = io.BytesIO(packed({"a.txt": b"a"}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = text.encode()
    return stream.getvalue()


def _remark_of_a_member(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.comment = text.encode()
        archive.writestr(entry, b"a")
    return stream.getvalue()


def _around_pdf(before: str, after: str, inside: str = "") -> Place:
    def make(text: str) -> bytes:
        pdf = _saved_empty()
        if inside:
            pdf = pdf.replace(b"endobj", f"endobj\n{inside}".encode(), 1)
        whole = before.encode() + pdf + after.encode()
        return whole.replace("§".encode(), text.encode())

    return make


def _saved_empty() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    return _saved(document)


def _nothing(text: str) -> bytes:
    del text
    return b"a"


_docx_body = _package({"word/document.xml": _BODY}, *_DOCX["body"])
_xlsx_cell = _sheet(*_XLSX["cell"])
_INSIDE: Mapping[str, Place] = {
    "workbook in Word": _in_word("word/embeddings/a.xlsx", _xlsx_cell),
    "Word in Word": _in_word("word/embeddings/a.docx", _docx_body),
    "PDF in Word": _in_word("word/embeddings/a.pdf", _PDF["page"]),
    "old workbook in Word": _in_word("word/embeddings/a.xls", _TEXTS["xls"]),
    "OLE in Word": _in_word(
        "word/embeddings/oleObject1.bin", lambda text: _OLE + _xlsx_cell(text)
    ),
    "zip": _zip("a.txt", _TEXTS["txt"]),
    "zip of Word": _zip("a.docx", _docx_body),
    "name in zip": _zip("§.txt", _nothing),
    "remark on a zip": _remark,
    "remark on a member of a zip": _remark_of_a_member,
    "docx name of a part": lambda text: packed(
        {"word/document.xml": _BODY, f"word/media/{text}.xml": "<a/>"}
    ),
    "docx variable": lambda text: packed(
        {
            "word/document.xml": _BODY,
            "word/settings.xml": f"<w:a xmlns:w='w'><w:docVar w:val='{text}'/></w:a>",
        }
    ),
    "xlsx caption": lambda text: packed(
        {"xl/workbook.xml": "<a/>", "xl/slicers/a.xml": f"<a caption='{text}'/>"}
    ),
    "pdf before its begin": _around_pdf("%§\n", ""),
    "pdf behind its end": _around_pdf("", "§"),
    "pdf remark": _around_pdf("", "", "%§"),
    "zip in zip": _zip("a.zip", _zip("a.docx", _docx_body)),
    "zip in zip in zip": _zip("a.zip", _zip("a.zip", _zip("a.txt", _TEXTS["txt"]))),
    "very deep": _zip(
        "a.zip", _zip("b.zip", _zip("c.zip", _zip("d.zip", _zip("e", _TEXTS["txt"]))))
    ),
    "Word in PDF": _pdf(
        lambda document, text: document.attachments.__setitem__(
            "a.docx", _docx_body(text)
        )
    ),
}


def _picture(form: str, **given: Callable[[str], object]) -> Place:
    def make(text: str) -> bytes:
        stream = io.BytesIO()
        made = {name: value(text) for name, value in given.items()}
        Image.new("RGB", (8, 8)).save(stream, form, **made)
        return stream.getvalue()

    return make


def _exif(tag: int) -> Callable[[str], Image.Exif]:
    def make(text: str) -> Image.Exif:
        exif = Image.Exif()
        exif[tag] = text
        return exif

    return make


def _png(packed_text: str) -> Callable[[str], PngImagePlugin.PngInfo]:
    def make(text: str) -> PngImagePlugin.PngInfo:
        info = PngImagePlugin.PngInfo()
        if packed_text == "iTXt":
            info.add_itxt("Comment", text, zip=True)
        else:
            info.add_text("Comment", text, zip=packed_text == "zTXt")
        return info

    return make


_PICTURES: Mapping[str, Place] = {
    "jpeg comment": _picture("JPEG", comment=lambda text: text.encode()),
    "jpeg artist": _picture("JPEG", exif=_exif(315)),
    "jpeg description": _picture("JPEG", exif=_exif(270)),
    "webp artist": _picture("WEBP", exif=_exif(315)),
    "tiff artist": _picture("TIFF", exif=_exif(315)),
    "png tEXt": _picture("PNG", pnginfo=_png("tEXt")),
    "png zTXt": _picture("PNG", pnginfo=_png("zTXt")),
    "png iTXt": _picture("PNG", pnginfo=_png("iTXt")),
    "gif comment": _picture("GIF", comment=lambda text: text.encode()),
    "shown in a picture": _picture("PNG"),
}

_PPT_BASE = {"ppt/presentation.xml": "<p/>"}
_ODT_BASE = {"mimetype": "application/vnd.oasis.opendocument.text"}
_ODS_BASE = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}

PLACES: Mapping[str, Place] = {
    **{
        f"docx {name}": _package({"word/document.xml": _BODY}, *at)
        for name, at in _DOCX.items()
    },
    **{f"xlsx {name}": _sheet(*at) for name, at in _XLSX.items()},
    **{f"pptx {name}": _package(_PPT_BASE, *at) for name, at in _PPTX.items()},
    **{f"odt {name}": _package(_ODT_BASE, *at) for name, at in _OPEN.items()},
    **{f"ods {name}": _package(_ODS_BASE, *at) for name, at in _OPEN.items()},
    **{f"pdf {name}": place for name, place in _PDF.items()},
    **_TEXTS,
    **_INSIDE,
    **_PICTURES,
}
"""Every place in a file that a text can be in, by its name."""
