"""The first page of a PDF, or a picture made small, to compare versions of a file.

Kept by the hash of the file, below `build/cache/first-pages/`.
"""

import importlib.util
import io
from pathlib import Path

from prongsai.storage.confined import StoppedError, confined
from prongsai.storage.write import write_cache

_DRAWN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
WIDTH = 480
"""Pixels of the picture: enough to read headings."""


def first_page(data: bytes, sha256: str, cache: Path) -> bytes | None:
    """Return the first page as PNG; None where there is none, or it cannot be drawn."""
    if not data.startswith(_DRAWN) or not _can_draw():
        return None
    kept = cache / f"{sha256}.png"
    if kept.is_file():
        return kept.read_bytes() or None
    try:
        picture = confined(drawn, data)
    except StoppedError:
        picture = b""
    write_cache(kept, picture)
    return picture or None


def _can_draw() -> bool:
    wanted = ("pypdfium2", "PIL")
    return all(importlib.util.find_spec(name) is not None for name in wanted)


def drawn(data: bytes) -> bytes:
    """Return a file as a small PNG, nothing where it cannot be drawn."""
    import PIL.Image  # noqa: PLC0415 - an extra, and only in the worker
    import pypdfium2  # noqa: PLC0415 - an extra, and only in the worker

    try:
        if data.startswith(b"%PDF-"):
            page = pypdfium2.PdfDocument(data)[0]
            picture = page.render(scale=WIDTH / max(page.get_width(), 1)).to_pil()
        else:
            picture = PIL.Image.open(io.BytesIO(data))
            picture.thumbnail((WIDTH, WIDTH))
        out = io.BytesIO()
        picture.convert("RGB").quantize(64).save(out, "PNG")
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError, MemoryError):
        return b""
    return out.getvalue()
