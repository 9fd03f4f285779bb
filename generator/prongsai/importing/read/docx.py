"""Word files through Mammoth: the one module that uses it."""

import io
import re
from typing import Any

from prongsai.importing.read.document import Document, Table, Warned
from prongsai.importing.read.markup import blocks
from prongsai.storage.archive import check_archive
from prongsai.storage.limits import BadFileError

_PICTURE = re.compile(r"word/media/|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)$")
_STYLES = "\n".join(
    f"p[style-name='{name}'] => p:fresh"
    for name in ("List Paragraph", "Body Text", "Normal", "No Spacing")
)


def read_docx(name: str, data: bytes) -> Document:
    """Read paragraphs, lists and tables of a .docx file; pictures are only counted."""
    members = check_archive(data)
    if "word/document.xml" not in members:
        raise BadFileError("not-word")
    try:
        import mammoth  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise BadFileError("needs-extra") from None
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_no_picture),
            include_embedded_style_map=False,
        ).value
    except (RecursionError, MemoryError):
        raise BadFileError("too-deep", limit="") from None
    except Exception as error:
        raise BadFileError("broken-archive") from error
    found = blocks(html)
    pictures = sum(1 for member in members if _PICTURE.search(member.lower()))
    if pictures and not any(isinstance(block, Table) for block in found):
        raise BadFileError("only-pictures")
    warned = (
        (Warned(code="pictures", facts=(("count", str(pictures)),)),)
        if pictures
        else ()
    )
    return Document(name=name, blocks=tuple(found), warned=warned)


def _no_picture(image: Any) -> dict[str, str]:  # noqa: ANN401 - Mammoth is untyped
    del image
    return {"src": ""}
