"""Read a PDF with pypdf (extra `[check]`); without it the text is unknown."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO  # pypdf's own objects

from prongsai.storage.attachments import Facts, FileKind, Lock, Trouble, Unread

MAX_PAGES = 400
_FEW = 3
"""Words that a page has at least; a scan has its number."""

_DRAWN = 2_000
"""Bytes of drawing that an empty page does not have."""
MAX_TEXT = 2_000_000
_FIELDS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")


def read_pdf(stream: BinaryIO, have: frozenset[str]) -> Facts:
    """Return the facts of a PDF; if pypdf fails, it counts as broken."""
    if "pypdf" not in have:
        return Facts(kind=FileKind.PDF, trouble=Trouble.NO_READER)
    from pypdf import PdfReader  # noqa: PLC0415 - optional, slow to import
    from pypdf.errors import DependencyError  # noqa: PLC0415 - pypdf is not always installed

    stream.seek(0)
    with _quiet():
        try:
            reader = PdfReader(stream)
            if reader.is_encrypted and not _have_cipher(
                reader.trailer["/Encrypt"], have
            ):
                return Facts(kind=FileKind.PDF, lock=Lock.UNKNOWN)
            if reader.is_encrypted and not reader.decrypt(""):
                return Facts(kind=FileKind.PDF, lock=Lock.LOCKED)
            return _read(reader.pages, reader.metadata or {})
        except DependencyError:
            return Facts(kind=FileKind.PDF, lock=Lock.UNKNOWN)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - damaged files raise anything
            return Facts(kind=FileKind.PDF, trouble=Trouble.BROKEN)


def _have_cipher(encryption: Any, have: frozenset[str]) -> bool:  # noqa: ANN401 - pypdf's own dictionary
    """Return whether pypdf can open it: AES (version 4 on) needs `cryptography`."""
    return bool(encryption["/V"] < 4) or "cryptography" in have


def _read(pages: Sequence[Any], metadata: Mapping[str, object]) -> Facts:
    texts: list[str] = []
    length, trouble, drawn = 0, Trouble.NONE, False
    for number, page in enumerate(pages):
        if number >= MAX_PAGES or length > MAX_TEXT:
            trouble = Trouble.LIMIT
            break
        texts.append(page.extract_text())
        length += len(texts[-1])
        drawn = drawn or (len(texts[-1].split()) < _FEW and _shows_something(page))
    known = ((name, metadata.get(f"/{name}")) for name in _FIELDS)
    return Facts(
        kind=FileKind.PDF,
        pages=len(pages),
        text="\n\f".join(texts),
        metadata=tuple((name, str(value)) for name, value in known if value),
        trouble=trouble,
        unread=(Unread.PICTURE,) if drawn else (),
    )


def _shows_something(page: Any) -> bool:  # noqa: ANN401 - pypdf's own page
    """Return whether a page without text has pictures, or is drawn by many lines."""
    resources = page.get("/Resources")
    contents = page.get_contents()
    return bool(resources and resources.get_object().get("/XObject")) or (
        contents is not None and len(contents.get_data()) > _DRAWN
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's warnings out of the officer's terminal."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
