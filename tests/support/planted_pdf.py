"""PDF files that hold a given text in each of their places."""

import io
from collections.abc import Callable, Mapping

import pikepdf
from pypdf import PdfReader, PdfWriter

from planted_office import Place


def pdf_with(change: Callable[[pikepdf.Pdf, str], None]) -> Place:
    def make(text: str) -> bytes:
        document = pikepdf.new()
        document.add_blank_page()
        change(document, text)
        return saved_pdf(document)

    return make


def saved_pdf(document: pikepdf.Pdf) -> bytes:
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
    writer = PdfWriter(PdfReader(io.BytesIO(saved_pdf(document))), incremental=True)
    writer.pages[0].get_contents().set_data(b"BT ET")  # type: ignore[union-attr]  # it has contents
    writer.pages[0].replace_contents(None)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


PDF: Mapping[str, Place] = {
    "page": pdf_with(_on_page),
    "note": pdf_with(_note("/Text", "/Contents")),
    "free text": pdf_with(_note("/FreeText", "/Contents")),
    "rich note": pdf_with(_note("/FreeText", "/RC")),
    "author of a note": pdf_with(_note("/Text", "/T")),
    "form": pdf_with(_note("/Widget", "/V")),
    "tooltip": pdf_with(_note("/Widget", "/TU")),
    "form default": pdf_with(_note("/Widget", "/DV")),
    "catalogue": pdf_with(_in_root("/AcroForm")),
    "title": pdf_with(_info("/Title")),
    "own key": pdf_with(_info("/CitizenId")),
    "keywords": pdf_with(_info("/Keywords")),
    "bookmark": pdf_with(_bookmark),
    "attachment": pdf_with(_attached),
    "attachment name": pdf_with(_attached_name),
    "XMP": pdf_with(_xmp),
    "earlier version": _earlier,
}
