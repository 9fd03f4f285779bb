"""Read a workbook that came back: its hidden snapshot, and its cells as they are."""

import contextlib
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # openpyxl has no types

from prongsai.storage.archive import check_archive
from prongsai.storage.confined import confined
from prongsai.storage.limits import MAX_COLUMNS, MAX_FILE, BadFileError
from prongsai.workbook.choices import chosen
from prongsai.workbook.columns import Column, Form, tidy
from prongsai.workbook.found_columns import columns_of, is_of
from prongsai.workbook.safe_text import text_of
from prongsai.workbook.sheet import Key, Sheet
from prongsai.workbook.sheets import BY_NAME
from prongsai.workbook.snapshot import HIDDEN, Base, BasePage, base_of
from prongsai.workbook.tables import SheetRow, code
from prongsai.workbook.write import HEAD

_MAX_ROWS = 100_000
_EMPTY_ROWS = 500
_MAX_WARNED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning: a message `warn-…`, the sheet's title, the cell."""

    code: str
    title: str
    cell: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


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
    """Return whether a file is a workbook that this program made."""
    if path.suffix.lower() != ".xlsx" or path.stat().st_size > MAX_FILE:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            part = archive.getinfo("xl/workbook.xml")
            if part.file_size > 1 << 20:
                return False
            return f'name="{HIDDEN}"'.encode() in archive.read(part)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    except zipfile.zlib.error:  # type: ignore[attr-defined]  # not in its stubs
        return False


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


Page = tuple[str, Mapping[str, str], tuple[SheetRow, ...]]
"""The name of a sheet, its letters and its rows."""

Cells = tuple[Base, tuple[Page, ...], tuple[Warned, ...]]


def read_cells(data: bytes) -> Cells:
    """Read a workbook as plain values; this is what runs in the worker."""
    check_archive(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True)
            with contextlib.closing(book):
                return _Reader(book, data).read()
    except (BadFileError, MemoryError):
        raise
    except Exception as error:
        raise BadFileError("broken-archive") from error


class _Reader:
    """Reads one workbook; formulas are looked up in a second reading if there are."""

    def __init__(self, book: Any, data: bytes) -> None:  # noqa: ANN401 - untyped
        self._book, self._data = book, data
        self._values: Any = None
        self._warned: list[Warned] = []

    def read(self) -> Cells:
        hidden = (
            (str(row[0]), str(row[1] or ""))
            for row in self._book[HIDDEN].iter_rows(max_col=2, values_only=True)
            if row and row[0] is not None
        )
        base = base_of(list(hidden))
        pages = []
        tabs = Counter(old.title for old in base.pages.values())
        for name, old in base.pages.items():
            if name not in BY_NAME:
                continue
            if old.title in self._book.sheetnames:
                pages.append(self._page(BY_NAME[name], old, tabs[old.title] > 1))
            else:
                self._warn("no-sheet", old.title)
        if self._values is not None:
            self._values.close()
        return base, tuple(pages), tuple(self._warned)

    def _warn(self, what: str, title: str, cell: str = "", **facts: str) -> None:
        warned = Warned(code=what, title=title, cell=cell, facts=facts)
        if len(self._warned) < _MAX_WARNED and warned not in self._warned:
            self._warned.append(warned)

    def _page(self, sheet: Sheet, old: BasePage, shared: bool) -> Page:  # noqa: FBT001 - a fact, not a switch
        page = self._book[old.title]
        if (page.max_column or 0) > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        page.reset_dimensions()
        columns: dict[int, Column] = {}
        rows: list[SheetRow] = []
        for number, cells in self._filled(page, old.title):
            if not columns:
                columns = columns_of(sheet, old, cells)
                continue
            if shared and not is_of(sheet, columns, cells):
                continue
            row = self._row(sheet, old, columns, number, cells)
            if row is not None:
                rows.append(row)
        letters = {column.name: _letter(at) for at, column in columns.items()}
        for column in sheet.columns:
            filled_in = column.data or column.typed
            if filled_in and column.name in old.headers and column.name not in letters:
                self._warn("no-column", old.title, field=old.headers[column.name])
        return sheet.name, letters, tuple(rows)

    def _filled(self, page: Any, title: str) -> Iterator[tuple[int, dict[int, str]]]:  # noqa: ANN401 - openpyxl is untyped
        """Yield number and texts of every row from the headers on that has any."""
        empty = 0
        rows = page.iter_rows(min_row=HEAD, max_col=MAX_COLUMNS)
        for number, row in enumerate(rows, HEAD):
            if number > _MAX_ROWS:
                raise BadFileError("too-many-cells", limit=_MAX_ROWS)
            cells = {
                at: text
                for at, cell in enumerate(row, 1)
                if (text := self._text(cell, title)).strip()
            }
            empty = 0 if cells else empty + 1
            if empty > _EMPTY_ROWS:
                return
            if cells:
                yield number, cells

    def _text(self, cell: Any, title: str) -> str:  # noqa: ANN401 - openpyxl is untyped
        value = cell.value
        if value is None:
            return ""
        if cell.data_type == "f":
            return self._formula(cell, title)
        return text_of(value, cell.number_format or "")

    def _formula(self, cell: Any, title: str) -> str:  # noqa: ANN401 - openpyxl is untyped
        """Return the value that Excel kept; a mark where it kept none."""
        from openpyxl import load_workbook  # noqa: PLC0415 - openpyxl is slow to load

        if self._values is None:
            self._values = load_workbook(io.BytesIO(self._data), data_only=True)
        value = self._values[title][cell.coordinate].value
        if value is None:
            self._warn("formula-empty", title, cell.coordinate)
            return UNKNOWN
        text = text_of(value, cell.number_format or "")
        self._warn("formula", title, cell.coordinate, value=text)
        return text

    def _row(
        self,
        sheet: Sheet,
        old: BasePage,
        columns: Mapping[int, Column],
        number: int,
        cells: Mapping[int, str],
    ) -> SheetRow | None:
        found: dict[str, str] = {}
        for at, text in cells.items():
            column = columns.get(at)
            if column is None:
                self._warn(
                    "extra", old.title, f"{_letter(at)}{number}", value=text[:60]
                )
            elif not column.shown:
                found[column.name] = _plain(column, old, text)
        key = tuple(_key(column.name, found) for column in sheet.keys)
        given = {
            column.name: found.get(column.name, "")
            for column in columns.values()
            if column.data or column.typed
        }
        if not any(key) and not any(given.values()):
            return None
        return SheetRow(key=key, cells=given, number=number)


UNKNOWN = "\0"
"""The mark of a formula that has no computed value."""


def _plain(column: Column, old: BasePage, text: str) -> str:
    if text == UNKNOWN:
        return UNKNOWN
    known = old.labels.get(column.name, {})
    lines = text.splitlines() if column.form is Form.LINES else [text]
    words = (" ".join(line.split()) for line in lines)
    if known:
        text = "\n".join(chosen(line, known) for line in words)
    return tidy(column, text)


def _key(name: str, found: Mapping[str, str]) -> str:
    text = found.get(name, "")
    return code(text) if name == "code" else text


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    return str(get_column_letter(number))
