"""Read the sheets of a workbook or a CSV file as the cells are shown.

What a cell shows is asked of `prongsai.thai.cell`. Hidden sheets, rows and columns are
left out. Like all readers here it unpacks no more than `MAX_UNPACKED` bytes, builds no
XML tree and refuses entities; a file beyond the limits has no sheets.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from prongsai.storage.attachments import Sheet
from prongsai.storage.attachments.office import Archive, Handler, SharedTexts, parse
from prongsai.storage.attachments.plain import plain_text
from prongsai.thai.cell import shown, shown_figure

MAX_BYTES = 30_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELLS = 1_000_000
MAX_LETTERS = 20_000_000
"""Of all cells: many may show one long text that the file has once."""

ENDINGS = (".xlsx", ".csv")

Rows = tuple[tuple[str, ...], ...]
_DIGITS = "0123456789"
_LETTERS = re.compile("[A-Z]+")
_VALUES = frozenset({"v", "t"})
_LINK = "id"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "d/m/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "d/m/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 59: "0", 60: "0.00", 61: "#,##0",
    62: "#,##0.00", 67: "0%", 68: "0.00%", 71: "d/m/bbbb", 72: "d-mmm-bb", 73: "d-mmm",
    74: "mmm-bb",
}  # fmt: skip
"""Formats that a file names by their number alone, the Thai ones from 59 on."""


class _TooMuchError(Exception):
    """More rows, columns or cells than a page and open data can carry."""


def read_sheets(data: bytes, ending: str) -> tuple[Sheet, ...]:
    """Return the sheets that show something; none where the file cannot be read."""
    try:
        if len(data) > MAX_BYTES:
            return ()
        if ending == ".csv":
            return _of_csv(data)
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return tuple(_of_book(Archive(opened)))
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return ()


def _of_csv(data: bytes) -> tuple[Sheet, ...]:
    text = plain_text(data)
    head = "\n".join(text.splitlines()[:20])
    separator = max(",;\t|", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    cells = _limited(tuple(" ".join(one.split()) for one in row) for row in rows)
    return (Sheet(title="", rows=cells),) if any(map(any, cells)) else ()


def _limited(rows: Iterator[tuple[str, ...]]) -> Rows:
    """Return rows of one width; a row is never cut.

    Raises:
        _TooMuchError: there is more than the limits allow.
    """
    found: list[tuple[str, ...]] = []
    for row in rows:
        found.append(row)
        if len(found) > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise _TooMuchError
    width = max((len(row) for row in found), default=0)
    if width * len(found) > MAX_CELLS:
        raise _TooMuchError
    return tuple(row + ("",) * (width - len(row)) for row in found)


def _of_book(archive: Archive) -> Iterator[Sheet]:
    book, links, styles = _Book(), _Links(), _Styles()
    parse(archive, "xl/workbook.xml", book)
    parse(archive, "xl/_rels/workbook.xml.rels", links)
    shared = SharedTexts()
    for name, handler in (("styles", styles), ("sharedStrings", shared)):
        if f"xl/{name}.xml" in archive.archive.namelist():
            parse(archive, f"xl/{name}.xml", handler)
    if book.counts_from_1904:
        return  # its days are four years off
    for title, link in book.sheets:
        grid = _Grid(shared.texts, styles.formats)
        parse(archive, links.target(link), grid)
        rows = _limited(grid.rows())
        if any(map(any, rows)):
            yield Sheet(title=title, rows=rows)


class _Book(Handler):
    """The visible sheets by title and link."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.counts_from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            title = attributes.get("name", "")
            self.sheets.append((title, attributes.get(_LINK, "")))
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}


class _Links(Handler):
    def __init__(self) -> None:
        self._targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def target(self, link: str) -> str:
        """Return the part of the archive that a link leads to."""
        path = self._targets.get(link, "")
        return path.lstrip("/") if path.startswith("/") else f"xl/{path}"


class _Styles(Handler):
    """The number format of every style of cells."""

    def __init__(self) -> None:
        self.formats: list[str] = []
        self._own: dict[str, str] = {}
        self._reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        number = attributes.get("numFmtId", "0")
        if name == "numFmt":
            self._own[number] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._reading = True
        elif name == "xf" and self._reading:
            built_in = _BUILT_IN.get(int(number), "General")
            self.formats.append(self._own.get(number, built_in))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._reading = False


class _Grid(Handler):
    """The cells of a sheet by row and column, hidden ones left out."""

    def __init__(self, texts: list[str], formats: list[str]) -> None:
        self._texts, self._formats = texts, formats
        self._cells: dict[int, dict[int, str]] = {}
        self._hidden: set[int] = set()
        self._row = self._column = self._count = self._letters = 0
        self._skip = self._reading = False
        self._kind, self._form, self._value = "n", "General", ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "col" and _is_hidden(attributes, "width"):
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self._hidden |= set(range(int(attributes["min"]), last + 1))
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self._skip = _is_hidden(attributes, "ht")
        elif name == "c":
            letters = attributes.get("r", "").rstrip(_DIGITS)
            self._column = _number(letters) or self._column + 1
            self._kind, self._value = attributes.get("t", "n"), ""
            style = int(attributes.get("s", 0))
            known = style < len(self._formats)
            self._form = self._formats[style] if known else "General"
        self._reading = name in _VALUES

    def end(self, name: str) -> None:
        self._reading = False
        if name != "c" or self._skip or self._column in self._hidden:
            return
        raw = self._text()
        self._letters += len(raw)
        if self._letters > MAX_LETTERS:
            raise _TooMuchError
        if text := " ".join(raw.split()):
            self._count += 1
            if self._count > MAX_CELLS:
                raise _TooMuchError
            self._cells.setdefault(self._row, {})[self._column] = text

    def data(self, text: str) -> None:
        if self._reading:
            self._value += text

    def _text(self) -> str:
        if not self._value:
            return ""
        if self._kind == "s":
            return self._texts[int(self._value)]
        if self._kind == "b":
            return shown(self._value == "1")
        if self._kind == "n":
            return shown_figure(float(self._value), self._form)
        return self._value

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows without the hidden columns, empty rows once."""
        columns = sorted({at for row in self._cells.values() for at in row})
        before = min(self._cells, default=1)
        for number, row in sorted(self._cells.items()):
            if number > before + 1:
                yield ("",) * len(columns)
            yield tuple(row.get(column, "") for column in columns)
            before = number


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    flat = attributes.get(size, "")
    return attributes.get("hidden") in {"1", "true"} or bool(
        re.fullmatch(r"0(?:\.0*)?", flat)
    )


@lru_cache(maxsize=1_000)
def _number(letters: str) -> int:
    """Return the number of a column by its letters, 0 where they name none."""
    if not _LETTERS.fullmatch(letters):
        return 0
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found
