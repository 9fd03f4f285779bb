"""The columns of a sheet that came back, found by their headers."""

from collections.abc import Mapping

from prongsai.storage.limits import BadFileError
from prongsai.workbook.columns import Column
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.snapshot import BasePage


def columns_of(
    sheet: Sheet, old: BasePage, cells: Mapping[int, str]
) -> dict[int, Column]:
    """Find each column by its header: columns may have been moved."""
    names = {
        " ".join(header.split()): column
        for column in sheet.columns
        if (header := old.headers.get(column.name))
    }
    found: dict[int, Column] = {}
    for at, text in cells.items():
        column = names.get(" ".join(text.split()))
        if column is not None and column not in found.values():
            found[at] = column
    if not all(key in found.values() for key in sheet.keys):
        raise BadFileError("damaged")
    return found


def is_of(
    sheet: Sheet, columns: Mapping[int, Column], cells: Mapping[int, str]
) -> bool:
    """Return whether a row of a shared tab is one of this sheet."""
    there = any(columns[at].name == sheet.mark for at in cells if at in columns)
    return there == sheet.marked
