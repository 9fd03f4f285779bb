"""The objects of a PDF as they are written, with pypdf, where qpdf is not.

Those that are packed together in a stream are unpacked, so that none is concealed.
"""

import io
from collections.abc import Iterator
from typing import Any  # pypdf's own objects


def objects_of(data: bytes) -> Iterator[bytes]:
    """Yield each object as it is written, and the streams of a form in XML.

    Raises:
        Exception: pypdf's own, for a damaged file.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - optional, slow to import
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - optional, slow to import

    reader = PdfReader(io.BytesIO(data))
    numbers = {
        *((number, kind) for kind, of in reader.xref.items() for number in of),
        *((number, 0) for number in reader.xref_objStm),
    }
    for number, kind in sorted(numbers):
        one = reader.get_object(IndirectObject(number, kind, reader))
        if one is not None:
            yield _text(one)
    yield from _forms(reader.root_object)


def _text(one: Any) -> bytes:  # noqa: ANN401 - any object
    """Return an object as it is written, a stream without its bytes."""
    from pypdf.generic import DictionaryObject, StreamObject  # noqa: PLC0415 - optional

    out = io.BytesIO()
    if isinstance(one, StreamObject):
        DictionaryObject.write_to_stream(one, out)
    else:
        one.write_to_stream(out)
    return out.getvalue()


def _forms(root: Any) -> Iterator[bytes]:  # noqa: ANN401 - pypdf's own dictionary
    form = root.get("/AcroForm")
    xfa = form.get_object().get("/XFA") if form is not None else None
    if xfa is None:
        return
    parts = xfa.get_object()
    for one in parts if isinstance(parts, list) else [parts]:
        found = one.get_object()
        if hasattr(found, "get_data"):
            yield found.get_data()
