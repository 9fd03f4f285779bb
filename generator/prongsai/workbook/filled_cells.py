"""The cells of a sheet that hold something; most of a workbook's cells are empty."""

from collections.abc import Iterator, Sequence
from typing import Any  # openpyxl has no types


def filled_cells(page: Any, most: int) -> Iterator[Sequence[Any]]:  # noqa: ANN401 - openpyxl is untyped
    """Yield the cells with a value of each row, the first row first.

    In the mode that reads only, openpyxl gives each row all its columns, and reads
    what follows the cells as well: that takes several times as long.

    Args:
        page: a sheet of a workbook that was opened to be read only.
        most: the last column that counts.
    """
    from openpyxl.cell.read_only import ReadOnlyCell  # noqa: PLC0415 - openpyxl is slow to load

    last = 0
    for number, cells in _rows(page):
        if number <= last:
            continue
        for _ in range(last + 1, number):
            yield ()
        yield [
            ReadOnlyCell(page, **cell)
            for cell in cells
            if cell["value"] is not None and cell["column"] <= most
        ]
        last = number


def _rows(page: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:  # noqa: ANN401 - openpyxl is untyped
    from openpyxl.worksheet._reader import (  # noqa: PLC0415 - openpyxl is slow to load
        DATA_TAG,
        ROW_TAG,
        WorkSheetParser,
        iterparse,
    )

    book = page.parent
    with page._get_source() as source:  # noqa: SLF001 - there is no public way
        parser = WorkSheetParser(
            source,
            page._shared_strings,  # noqa: SLF001 - there is no public way
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - there is no public way
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - there is no public way
        )
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                if all(cell.get("r") for cell in element):
                    element[:] = [cell for cell in element if len(cell)]
                _take_plain(element)
                yield parser.parse_row(element)
                element.clear()
            elif element.tag == DATA_TAG:
                return


def _take_plain(row: Any) -> None:  # noqa: ANN401 - an element of either parser
    """Turn texts that are in their cells into values, which are read more quickly.

    So are those of our own workbooks until Excel saves them. Texts with formatted
    parts stay as they are.
    """
    from openpyxl.worksheet._reader import (  # noqa: PLC0415 - openpyxl is slow to load
        INLINE_STRING,
        VALUE_TAG,
    )

    for cell in row:
        if cell.get("t") != "inlineStr" or len(cell) != 1:
            continue
        (held,) = cell
        if held.tag != INLINE_STRING or len(held) != 1 or not held[0].text:
            continue
        if held[0].tag == f"{VALUE_TAG[:-1]}t":
            held.tag, held.text = VALUE_TAG, held[0].text
            del held[0]
            cell.set("t", "str")
