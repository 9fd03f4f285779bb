"""Excel files through openpyxl: the sheets as they are shown."""

import contextlib
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # openpyxl has no types

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.cell_look import is_unseen
from prongsai.importing.read.document import (
    Line,
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceTable,
    Spot,
    Warned,
)
from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.rich_text import rich_text
from prongsai.importing.read.sheet import Layout, layouts
from prongsai.storage.archive import check_archive
from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError
from prongsai.thai.cell import shown
from prongsai.thai.pasted import clean
from prongsai.thai.symbols import is_symbol_font, of_font

_MOST_WARNINGS = 20
_EMPTY_ROWS = 200
"""So many empty rows in a row end a sheet, whatever size it claims to have."""

_LONGEST_TICK = 3
_NAMED_BY_EXCEL = re.compile(
    r"(?:sheet|worksheet|table|แผ่นงานที่|แผ่นงาน|แผ่นที่|แผ่น|ชีต|ชีท)\s*\d*(?:\s*\(\d+\))?",
    re.IGNORECASE,
)

Formulas = dict[tuple[str, int, int], tuple[str, bool]]
Rows = dict[int, dict[int, str]]
"""A run of rows with text, by the numbers of row and column."""


def read_xlsx(name: str, data: bytes) -> SourceDocument:
    """Read every visible sheet as tables: values as shown, formulas with a warning."""
    members = check_archive(data)
    if "xl/workbook.xml" not in members:
        raise BadFileError("not-excel")
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise BadFileError("needs-extra") from None
    noticed = Noticed()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, rich_text=True
            )
            formulas = _formulas(load_workbook(io.BytesIO(data), read_only=True))
            with contextlib.closing(values):
                blocks = tuple(_blocks(values, layouts(data), formulas, noticed))
    except (BadFileError, MemoryError):
        raise
    except Exception as error:
        raise BadFileError("broken-archive") from error
    for member in members:
        if re.match(r"xl/media/", member):
            noticed.add("pictures")
        elif re.match(r"xl/drawings/charts?/|xl/charts/chart", member):
            noticed.add("objects")
    warned = (*noticed.warned(), *list(_told(formulas))[:_MOST_WARNINGS])
    return SourceDocument(name=name, blocks=blocks, warned=warned)


def _told(formulas: Formulas) -> Iterator[Warned]:
    """Yield a warning for each formula, by what Excel has computed."""
    for (sheet, _, _), (cell, has_value) in formulas.items():
        code: LeftOut = "formula" if has_value else "formula-without-value"
        yield Warned(code=code, facts=(("sheet", sheet), ("cell", cell)))


def _blocks(
    book: Any,  # noqa: ANN401 - openpyxl is untyped
    laid_out: dict[str, Layout],
    formulas: Formulas,
    noticed: Noticed,
) -> Iterator[Paragraph | SourceTable]:
    tables = cells = 0
    for page in book.worksheets:
        if page.sheet_state != "visible":
            noticed.add("hidden-sheets", page.title)
            continue
        sheet = _Sheet(
            page=page,
            layout=laid_out.get(page.title, Layout()),
            formulas=formulas,
            noticed=noticed,
        )
        yield Paragraph(
            text="" if _NAMED_BY_EXCEL.fullmatch(page.title) else clean(page.title)
        )
        wide = 0
        for rows in sheet.runs():
            yield from (headings := list(_headings(rows)))
            if not rows:
                continue
            after_blank = wide > 0 and not headings
            wide = max(wide, *map(max, rows.values()))
            tables += 1
            cells += sum(map(len, rows.values()))
            if cells > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            yield sheet.table(tables, rows, wide, after_blank=after_blank)
        for comment in sheet.layout.comments:
            noticed.add("comments", comment)


def _headings(rows: Rows) -> Iterator[Paragraph]:
    """Take the lone cells above a table away: they are its headings."""
    while rows and len(rows[min(rows)]) == 1:
        (text,) = rows.pop(min(rows)).values()
        yield Paragraph(text=clean(text))


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """One sheet as it is shown."""

    page: Any  # openpyxl is untyped
    layout: Layout
    formulas: Formulas
    noticed: Noticed
    _emptied: set[tuple[int, int]] = field(default_factory=set)

    def runs(self) -> Iterator[Rows]:
        """Yield runs of rows with text; empty rows part them."""
        rows: Rows = {}
        empty = total = 0
        for number, row in enumerate(self.page.iter_rows(), 1):
            filled = self._row(number, row)
            empty = 0 if filled else empty + 1
            total += bool(filled)
            if total > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            if filled:
                rows[number] = filled
            elif rows and number not in self.layout.hidden_rows:
                yield rows
                rows = {}
            if empty > _EMPTY_ROWS:
                break
        if rows:
            yield rows

    def _row(self, number: int, row: Any) -> dict[int, str]:  # noqa: ANN401 - openpyxl is untyped
        values = {at: cell for at, cell in enumerate(row, 1) if cell.value is not None}
        texts = {column: self._text(cell) for column, cell in values.items()}
        filled = {column: text for column, text in texts.items() if text}
        self._emptied |= {(number, column) for column in {*texts} - {*filled}}
        self._without_value(number, filled)
        if filled and max(filled) > MAX_COLUMNS:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
        if number in self.layout.hidden_rows:
            if filled:
                words = " ".join(filled.values())
                self.noticed.add("hidden-rows", words, sheet=self.page.title)
            return {}
        hidden = self.layout.hidden_columns & set(filled)
        for column in sorted(hidden):
            words = filled.pop(column)
            self.noticed.add("hidden-columns", words, sheet=self.page.title)
        return filled

    def _without_value(self, number: int, filled: Mapping[int, str]) -> None:
        """Note the formulas of a row that Excel has not computed."""
        for column in range(1, (self.page.max_column or 0) + 1):
            known = self.formulas.get((self.page.title, number, column))
            if known and column not in filled:
                self.formulas[self.page.title, number, column] = known[0], False
                self._emptied.add((number, column))

    def _text(self, cell: Any) -> str:  # noqa: ANN401 - openpyxl is untyped
        if getattr(cell.font, "strike", False):
            self.noticed.add("struck-text", str(cell.value), sheet=self.page.title)
            return ""
        painted = self.layout.is_painted(cell.row, cell.column)
        parts = self.layout.rich.get((cell.row, cell.column), cell.value)
        if isinstance(parts, list):
            return rich_text(
                parts,
                self.page.title,
                self.noticed,
                lambda font: is_unseen(font, cell.fill, painted=painted),
            )
        if is_unseen(cell.font, cell.fill, painted=painted):
            self.noticed.add("unseen-text", str(cell.value), sheet=self.page.title)
            return ""
        text = shown(cell.value, cell.number_format or "").strip()
        if not text:
            if str(cell.value).strip():
                self.noticed.add("hidden-text", str(cell.value), sheet=self.page.title)
            return ""
        if len(text) <= _LONGEST_TICK and is_symbol_font(cell.font.name or ""):
            return of_font(text, cell.font.name)
        return text

    def table(
        self, number: int, rows: Rows, width: int, *, after_blank: bool
    ) -> SourceTable:
        """Make a table of a run of rows, as wide as the widest one above."""
        return SourceTable(
            number=number,
            after_blank=after_blank,
            rows=tuple(
                tuple(
                    SourceCell(
                        spot=Spot(table=number, row=at, column=column),
                        lines=_lines(row.get(column, "")),
                        covered=(printed, column) in self.layout.covered,
                        down=(printed, column) in self.layout.down,
                        emptied=(printed, column) in self._emptied,
                    )
                    for column in range(1, width + 1)
                )
                for at, (printed, row) in enumerate(sorted(rows.items()), 1)
            ),
        )


def _lines(text: str) -> tuple[Line, ...]:
    lines = (Line(text=clean(part)) for part in text.splitlines())
    return tuple(line for line in lines if line.text)


def _formulas(book: Any) -> Formulas:  # noqa: ANN401 - openpyxl is untyped
    """Return the formulas by sheet, row and column: each has a value so far."""
    found: Formulas = {}
    with contextlib.closing(book):
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_col=MAX_COLUMNS):
                for cell in row:
                    if getattr(cell, "data_type", "") == "f":
                        place = sheet.title, cell.row, cell.column
                        found[place] = cell.coordinate, True
            if len(found) > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
    return found
