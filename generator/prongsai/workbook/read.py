"""Read a workbook that came back: its hidden snapshot, and its cells as they are."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.confined import confined
from prongsai.storage.limits import MAX_FILE, BadFileError
from prongsai.workbook.read_cells import Warned, read_cells
from prongsai.workbook.sheet import Key, Sheet
from prongsai.workbook.sheets import BY_NAME
from prongsai.workbook.snapshot import HIDDEN, Base, BasePage
from prongsai.workbook.tables import SheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A sheet as it came back.

    Attributes:
        letters: the column in Excel of each field that is there.
        rows: those with any text, in order; a key may be empty in parts.
        lost: keys at the export, where the whole file is gone since.
    """

    sheet: Sheet
    base: BasePage
    letters: Mapping[str, str]
    rows: tuple[SheetRow, ...]
    lost: frozenset[Key] = frozenset()

    @property
    def first(self) -> str:
        """Return the letter of the first column that people see."""
        shown = (one.name for one in self.sheet.columns if not one.hidden)
        return next((self.letters[n] for n in shown if n in self.letters), "A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The whole workbook; sheets that were removed are not among `pages`."""

    base: Base
    pages: tuple[ReadPage, ...]
    warned: tuple[Warned, ...]


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook that this program made.

    Raises:
        OSError: it cannot be read.
    """
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    if path.stat().st_size > MAX_FILE:
        return False
    data = path.read_bytes()
    try:
        return confined(has_snapshot, data)
    except BadFileError:
        return False


def has_snapshot(data: bytes) -> bool:
    """Return whether an archive is a workbook with our hidden sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("xl/workbook.xml")
        if part.file_size > 1 << 20:
            return False
        return f'name="{HIDDEN}"'.encode() in archive.read(part)


def read_book(data: bytes) -> Returned:
    """Read a workbook.

    Raises:
        BadFileError: it is dangerous, damaged or too big; nothing was done.
        ModuleNotFoundError: openpyxl is not installed.
    """
    import openpyxl  # noqa: PLC0415 - an extra

    del openpyxl
    base, pages, warned = confined(read_cells, data)
    return Returned(
        base=base,
        pages=tuple(
            ReadPage(
                sheet=BY_NAME[name], base=base.pages[name], letters=letters, rows=rows
            )
            for name, letters, rows in pages
        ),
        warned=warned,
    )
