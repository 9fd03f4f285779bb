"""A PDF without properties, notes, scripts, attached files or earlier versions."""

import io
from collections.abc import Iterable

_NOTES = frozenset(
    {"/Text", "/Popup", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret"}
    | {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/Redact"}
)
"""What is taken off the page; text boxes and stamps become part of it."""

_OF_DOCUMENT = ("/OpenAction", "/AA", "/AF", "/Metadata", "/AcroForm", "/Collection")
_RUNS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"})


def clean_pdf(data: bytes) -> bytes:
    """Return a PDF of the same pages; values of forms become part of the page."""
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    with pikepdf.open(io.BytesIO(data)) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        for page in document.pages:
            _clean_page(page)
        document.flatten_annotations("all")
        _drop(document.Root, _OF_DOCUMENT)
        _drop(document.Root.get("/Names"), ("/JavaScript", "/EmbeddedFiles"))
        title = str(document.docinfo.get("/Title", ""))
        del document.docinfo
        if title:
            document.docinfo["/Title"] = title
        for one in document.objects:
            _drop(one, ("/Metadata", "/PieceInfo"))
        stream = io.BytesIO()
        document.save(stream, deterministic_id=True)
        return stream.getvalue()


def _drop(holder: object, keys: Iterable[str]) -> None:
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        for key in keys:
            if key in holder:
                del holder[key]


def _clean_page(page: object) -> None:
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    if not isinstance(page, pikepdf.Page):
        return
    _drop(page.obj, ("/AA",))
    notes = page.obj.get("/Annots")
    if notes is None:
        return
    kept = [one for one in notes if str(one.get("/Subtype", "")) not in _NOTES]
    for one in kept:
        action = one.get("/A")
        if action is not None and str(action.get("/S", "")) in _RUNS:
            del one["/A"]
        _drop(one, ("/AA",))
    page.obj.Annots = pikepdf.Array(kept)
