"""The first page of a PDF, or a picture made small, to compare versions of a file.

Kept by the hash of the file, below `build/cache/first-pages/`.
"""

import importlib.util
import io
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.storage.confined import StoppedError, confined
from prongsai.storage.hashed import bytes_of
from prongsai.storage.write import write_cache

if TYPE_CHECKING:
    import PIL.Image

_DRAWN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
WIDTH = 480
"""Pixels of the picture: enough to read headings."""

_BEGINNING = 200
"""Letters that tell one version from another."""


def first_page(data: bytes, sha256: str, cache: Path | None) -> bytes | None:
    """Return the first page as PNG; None where there is none, or it cannot be drawn.

    Nothing is kept where `cache` is None.
    """
    if not data.startswith(_DRAWN) or not _can_draw():
        return None
    kept = cache / f"{sha256}.png" if cache else None
    if kept and kept.is_file():
        return bytes_of(kept) or None
    try:
        picture = confined(drawn, data)
    except StoppedError:
        picture = b""
    if kept:
        write_cache(kept, picture)
    return picture or None


def beginning(data: bytes, sha256: str, cache: Path | None) -> str:
    """Return how the first page of a PDF begins; empty where that cannot be read."""
    if not data.startswith(b"%PDF-") or not _can_draw():
        return ""
    kept = cache / f"{sha256}.txt" if cache else None
    if kept and kept.is_file():
        return kept.read_text(encoding="utf-8")
    try:
        text = str(confined(first_words, data))[:_BEGINNING]
    except StoppedError:
        text = ""
    if kept:
        write_cache(kept, text.encode())
    return text


def _can_draw() -> bool:
    wanted = ("pypdfium2", "PIL")
    return all(importlib.util.find_spec(name) is not None for name in wanted)


def drawn(data: bytes) -> bytes:
    """Return a file as a small PNG, nothing where it cannot be drawn."""
    picture = opened(data, WIDTH)
    if picture is None:
        return b""
    out = io.BytesIO()
    picture.convert("RGB").quantize(64).save(out, "PNG")
    return out.getvalue()


def opened(data: bytes, side: int) -> "PIL.Image.Image | None":
    """Return the first page `side` pixels wide, or a picture no larger than that.

    Only the worker calls it: the bytes are those of somebody else.
    """
    import PIL.Image  # noqa: PLC0415 - only in the worker
    import PIL.ImageOps  # noqa: PLC0415 - only in the worker

    try:
        if data.startswith(b"%PDF-"):
            return _page(data, side)
        picture = PIL.Image.open(io.BytesIO(data))
        turned = PIL.ImageOps.exif_transpose(picture)
        turned.thumbnail((side, side), PIL.Image.Resampling.LANCZOS)
    except (IndexError, ValueError, OSError, MemoryError, SyntaxError):
        return None
    return turned


def first_words(data: bytes) -> str:
    """Return the text of the first page of a PDF, empty where it has none.

    Only the worker calls it, as `opened`.
    """
    if not data.startswith(b"%PDF-"):
        return ""
    import pypdfium2  # noqa: PLC0415 - an extra, and only in the worker

    try:
        text: str = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return ""
    return " ".join(text.split())


def _page(data: bytes, width: int) -> "PIL.Image.Image | None":
    import pypdfium2  # noqa: PLC0415 - an extra, and only in the worker

    try:
        page = pypdfium2.PdfDocument(data)[0]
        drawn: PIL.Image.Image = page.render(
            scale=width / max(page.get_width(), 1)
        ).to_pil()
    except pypdfium2.PdfiumError:
        return None
    return drawn
