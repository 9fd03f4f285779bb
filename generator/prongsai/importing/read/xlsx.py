"""Excel files through openpyxl: the one module of the import that uses it."""

import contextlib
import datetime
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from prongsai.importing.read.document import (
    Cell,
    Document,
    Line,
    Paragraph,
    Spot,
    Table,
    Warned,
)
from prongsai.storage.archive import check_archive
from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError
from prongsai.thai.dates import format_long
from prongsai.thai.pasted import clean

_MOST_WARNINGS = 20
_EMPTY_ROWS = 200
"""How many empty rows in a row end a sheet, whatever size it claims to have."""


def read_xlsx(name: str, data: bytes) -> Document:
    """Read every visible sheet as tables: values as shown, formulas with a warning."""
    members = check_archive(data)
    if "xl/workbook.xml" not in members:
        raise BadFileError("not-excel")
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise BadFileError("needs-extra") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = _formulas(load_workbook(io.BytesIO(data), read_only=True))
            with contextlib.closing(values):
                blocks = tuple(_blocks(values, _merged(data)))
    except BadFileError:
        raise
    except Exception as error:
        raise BadFileError("broken-archive") from error
    warned = (
        Warned(code="formula", facts=(("sheet", sheet), ("cell", cell)))
        for sheet, cell in formulas
    )
    return Document(name=name, blocks=blocks, warned=tuple(warned)[:_MOST_WARNINGS])


def _blocks(
    book: Any,  # noqa: ANN401 - openpyxl is untyped
    merged: Mapping[str, frozenset[tuple[int, int]]],
) -> Iterator[Paragraph | Table]:
    tables = cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield Paragraph(text=clean(sheet.title))
        for rows in _tables(sheet):
            yield from _headings(rows)
            if not rows:
                continue
            tables += 1
            cells += sum(map(len, rows.values()))
            if cells > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            yield _table(tables, rows, merged.get(sheet.title, frozenset()))


def _headings(rows: dict[int, dict[int, str]]) -> Iterator[Paragraph]:
    """Remove the lone cells above a table, which are its headings."""
    while rows and len(rows[min(rows)]) == 1:
        (text,) = rows.pop(min(rows)).values()
        yield Paragraph(text=clean(text))


def _shown(value: Any, form: str) -> str:  # noqa: ANN401 - any type of Excel
    """Return a value as the sheet shows it; days in พ.ศ."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return format_long(day)
    if isinstance(value, float):
        places = re.search(r"\.(0+)", form)
        if places and "%" not in form:
            return f"{value:.{len(places[1])}f}"
        return f"{value:.10g}"
    return str(value)


def _tables(sheet: Any) -> Iterator[dict[int, dict[int, str]]]:  # noqa: ANN401
    """Yield runs of rows with text, `{row: {column: text}}`, split at empty rows."""
    rows: dict[int, dict[int, str]] = {}
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        filled: dict[int, str] = {}
        for column, cell in enumerate(row, 1):
            text = _shown(cell.value, getattr(cell, "number_format", "") or "").strip()
            if not text:
                continue
            if column > MAX_COLUMNS:
                raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
            filled[column] = text
        if filled:
            rows[number] = filled
            empty = 0
            if len(rows) > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            continue
        empty += 1
        if rows:
            yield rows
            rows = {}
        if empty > _EMPTY_ROWS:
            break
    if rows:
        yield rows


def _table(
    number: int, rows: dict[int, dict[int, str]], covered: frozenset[tuple[int, int]]
) -> Table:
    width = max(max(row) for row in rows.values())
    return Table(
        number=number,
        rows=tuple(
            tuple(
                Cell(
                    spot=Spot(table=number, row=at, column=column),
                    lines=_lines(row.get(column, "")),
                    covered=(printed, column) in covered,
                )
                for column in range(1, width + 1)
            )
            for at, (printed, row) in enumerate(sorted(rows.items()), 1)
        ),
    )


def _lines(text: str) -> tuple[Line, ...]:
    lines = (Line(text=clean(part)) for part in text.splitlines())
    return tuple(line for line in lines if line.text)


def _formulas(book: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return sheet and cell of the first formulas."""
    found: list[tuple[str, str]] = []
    with contextlib.closing(book):
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_col=MAX_COLUMNS):
                found += [
                    (sheet.title, cell.coordinate)
                    for cell in row
                    if getattr(cell, "data_type", "") == "f"
                ]
                if len(found) > _MOST_WARNINGS:
                    return found
    return found


def _merged(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Return the cells that merged cells reach over, by sheet.

    openpyxl does not report them when it streams, so they are read from the parts of
    the archive, which were checked to be small.
    """
    import zipfile  # noqa: PLC0415

    from openpyxl.utils import range_boundaries  # noqa: PLC0415

    found: dict[str, frozenset[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for title, part in _parts(archive):
            covered: set[tuple[int, int]] = set()
            text = archive.read(part).decode("utf-8", "replace")
            for match in re.finditer(r'<mergeCell[^>]*\bref="([A-Z0-9:]+)"', text):
                left, top, right, bottom = range_boundaries(match[1])
                if (right - left + 1) * (bottom - top + 1) > MAX_CELLS:
                    continue
                covered |= {
                    (row, column)
                    for row in range(top, bottom + 1)
                    for column in range(left, right + 1)
                    if (row, column) != (top, left)
                }
                if len(covered) > MAX_CELLS:
                    raise BadFileError("too-many-cells", limit=MAX_CELLS)
            found[title] = frozenset(covered)
    return found


def _parts(archive: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Yield title and part of every sheet."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - no entities

    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - checked
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            target = targets.get(sheet.get(space), "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            if part in archive.namelist():
                yield sheet.get("name", ""), part
