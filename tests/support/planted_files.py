"""Files that hold a given text where people look, and where they do not."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from PIL import Image, PngImagePlugin

from planted_office import (
    BODY,
    DOCX,
    OLE,
    OPEN_PLACES,
    PPTX,
    XLSX,
    Place,
    package_with,
    packed,
    sheet_with,
)
from planted_pdf import PDF, pdf_with, saved_pdf


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
        OLE + "WordDocument".encode("utf-16-le") + text.encode("utf-16-le")
    ),
    "doc 8 bit": lambda text: (
        OLE + "WordDocument".encode("utf-16-le") + text.encode("cp874")
    ),
    "xls": lambda text: OLE + "Workbook".encode("utf-16-le") + text.encode("cp874"),
    "ppt": lambda text: (
        OLE + "PowerPoint Document".encode("utf-16-le") + text.encode("utf-16-le")
    ),
    "unknown": lambda text: bytes(8) + text.encode(),
    "7z": lambda text: b"7z\xbc\xaf\x27\x1c" + zlib.compress(text.encode()),
    "rar": lambda text: b"Rar!\x1a\x07\x01\x00" + zlib.compress(text.encode()),
    "mp4": lambda text: b"\0\0\0\x20ftypisom" + text.encode(),
}


def _in_word(name: str, inner: Place) -> Place:
    return lambda text: packed({"word/document.xml": BODY, name: inner(text)})


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
    return saved_pdf(document)


def _nothing(text: str) -> bytes:
    del text
    return b"a"


_docx_body = package_with({"word/document.xml": BODY}, *DOCX["body"])
_xlsx_cell = sheet_with(*XLSX["cell"])
_INSIDE: Mapping[str, Place] = {
    "workbook in Word": _in_word("word/embeddings/a.xlsx", _xlsx_cell),
    "Word in Word": _in_word("word/embeddings/a.docx", _docx_body),
    "PDF in Word": _in_word("word/embeddings/a.pdf", PDF["page"]),
    "old workbook in Word": _in_word("word/embeddings/a.xls", _TEXTS["xls"]),
    "OLE in Word": _in_word(
        "word/embeddings/oleObject1.bin", lambda text: OLE + _xlsx_cell(text)
    ),
    "zip": _zip("a.txt", _TEXTS["txt"]),
    "zip of Word": _zip("a.docx", _docx_body),
    "name in zip": _zip("§.txt", _nothing),
    "remark on a zip": _remark,
    "remark on a member of a zip": _remark_of_a_member,
    "docx name of a part": lambda text: packed(
        {"word/document.xml": BODY, f"word/media/{text}.xml": "<a/>"}
    ),
    "docx variable": lambda text: packed(
        {
            "word/document.xml": BODY,
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
    "Word in PDF": pdf_with(
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
        f"docx {name}": package_with({"word/document.xml": BODY}, *at)
        for name, at in DOCX.items()
    },
    **{f"xlsx {name}": sheet_with(*at) for name, at in XLSX.items()},
    **{f"pptx {name}": package_with(_PPT_BASE, *at) for name, at in PPTX.items()},
    **{f"odt {name}": package_with(_ODT_BASE, *at) for name, at in OPEN_PLACES.items()},
    **{f"ods {name}": package_with(_ODS_BASE, *at) for name, at in OPEN_PLACES.items()},
    **{f"pdf {name}": place for name, place in PDF.items()},
    **_TEXTS,
    **_INSIDE,
    **_PICTURES,
}
"""Every place in a file that a text can be in, by its name."""
