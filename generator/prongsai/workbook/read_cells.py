"""The cells of a workbook as they are; runs in a worker of its own."""

import contextlib
import io
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # openpyxl has no types

from prongsai.storage.archive import check_archive
from prongsai.storage.limits import MAX_COLUMNS, BadFileError
from prongsai.workbook.choices import chosen
from prongsai.workbook.columns import Column, Form, tidy
from prongsai.workbook.filled_cells import filled_cells
from prongsai.workbook.found_columns import columns_of, is_of, no_header, renamed
from prongsai.workbook.merged_cells import merged_cells
from prongsai.workbook.notes import Caution
from prongsai.workbook.safe_text import text_of
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.sheets import BY_NAME
from prongsai.workbook.snapshot import HIDDEN, LISTS, Base, BasePage, base_of
from prongsai.workbook.tables import SheetRow, code

_MAX_ROWS = 100_000
_EMPTY_ROWS = 500
_MAX_WARNED = 50

HEADERS = 10
"""The last row in which the headers are looked for: titles may be above them."""

UNKNOWN = "\0"
"""The mark of a cell whose value is not known: it stays as it is."""

COVERED = "\1"
"""The mark before the text of a cell that is merged into another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A warning: a message `warn-…`, the sheet's title, the cell."""

    code: Caution
    title: str
    cell: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


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
        self._others: dict[str, list[dict[int, str]]] | None = None
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
            title = self._title(BY_NAME[name], old, base)
            if title:
                pages.append(self._page(BY_NAME[name], old, title, tabs[old.title] > 1))
            else:
                self._warn("no-sheet", old.title)
        if self._values is not None:
            self._values.close()
        return base, tuple(pages), tuple(self._warned)

    def _warn(self, what: Caution, title: str, cell: str = "", **facts: str) -> None:
        warned = Warned(code=what, title=title, cell=cell, facts=facts)
        if len(self._warned) < _MAX_WARNED and warned not in self._warned:
            self._warned.append(warned)

    def _title(self, sheet: Sheet, old: BasePage, base: Base) -> str:
        """Return the title that a sheet has now; empty where it is gone."""
        if old.title in self._book.sheetnames:
            return old.title
        if self._others is None:
            known = {page.title for page in base.pages.values()} | {HIDDEN, LISTS}
            self._others = {
                title: self._first_rows(title)
                for title in self._book.sheetnames
                if title not in known
            }
        title = renamed(sheet, old, self._others)
        if title:
            self._warn("renamed", old.title, now=title)
        return title

    def _first_rows(self, title: str) -> list[dict[int, str]]:
        rows = self._book[title].iter_rows(max_row=HEADERS, max_col=MAX_COLUMNS)
        return [
            {at: str(cell.value) for at, cell in enumerate(row, 1) if cell.value}
            for row in rows
        ]

    def _page(self, sheet: Sheet, old: BasePage, title: str, shared: bool) -> Page:  # noqa: FBT001 - a fact, not a switch
        page = self._book[title]
        if (page.max_column or 0) > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        page.reset_dimensions()
        columns: dict[int, Column] = {}
        rows: list[SheetRow] = []
        for number, cells in self._filled(page, title):
            if not columns:
                columns = columns_of(sheet, old, cells)
                if number > HEADERS and not columns:
                    break
                continue
            if shared and not is_of(sheet, columns, cells):
                continue
            row = self._row(sheet, old, columns, number, cells)
            if row is not None:
                rows.append(row)
        if not columns:
            raise no_header(sheet, old)
        letters = {column.name: _letter(at) for at, column in columns.items()}
        for column in sheet.columns:
            filled_in = column.data or column.typed
            if filled_in and column.name in old.headers and column.name not in letters:
                self._warn("no-column", old.title, field=old.headers[column.name])
        return sheet.name, letters, tuple(rows)

    def _filled(self, page: Any, title: str) -> Iterator[tuple[int, dict[int, str]]]:  # noqa: ANN401 - openpyxl is untyped
        """Yield number and texts of every row that has any.

        Of merged cells only the first has a text; the others stay as they were.
        """
        empty = 0
        merged = merged_cells(page)
        masters: dict[tuple[int, int], str] = dict.fromkeys(merged.values(), "")
        for number, row in enumerate(filled_cells(page, MAX_COLUMNS), 1):
            if number > _MAX_ROWS:
                raise BadFileError("too-many-cells", limit=_MAX_ROWS)
            cells = {
                cell.column: text
                for cell in row
                if (text := self._text(cell, title)).strip()
            }
            if masters:
                self._fill(number, cells, merged, masters)
            empty = 0 if cells else empty + 1
            if empty > _EMPTY_ROWS:
                return
            if cells:
                yield number, cells

    def _fill(
        self,
        number: int,
        cells: dict[int, str],
        merged: Mapping[tuple[int, int], tuple[int, int]],
        masters: dict[tuple[int, int], str],
    ) -> None:
        """Give covered cells a mark with the text of their first cell."""
        for at, text in cells.items():
            if (number, at) in masters:
                masters[number, at] = text
        for (row, at), first in merged.items():
            if row == number and masters[first] and first[0] > 1:
                cells[at] = f"{COVERED}{masters[first]}"

    def _text(self, cell: Any, title: str) -> str:  # noqa: ANN401 - openpyxl is untyped
        if cell.data_type == "f":
            return self._formula(cell, title)
        return text_of(cell.value, cell.number_format or "")

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
                cell = f"{_letter(at)}{number}"
                self._warn("extra", old.title, cell, value=text[:60])
            elif not column.shown:
                covered = text.startswith(COVERED)
                text = text.removeprefix(COVERED)  # noqa: PLW2901 - the same text
                keeps = covered and not column.key
                if keeps:
                    self._warn("merged", old.title, f"{_letter(at)}{number}")
                found[column.name] = (
                    UNKNOWN
                    if keeps
                    else plain_text(column, old.labels.get(column.name, {}), text)
                )
        key = tuple(_key(column.name, found) for column in sheet.keys)
        given = {
            column.name: found.get(column.name, "")
            for column in columns.values()
            if column.data or column.typed
        }
        if not any(key) and not any(given.values()):
            return None
        return SheetRow(key=key, cells=given, number=number)


def plain_text(column: Column, known: Mapping[str, str], text: str) -> str:
    """Return the plain text of what somebody typed.

    Args:
        column: what it was typed into.
        known: the label of each value that may be chosen there.
        text: in words, as a person typed it.
    """
    if text == UNKNOWN:
        return UNKNOWN
    several = column.form in {Form.LINES, Form.ENTRIES}
    lines = text.splitlines() if several else [text]
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
