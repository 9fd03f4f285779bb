"""Keep the sheets of spreadsheets by the hash of the file, next to its facts."""

import hashlib
from pathlib import Path

from prongsai.storage.attachments import Sheet
from prongsai.storage.attachments.sheets import ENDINGS, read_sheets
from prongsai.storage.confined import Budget, StoppedError, confined
from prongsai.storage.hashed import bytes_of
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

_EDITION = 1
"""Raise it when the same bytes would give other sheets."""
_SMALL = 200_000
"""Bytes of a CSV file that needs no worker: it is plain text."""


def cached_sheets(
    path: Path, sha256: str, folder: Path, budget: Budget | None = None
) -> tuple[Sheet, ...]:
    """Return the sheets of `path`, none where its name is of no spreadsheet."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        return ()
    kept = folder / f"{sha256}{ending}.json"
    known = _load(kept)
    if known is not None:
        return known
    data = bytes_of(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        return ()  # it was changed meanwhile; `cached_facts` says so
    sheets = _read(data, ending, budget)
    made = [{"title": one.title, "rows": one.rows} for one in sheets]
    write_cache(kept, sealed({"reader": _EDITION, "sheets": made}))
    return sheets


def _read(data: bytes, ending: str, budget: Budget | None) -> tuple[Sheet, ...]:
    if ending == ".csv" and len(data) <= _SMALL:
        return read_sheets(data, ending)
    try:
        return confined(read_sheets, data, ending, budget=budget)
    except StoppedError:
        return ()


def _load(kept: Path) -> tuple[Sheet, ...] | None:
    saved = unsealed(kept)
    try:
        if saved is None or saved["reader"] != _EDITION:
            return None
        return tuple(
            Sheet(title=one["title"], rows=tuple(map(tuple, one["rows"])))
            for one in saved["sheets"]
        )
    except (KeyError, TypeError):
        return None
