"""The columns of a sheet that came back, found by their headers."""

from collections.abc import Mapping, Sequence

from prongsai.storage.limits import BadFileError
from prongsai.workbook.columns import Column
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.snapshot import BasePage


def columns_of(
    sheet: Sheet, old: BasePage, cells: Mapping[int, str]
) -> dict[int, Column]:
    """Find each column by its header: columns may have been moved.

    Empty where the row has not the headers of all keys.
    """
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
    whole = all(key in found.values() for key in sheet.keys)
    return found if whole else {}


def no_header(sheet: Sheet, old: BasePage) -> BadFileError:
    """Return the refusal of a sheet in which no row has the headers of its keys."""
    seen = [key for key in sheet.keys if not key.hidden] or sheet.keys
    names = (old.headers[key.name] for key in seen if key.name in old.headers)
    return BadFileError("no-header", sheet=old.title, fields=", ".join(names))


def renamed(
    sheet: Sheet, old: BasePage, others: Mapping[str, Sequence[Mapping[int, str]]]
) -> str:
    """Return which of other sheets has the headers of one that is not there; or none.

    `others` are their first rows by title.
    """
    alike = [
        title
        for title, rows in others.items()
        if any(2 * len(columns_of(sheet, old, row)) > len(old.headers) for row in rows)
    ]
    return alike[0] if len(alike) == 1 else ""


def is_of(
    sheet: Sheet, columns: Mapping[int, Column], cells: Mapping[int, str]
) -> bool:
    """Return whether a row of a shared tab is one of this sheet."""
    there = any(columns[at].name == sheet.mark for at in cells if at in columns)
    return there == sheet.marked
