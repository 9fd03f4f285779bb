"""Small pictures for pages: the first page of a document, a seal, a face.

They are made in the worker and kept by the hash of the file, in `build/cache/small/`.
The small one has nothing of what a picture may keep unseen (place, camera).
"""

import base64
import dataclasses
import importlib.util
import io
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.attachments.first_page import first_words, opened
from prongsai.storage.confined import Budget, StoppedError, confined
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

PAGE, MARK = 200, 144
"""Pixels: the width of a document's first page, the longer side of a seal or face."""

_LARGEST = 30_000_000
_STARTS = (b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff")
_BEGINNING = 400
"""Letters of a document's first page that the search knows."""

_READER = "2"
"""Changes when the same file gives another picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A small picture: `ending` is that of its format, sizes are in pixels.

    `text` is how the first page of a document begins; empty where it is a scan.
    """

    data: bytes
    ending: str
    width: int
    height: int
    text: str = ""


_NONE = Small(data=b"", ending="", width=0, height=0)


def small(
    path: Path,
    sha256: str,
    head: bytes,
    size: int,
    cache: Path,
    budget: Budget | None = None,
) -> Small | None:
    """Return the small picture of a file below an agency; None where there is none.

    Args:
        path: the file; below the `files/` of a year it is a document, else a mark.
        sha256: the hash of its bytes.
        head: its first bytes.
        size: how many there are.
        cache: the folder where pictures are kept.
        budget: what other readers of the file have left.
    """
    if not head.startswith(_STARTS) or size > _LARGEST or not _can_draw(head):
        return None
    document = path.parent.parent.name.isdigit() or head.startswith(b"%PDF-")
    side = PAGE if document else MARK
    kept = cache / f"{sha256}-{side}.json"
    known = _load(kept)
    if known is None:
        known = _made(path, side, budget)
        write_cache(kept, _saved(known))
    return known if known.data else None


def _can_draw(head: bytes) -> bool:
    wanted = ("pypdfium2", "PIL") if head.startswith(b"%PDF-") else ("PIL",)
    return all(importlib.util.find_spec(name) is not None for name in wanted)


def _made(path: Path, side: int, budget: Budget | None) -> Small:
    try:
        made: Small = confined(shrunk, path.read_bytes(), side, budget=budget)
    except (StoppedError, OSError):
        return _NONE
    return made


def shrunk(data: bytes, side: int) -> Small:
    """Return the small picture of a file; one without bytes where that fails."""
    picture = opened(data, side)
    if picture is None:
        return _NONE
    out = io.BytesIO()
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        ending = "png"
        picture.convert("RGBA").quantize(128).save(out, "PNG", optimize=True)
    else:
        ending = "webp"
        picture.convert("RGB").save(out, "WEBP", quality=60, method=6)
    return Small(
        data=out.getvalue(),
        ending=ending,
        width=picture.width,
        height=picture.height,
        text=first_words(data)[:_BEGINNING],
    )


def _load(kept: Path) -> Small | None:
    saved = unsealed(kept)
    try:
        if saved is None or saved["reader"] != _READER:
            return None
        return Small(
            data=base64.b64decode(saved["data"]),
            ending=str(saved["ending"]),
            width=int(saved["width"]),
            height=int(saved["height"]),
            text=str(saved["text"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _saved(made: Small) -> bytes:
    fields = dataclasses.asdict(made)
    data = base64.b64encode(made.data).decode()
    return sealed({**fields, "data": data, "reader": _READER})
