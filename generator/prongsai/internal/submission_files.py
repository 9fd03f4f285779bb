"""The submission sheet as files: CSV, HTML, and XLSX where openpyxl is installed.

Same sheet, same bytes: the times in the files are fixed.
"""

import datetime
import importlib.util
import io
from collections.abc import Iterator

from prongsai import messages
from prongsai.internal.submission import Sheet, cells, columns
from prongsai.site.internal_pages import internal_page
from prongsai.spreadsheet import CsvRows, guarded
from prongsai.storage.reproducible_zip import TIME, timeless

_WIDTHS = (7, 34, 44, 40, 44, 56, 40, 18, 22)


def has_xlsx() -> bool:
    """Return whether openpyxl (the extra `import`) is installed."""
    return importlib.util.find_spec("openpyxl") is not None


def files(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file that can be made."""
    if has_xlsx():
        yield "submission.xlsx", as_xlsx(sheet)
    yield "submission.csv", as_csv(sheet)
    yield "submission.html", as_html(sheet)


def as_csv(sheet: Sheet) -> bytes:
    """Write UTF-8 with BOM, as Excel reads it; no cell is a formula."""
    out = io.StringIO(newline="")
    rows = CsvRows(out)
    rows.write(columns(sheet.language))
    for row in sheet.rows:
        rows.write(guarded(cell) for cell in cells(row, sheet.language))
    return out.getvalue().encode("utf-8-sig")


def as_html(sheet: Sheet) -> bytes:
    """Write one self-contained page with buttons that copy."""
    return internal_page("submission", sheet.language, sheet=sheet).encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """Write a workbook: one sheet, links that open, ready for A4."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - openpyxl is slow to load

    book = Workbook()
    page = book.active
    page.title = f"OIT {sheet.year}"
    table = [columns(sheet.language)]
    table += [cells(row, sheet.language) for row in sheet.rows]
    for number, texts in enumerate(table, 1):
        for column, text in enumerate(texts, 1):
            cell = page.cell(number, column, text)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
            elif column == 3 and text:
                cell.hyperlink = text
    for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "C2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    book.properties.title = messages.text("internal", "internal", sheet.language)
    book.properties.creator = "Prongsai"
    book.properties.created = datetime.datetime(*TIME)  # noqa: DTZ001 - no zone there
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())
