"""Whether somebody has filled in an exported workbook, and a name that is free."""

import itertools
from collections.abc import Mapping
from pathlib import Path

from prongsai.storage.limits import BadFileError
from prongsai.workbook.read import ReadPage, is_workbook, read_book


def free_name(path: Path) -> Path:
    """Return the name for a new export: another one where work would be lost.

    Only a workbook of this program that is as it was exported may be overwritten.

    Raises:
        OSError: what is there cannot be read.
    """
    if not path.exists() or _is_untouched(path):
        return path
    names = (path.with_stem(f"{path.stem} ({n})") for n in itertools.count(2))
    return next(name for name in names if not name.exists())


def _is_untouched(path: Path) -> bool:
    if not is_workbook(path):
        return False
    try:
        returned = read_book(path.read_bytes())
    except BadFileError:
        return False
    same = len(returned.pages) == len(returned.base.pages)
    return same and not returned.warned and all(map(_is_as_exported, returned.pages))


def _is_as_exported(page: ReadPage) -> bool:
    """Compare the rows that hold anything: rows to be filled in are prepared empty."""
    rows = [(row.key, _filled(row.cells)) for row in page.rows]
    filled = [(key, cells) for key, cells in rows if cells]
    before = {key: _filled(cells) for key, cells in page.base.rows.items()}
    emptied = any(before.get(key) for key, cells in rows if not cells)
    return dict(filled) == before and len(filled) == len(before) and not emptied


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if text}
