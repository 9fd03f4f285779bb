"""What a PDF runs is found where qpdf is not: in a browser's tab."""

import io

import pikepdf

from each import each
from prongsai.storage.attachments import Runs
from prongsai.storage.attachments.read import facts_of

PLAIN = frozenset({"pypdf"})


def packed(document: pikepdf.Pdf) -> bytes:
    """Return a PDF whose objects are packed together: its bytes show none of them."""
    stream = io.BytesIO()
    document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    data = stream.getvalue()
    assert b"/JavaScript" not in data
    assert b"javascript" not in data
    return data


def document() -> pikepdf.Pdf:
    made = pikepdf.new()
    made.add_blank_page()
    return made


def script() -> pikepdf.Pdf:
    made = document()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.Root.OpenAction = made.make_indirect(action)
    return made


def link(address: str) -> pikepdf.Pdf:
    made = document()
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
    one = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(one)])
    return made


def form(xml: bytes) -> pikepdf.Pdf:
    made = document()
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(xml))
    return made


RUNNING = {
    "a script": script(),
    "a link to a script": link("javascript:alert(1)"),
    "a script of a form": form(b"<template><script>1</script></template>"),
}
HARMLESS = {
    "nothing": document(),
    "a link": link("https://www.example.go.th/"),
    "a form": form(b"<template><description/></template>"),
}


@each("what", RUNNING)
def test_what_runs_is_found(what: str) -> None:
    assert facts_of(packed(RUNNING[what]), PLAIN).runs is Runs.SCRIPT


@each("what", HARMLESS)
def test_what_offices_have_is_not_taken_for_it(what: str) -> None:
    assert facts_of(packed(HARMLESS[what]), PLAIN).runs is Runs.NOTHING


def test_a_damaged_one_is_searched_as_it_is() -> None:
    data = b"%PDF-1.7\n1 0 obj\n<</S /JavaScript /JS (a)>>\nendobj\n"
    assert facts_of(data, PLAIN).runs is Runs.SCRIPT
    assert (
        facts_of(data.replace(b"/JavaScript /JS", b"/A /B"), PLAIN).runs is Runs.NOTHING
    )
