"""Write a workbook with openpyxl: locked ids, lists of choices, ready for A4."""

import datetime
import io
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any  # openpyxl has no types

from prongsai import messages
from prongsai.storage.reproducible_zip import TIME, timeless
from prongsai.workbook import first_sheet
from prongsai.workbook.book import Book, Page
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.entry_words import RESPONSIBLE, TARGETS
from prongsai.workbook.hidden_sheets import say_size, write_hidden, write_lists
from prongsai.workbook.manual_pages import add_page, page_height
from prongsai.workbook.safe_text import LONGEST, fitting
from prongsai.workbook.snapshot import LISTS
from prongsai.workbook.styles import HEADER, HELP, LOCKED, Styles
from prongsai.workbook.tables import SheetRow
from prongsai.workbook.tabs import Tab, TabColumn, tabs_of

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
    for tab in tabs_of(book.pages):
        _write_tab(file, styles, tab, lists, book, language)
    write_lists(file, lists)
    write_hidden(file, book)
    file.properties.title = book.title
    file.properties.creator = "Prongsai"
    file.properties.created = datetime.datetime(*TIME)  # noqa: DTZ001 - no zone there
    out = io.BytesIO()
    file.save(out)
    return timeless(out.getvalue())


def _write_first(file: Any, styles: Styles, book: Book, language: str) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Write the sheet that says what to do; nothing is filled in there."""
    sheet = file.create_sheet(first_sheet.title(language))
    lines = list(first_sheet.lines(book, language))
    say_size(sheet, len(_FIRST_WIDTHS), HEAD + len(lines))
    for letter, width in zip("ABC", _FIRST_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.paperSize = "9"
    sheet.protection.sheet = True
    sheet.append([styles.cell(sheet, book.title, HELP)])
    heads = ("first-number", "first-where", "first-what")
    words = [messages.text("workbook", key, language) for key in heads]
    sheet.append([styles.cell(sheet, word, HEADER) for word in words])
    for number, line in enumerate(lines, HEAD + 1):
        height = 6 + _LINE * (1 + _width(line[-1]) // _FIRST_WIDTHS[-1])
        sheet.row_dimensions[number].height = height
        sheet.append([styles.cell(sheet, text, LOCKED) for text in line])


def _write_tab(
    file: Any,  # noqa: ANN401 - openpyxl is untyped
    styles: Styles,
    tab: Tab,
    lists: Mapping[tuple[str, ...], int],
    book: Book,
    language: str,
) -> None:
    sheet = file.create_sheet(tab.title)
    sheet._values_to_row = _placed  # noqa: SLF001 - its own tries each cell as a value
    columns = tuple(one.column for one in tab.columns)
    _widths(sheet, columns)
    blank = _blank(tab)
    last = HEAD + len(tab.rows) + blank
    say_size(sheet, len(columns), last)
    _set_up(sheet, tab, last)
    sheet.row_dimensions[1].height = 28
    heads = [one.header for one in tab.columns]
    sheet.row_dimensions[HEAD].height = _height(heads, columns, _TO_FILL_IN)
    aside = [None for one in columns if one.hidden and one is columns[0]]
    sheet.append([*aside, styles.cell(sheet, f"{book.title} – {tab.help}", HELP)])
    sheet.append([_head(sheet, styles, one, book, language) for one in tab.columns])
    for number, (page, row) in enumerate(tab.rows, HEAD + 1):
        own = [one.of.get(page.sheet.name) for one in tab.columns]
        cells = [_text(page, column, row) if column else "" for column in own]
        least = 1 if row.cells else _TO_FILL_IN
        of_manual = book.review and page.sheet.kind == "catalogue"
        height = page_height(book, row.key) if of_manual else 0
        height = max(height, _height(cells, columns, least))
        sheet.row_dimensions[number].height = height
        sheet.append(
            [
                styles.data(sheet, column, text, new=not row.cells)
                for column, text in zip(own, cells, strict=True)
            ]
        )
        if of_manual:
            add_page(sheet, tab, number, book, row.key)
    empty = [styles.data(sheet, column, "", new=True) for column in columns]
    for number in range(last - blank + 1, last + 1):
        sheet.row_dimensions[number].height = 6 + _LINE * _TO_FILL_IN
        sheet.append(empty)  # each row is written at once
    _choices(sheet, tab, lists, last)
    _mark_open(sheet, tab, last)


def _placed(cells: list[Any], row: int) -> Iterator[Any]:
    """Yield the cells of a row at their places."""
    for number, cell in enumerate(cells, 1):
        if cell is not None:
            cell.row, cell.column = row, number
            yield cell


def _mark_open(sheet: Any, tab: Tab, last: int) -> None:  # noqa: ANN401 - openpyxl is untyped
    """Colour the rows in which neither evidence nor words are typed yet."""
    from openpyxl.formatting.rule import FormulaRule  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    first = HEAD + 1
    if len(tab.pages) == 1 or last < first:
        return
    letters = [
        get_column_letter(number)
        for number, one in enumerate(tab.columns, 1)
        if len(one.of) == len(tab.pages) and not one.typed.shown and not one.typed.key
    ]
    empty = ",".join(f'${letter}{first}=""' for letter in letters)
    mark = next(n for n, one in enumerate(tab.columns, 1) if one.typed.hidden)
    rule = FormulaRule(
        formula=[f'AND(${get_column_letter(mark)}{first}<>"",{empty})'],
        fill=PatternFill(bgColor="FFF2CC"),
    )
    for letter in letters:
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def _widths(sheet: Any, columns: tuple[Column, ...]) -> None:  # noqa: ANN401 - openpyxl is untyped
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    for number, column in enumerate(columns, 1):
        own = sheet.column_dimensions[get_column_letter(number)]
        own.width, own.hidden = column.width, column.hidden


def _blank(tab: Tab) -> int:
    """Return how many empty rows a tab ends with."""
    if not tab.page.sheet.blank:
        return 0
    return BLANK if tab.page.sheet.lists else _ROOT_ROWS - bool(tab.rows)


def _text(page: Page, column: Column, row: SheetRow) -> str:
    if column.key:
        text = row.key[[key.name for key in page.sheet.keys].index(column.name)]
    elif column.shown:
        text = row.shown.get(column.name, "")
    else:
        text = fitting(row.cells.get(column.name, ""))
    known = page.labels.get(column.name, {})
    if column.form in {Form.LINES, Form.ENTRIES}:
        shown = "\n".join(known.get(line, line) for line in text.split("\n"))
        return shown if len(shown) <= LONGEST else text
    return known.get(text, text)


def _height(cells: list[str], columns: tuple[Column, ...], least: int = 1) -> int:
    """Return the height of a row in points that shows its longest text."""
    lines = max(
        sum(1 + _width(line) // max(1, column.width - 1) for line in text.split("\n"))
        for text, column in zip(cells, columns, strict=True)
        if not column.hidden
    )
    return min(_MAX_HEIGHT, 6 + _LINE * max(lines, least))


def _width(line: str) -> int:
    """Count the signs that take room: Thai vowels and tones above or below do not."""
    return sum(unicodedata.category(sign) != "Mn" for sign in line)


def _set_up(sheet: Any, tab: Tab, last: int) -> None:  # noqa: ANN401 - openpyxl is untyped
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load

    last_column = get_column_letter(len(tab.columns))
    keys = sum(one.column.key or one.column.shown for one in tab.columns)
    sheet.freeze_panes = f"{'ABCD'[min(keys, 3)]}{HEAD + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    if tab.rows:
        sheet.print_area = f"A1:{last_column}{HEAD + len(tab.rows)}"
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
    column: TabColumn,
    book: Book,
    language: str,
) -> Any:  # noqa: ANN401 - openpyxl is untyped
    from openpyxl.comments import Comment  # noqa: PLC0415 - openpyxl is slow to load

    cell = styles.cell(sheet, column.header, HEADER)
    remark = _comment(column.typed, book, language)
    cell.comment = Comment(remark, "Prongsai", 130, 260)
    return cell


def _comment(column: Column, book: Book, language: str) -> str:
    word = column.form.value
    if column.choices in {"evidence", RESPONSIBLE, TARGETS}:
        word = "quoted" if "score" in column.parts else column.choices
    elif column.shown:
        word = "shown"
    elif column.key:
        word = "key-choice" if column.choices else column.name
        word = word if word in {"key-choice", "ordinal"} else "key"
    parts = " | ".join(messages.text("fields", part, language) for part in column.parts)
    facts = {"parts": parts, "year": book.fiscal_year, "last": book.fiscal_year - 1}
    return messages.text("workbook", f"comment-{word}", language, **facts)


def _lists(book: Book) -> dict[tuple[str, ...], int]:
    """Number the lists of choices, each once, in the order of the sheets."""
    every = (choices for page in book.pages for choices in page.choices.values())
    return {choices: at for at, choices in enumerate(dict.fromkeys(every), 1)}


def _choices(
    sheet: Any,  # noqa: ANN401 - openpyxl is untyped
    tab: Tab,
    lists: Mapping[tuple[str, ...], int],
    last: int,
) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - openpyxl is slow to load
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - openpyxl is slow to load

    for number, column in enumerate(tab.columns, 1):
        choices = tab.page_of(column).choices.get(column.typed.name, ())
        if not choices or last <= HEAD:
            continue
        letter = get_column_letter(lists[choices])
        rule = DataValidation(
            type="list",
            formula1=f"{LISTS}!${letter}$1:${letter}${len(choices)}",
            allow_blank=True,
            showErrorMessage=not column.typed.free,
        )
        own = get_column_letter(number)
        rule.add(f"{own}{HEAD + 1}:{own}{last}")
        sheet.data_validations.append(rule)
