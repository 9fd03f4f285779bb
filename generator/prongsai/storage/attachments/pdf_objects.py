"""Everything in a PDF in addition to the text of its pages, with qpdf (pikepdf).

Notes, forms, bookmarks, properties, files inside, and all of that in earlier versions
of the file, which stay in it when a program only adds to its end.
"""

import io
import re
from collections.abc import Iterator

import pikepdf

from prongsai.storage.attachments import Trace, Unread
from prongsai.storage.attachments.packages import Inner
from prongsai.storage.attachments.pdf import read_pdf
from prongsai.storage.attachments.plain import plain_text, xml_words
from prongsai.storage.attachments.reading import Found

_END = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF")
_REMARK = re.compile(rb"(?:endobj|endstream)\s{1,9}%([^\r\n%][^\r\n]{0,999})")
_MOST_OUTSIDE = 1_000_000
"""Bytes that are searched of what no program shows."""

_MOST_VERSIONS = 8
_MOST_OBJECTS = 300_000
_MOST_DEEP = 12
_NOT_NOTES = frozenset({"/Link", "/Widget", "/Popup"})
_PERSONS = ("/Author",)


def read_objects(data: bytes, found: Found, read_inner: Inner) -> None:
    """Put every text of a PDF's objects into `found`, of earlier versions too."""
    with pikepdf.open(io.BytesIO(data)) as document:
        _document(document, found, read_inner)
    found.put(plain_text(_outside(data)))
    ends = [match.end() for match in _END.finditer(data) if match[1] != b"0"]
    if len(ends) < 2:
        return
    found.traces.add(Trace.REVISIONS)
    if len(ends) > _MOST_VERSIONS:
        found.unread.add(Unread.LIMIT)
    for end in ends[-1 - _MOST_VERSIONS : -1]:
        _version(data[:end], found)


def _outside(data: bytes) -> bytes:
    """Return what is before the first object, behind the end, and in remarks."""
    begin = data[: max(0, data.find(b" obj"))][:_MOST_OUTSIDE]
    end = data[data.rfind(b"%%EOF") :][:_MOST_OUTSIDE]
    return b"\n".join([begin, *_REMARK.findall(data), end]).replace(b"%", b" ")


def _version(data: bytes, found: Found) -> None:
    found.count(len(data))
    found.put(read_pdf(io.BytesIO(data), found.have).text or "")
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            _texts(document, found)
    except pikepdf.PdfError:
        found.unread.add(Unread.BROKEN)


def _document(document: pikepdf.Pdf, found: Found, read_inner: Inner) -> None:
    _texts(document, found)
    info = document.trailer.get("/Info", pikepdf.Dictionary())
    if any(str(info.get(name, "")).strip() for name in _PERSONS):
        found.traces.add(Trace.METADATA)
    for name, one in document.attachments.items():
        found.traces.add(Trace.EMBEDDED)
        read_inner(one.get_file().read_bytes(), name, found)


def _texts(document: pikepdf.Pdf, found: Found) -> None:
    strings: list[str] = []
    for number, one in enumerate(document.objects):
        if number > _MOST_OBJECTS:
            found.unread.add(Unread.LIMIT)
            break
        if isinstance(one, pikepdf.Stream) and _is_words(one):
            found.put(xml_words(_bytes_of(one, found).decode("utf-8", "replace")))
        if _is_note(one):
            found.traces.add(Trace.NOTES)
        strings += _strings(one, 0)
    found.put("\n".join(strings))


def _is_words(stream: pikepdf.Stream) -> bool:
    """Return whether a stream is properties (XMP) or a form in XML."""
    return stream.get("/Type") == "/Metadata" or stream.get("/Subtype") == "/XML"


def _is_note(one: object) -> bool:
    if not isinstance(one, pikepdf.Dictionary) or "/Rect" not in one:
        return False
    return str(one.get("/Subtype", "/Link")) not in _NOT_NOTES


def _bytes_of(stream: pikepdf.Stream, found: Found) -> bytes:
    data: bytes = stream.read_bytes()
    found.count(len(data))
    return data


def _strings(one: object, deep: int) -> Iterator[str]:
    """Yield the strings of an object and of those parts that are no objects."""
    if deep > _MOST_DEEP:
        return
    if isinstance(one, pikepdf.String):
        text = str(one)
        if len(text) > 2:
            yield text
    elif isinstance(one, pikepdf.Array):
        for part in one:
            if not _is_elsewhere(part):
                yield from _strings(part, deep + 1)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for _, part in one.items():  # noqa: PERF102 - pikepdf 9.0 has no values()
            if not _is_elsewhere(part):
                yield from _strings(part, deep + 1)


def _is_elsewhere(part: object) -> bool:
    return isinstance(part, pikepdf.Object) and part.is_indirect
