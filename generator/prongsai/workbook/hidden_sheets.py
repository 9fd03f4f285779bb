"""The sheets that are not shown, and how large each sheet is."""

from collections.abc import Mapping
from typing import Any  # openpyxl has no types

from prongsai.workbook.book import Book
from prongsai.workbook.safe_text import guarded
from prongsai.workbook.snapshot import HIDDEN, LISTS, lines_of


def say_size(sheet: Any, columns: int, rows: int) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Tell openpyxl the size of a sheet: a reader need not read all of it to know."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    size = f"A1:{get_column_letter(max(columns, 1))}{max(rows, 1)}"
    sheet.calculate_dimension = lambda: size


def write_lists(file: Any, lists: Mapping[tuple[str, ...], int]) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Write the choices of each list as a column."""
    sheet = file.create_sheet(LISTS)
    sheet.sheet_state = "veryHidden"
    rows = max(map(len, lists), default=0)
    say_size(sheet, len(lists), rows)
    for row in range(rows):
        sheet.append(
            [guarded(each[row]) if row < len(each) else None for each in lists]
        )


def write_hidden(file: Any, book: Book) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Write what was exported, to know later what somebody changed."""
    sheet = file.create_sheet(HIDDEN)
    sheet.sheet_state = "veryHidden"
    lines = list(lines_of(book))
    say_size(sheet, 2, len(lines))
    for name, text in lines:
        sheet.append([name, text])
