"""Write a workbook with openpyxl: locked ids, lists of choices, ready for A4."""

import datetime
import io
import unicodedata
from collections.abc import Mapping
from typing import Any  # openpyxl has no types

from prongsai import messages
from prongsai.storage.reproducible_zip import TIME, timeless
from prongsai.workbook import first_sheet
from prongsai.workbook.book import Book, Page
from prongsai.workbook.columns import Column
from prongsai.workbook.safe_text import fitting, guarded
from prongsai.workbook.snapshot import HIDDEN, LISTS, lines_of
from prongsai.workbook.styles import HEADER, HELP, LOCKED, Styles
from prongsai.workbook.tables import SheetRow

HEAD = 2
"""The row of the headers; the help is above it."""

BLANK = 40
"""Empty rows below, ready to be filled in."""

_ROOT_ROWS = 1
_LINE, _MAX_HEIGHT = 22, 260
"""Points of a line of text, and of the highest row."""

_FIRST_WIDTHS = (8, 28, 90)

_TO_FILL_IN = 2
"""The lines that an empty row has room for."""


def write_book(book: Book, language: str = "th") -> bytes:
    """Write a workbook; same book, same bytes.

    Raises:
        ModuleNotFoundError: openpyxl (the extra `import`) is not installed.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - an extra

    file = Workbook(write_only=True)
    styles = Styles(file)
    lists = _lists(book)
    _write_first(file, styles, book, language)
    for page in first_sheet.in_order(book.pages):
        _write_page(file, styles, page, lists, book, language)
    _write_lists(file, lists)
    _write_hidden(file, book)
    file.properties.title = book.title
    file.properties.creator = "Prongsai"
    file.properties.created = datetime.datetime(*TIME)  # noqa: DTZ001 - no zone there
    out = io.BytesIO()
    file.save(out)
    return timeless(out.getvalue())


def _write_first(file: Any, styles: Styles, book: Book, language: str) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Write the sheet that says what to do; nothing is filled in there."""
    sheet = file.create_sheet(first_sheet.title(language))
    for letter, width in zip("ABC", _FIRST_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.paperSize = "9"
    sheet.protection.sheet = True
    sheet.append([styles.cell(sheet, book.title, HELP)])
    heads = ("first-number", "first-where", "first-what")
    words = [messages.text("workbook", key, language) for key in heads]
    sheet.append([styles.cell(sheet, word, HEADER) for word in words])
    for number, line in enumerate(first_sheet.lines(book, language), HEAD + 1):
        height = 6 + _LINE * (1 + _width(line[-1]) // _FIRST_WIDTHS[-1])
        sheet.row_dimensions[number].height = height
        sheet.append([styles.cell(sheet, text, LOCKED) for text in line])


def _write_page(
    file: Any,  # noqa: ANN401 - openpyxl is untyped
    styles: Styles,
    page: Page,
    lists: Mapping[tuple[str, ...], int],
    book: Book,
    language: str,
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    sheet = file.create_sheet(page.title)
    columns = page.sheet.columns
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    rows = [*page.rows, *page.offered]
    blank = BLANK if page.sheet.lists else _ROOT_ROWS - bool(page.rows)
    last = HEAD + len(rows) + blank
    _set_up(sheet, page, get_column_letter(len(columns)), last)
    sheet.row_dimensions[1].height = 28
    words = [page.headers[column.name] for column in columns]
    sheet.row_dimensions[HEAD].height = _height(words, columns, _TO_FILL_IN)
    sheet.append([styles.cell(sheet, f"{book.title} – {page.help}", HELP)])
    sheet.append([_head(sheet, styles, page, column, language) for column in columns])
    for number, row in enumerate(rows, HEAD + 1):
        cells = [_text(page, column, row) for column in columns]
        least = 1 if row.cells else _TO_FILL_IN
        sheet.row_dimensions[number].height = _height(cells, columns, least)
        sheet.append(
            [
                styles.data(sheet, column, text, new=not row.cells)
                for column, text in zip(columns, cells, strict=True)
            ]
        )
    for number in range(last - blank + 1, last + 1):
        sheet.row_dimensions[number].height = 6 + _LINE * _TO_FILL_IN
        sheet.append([styles.data(sheet, column, "", new=True) for column in columns])
    _choices(sheet, page, lists, last)


def _text(page: Page, column: Column, row: SheetRow) -> str:
    if column.key:
        text = row.key[[key.name for key in page.sheet.keys].index(column.name)]
    elif column.shown:
        text = row.shown.get(column.name, "")
    else:
        text = fitting(row.cells.get(column.name, ""))
    return page.labels.get(column.name, {}).get(text, text)


def _height(cells: list[str], columns: tuple[Column, ...], least: int = 1) -> int:
    """Return the height of a row in points that shows its longest text."""
    lines = max(
        sum(1 + _width(line) // max(1, column.width - 1) for line in text.split("\n"))
        for text, column in zip(cells, columns, strict=True)
    )
    return min(_MAX_HEIGHT, 6 + _LINE * max(lines, least))


def _width(line: str) -> int:
    """Count the signs that take room: Thai vowels and tones above or below do not."""
    return sum(unicodedata.category(sign) != "Mn" for sign in line)


def _set_up(sheet: Any, page: Page, last_column: str, last: int) -> None:  # noqa: ANN401 - openpyxl is untyped
    keys = sum(column.key or column.shown for column in page.sheet.columns)
    sheet.freeze_panes = f"{'ABCD'[min(keys, 3)]}{HEAD + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    if page.rows or page.offered:
        filled = HEAD + len(page.rows) + len(page.offered)
        sheet.print_area = f"A1:{last_column}{filled}"
    sheet.oddFooter.center.text = "&A – &P/&N"
    sheet.auto_filter.ref = f"A{HEAD}:{last_column}{last}"
    protection = sheet.protection
    protection.sheet = True
    for allowed in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        setattr(protection, allowed, False)


def _head(
    sheet: Any,  # noqa: ANN401 - openpyxl is untyped
    styles: Styles,
    page: Page,
    column: Column,
    language: str,
) -> Any:  # noqa: ANN401 - openpyxl is untyped
    from openpyxl.comments import Comment  # noqa: PLC0415 - openpyxl is slow to load

    cell = styles.cell(sheet, page.headers[column.name], HEADER)
    cell.comment = Comment(_comment(column, language), "Prongsai", 130, 260)
    return cell


def _comment(column: Column, language: str) -> str:
    word = column.form.value
    if column.shown:
        word = "shown"
    elif column.key:
        word = "key"
    parts = " | ".join(messages.text("fields", part, language) for part in column.parts)
    return messages.text("workbook", f"comment-{word}", language, parts=parts)


def _lists(book: Book) -> dict[tuple[str, ...], int]:
    """Number the lists of choices, each once, in the order of the sheets."""
    found: dict[tuple[str, ...], int] = {}
    for page in book.pages:
        for column in page.sheet.columns:
            choices = _choices_of(page, column)
            if choices:
                found.setdefault(choices, len(found) + 1)
    return found


def _choices_of(page: Page, column: Column) -> tuple[str, ...]:
    if column.shown:
        return ()
    if column.name in page.labels:
        return tuple(page.labels[column.name].values())
    return tuple(page.ids.get(column.name, ()))


def _choices(
    sheet: Any,  # noqa: ANN401 - openpyxl is untyped
    page: Page,
    lists: Mapping[tuple[str, ...], int],
    last: int,
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - openpyxl is slow to load

    for number, column in enumerate(page.sheet.columns, 1):
        choices = _choices_of(page, column)
        if not choices:
            continue
        letter = get_column_letter(lists[choices])
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(choices)}",
            allow_blank=True,
            showErrorMessage=column.name in page.labels,
        )
        own = get_column_letter(number)
        rule.add(f"{own}{HEAD + 1}:{own}{last}")
        sheet.data_validations.append(rule)


def _write_lists(file: Any, lists: Mapping[tuple[str, ...], int]) -> None:  # noqa: ANN401 - openpyxl is untyped
    sheet = file.create_sheet(LISTS)
    sheet.sheet_state = "veryHidden"
    for row in range(max(map(len, lists), default=0)):
        sheet.append(
            [guarded(each[row]) if row < len(each) else None for each in lists]
        )


def _write_hidden(file: Any, book: Book) -> None:  # noqa: ANN401 - openpyxl is untyped
    sheet = file.create_sheet(HIDDEN)
    sheet.sheet_state = "veryHidden"
    for name, text in lines_of(book):
        sheet.append([name, text])
