"""Which reader a manual needs, by the end of its name."""

from dataclasses import replace
from pathlib import PurePath

from prongsai.importing.read.readers import READERS, read_untrusted
from prongsai.importing.read.text import decode
from prongsai.rules.manual import (
    Manual,
    ManualRow,
    from_document,
    with_repaired_text,
)
from prongsai.rules.pdf import read_pdf
from prongsai.rules.pictures import can_read_pictures, read_picture
from prongsai.rules.review import pictures_of
from prongsai.rules.text import from_text
from prongsai.storage.confined import Budget, Limits, confined
from prongsai.storage.limits import MAX_FILE, BadFileError
from prongsai.storage.refusals import ManualRefusal

_PLAIN = frozenset({".txt", ".md"})
_SHARP = 3.5
"""Pixels a point of pictures that are read: 250 an inch."""
_LIMITS = Limits(seconds=120, clock=600, memory=2_000_000_000)
"""A manual has hundreds of ruled pages, and comes from the assessor's own website."""


def read_manual(name: str, data: bytes, *, ocr: bool = False) -> Manual:
    """Read a manual from a PDF, Word, Excel, HTML or text file.

    With `ocr` a page of a PDF without text is read from its picture.

    Raises:
        BadFileError: it is of another kind, damaged, or nothing of it can be read.
    """
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF"):
        budget = Budget(limits=_LIMITS)
        manual = confined(read_pdf, name, data, budget=budget)
        return _with_pictures(with_repaired_text(manual), data, budget, ocr=ocr)
    if len(data) > MAX_FILE:
        facts = {"size": len(data) // 1_000_000, "limit": MAX_FILE // 1_000_000}
        raise BadFileError("file-too-big", **facts)
    if ending in _PLAIN:
        return with_repaired_text(confined(read_plain, name, data))
    if ending not in READERS:
        raise BadFileError(
            "unknown-kind", file=name, known=" ".join((".pdf", *READERS))
        )
    return with_repaired_text(
        from_document(read_untrusted(READERS[ending], name, data))
    )


def read_plain(name: str, data: bytes) -> Manual:
    """Read a manual from plain text; this runs in the worker."""
    return from_text(name, decode(data))


def _with_pictures(manual: Manual, data: bytes, budget: Budget, *, ocr: bool) -> Manual:
    """Put the lines of pages that are pictures in their places.

    Raises:
        BadFileError: every page is a picture, and none can be read.
    """
    read: dict[int, tuple[ManualRow, ...]] = {}
    if ocr and manual.blank and can_read_pictures():
        blank = manual.blank
        pictures = confined(pictures_of, data, blank, _SHARP, budget=budget)
        read = {page: read_picture(page, picture) for page, picture in pictures.items()}
    found = {page: rows for page, rows in read.items() if rows}
    if not manual.rows and not found:
        offered = can_read_pictures() and not ocr
        code: ManualRefusal = "pdf-only-pictures" if offered else "pdf-without-text"
        raise BadFileError(code, file=manual.name)
    rows = (*manual.rows, *(row for rows in found.values() for row in rows))
    return replace(
        manual,
        rows=tuple(sorted(rows, key=lambda row: row.page or 0)),
        blank=tuple(page for page in manual.blank if page not in found),
        pictured=tuple(found),
    )
