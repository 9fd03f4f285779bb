"""Tables as bytes: CSV and JSON. Same table, same bytes.

CSV is RFC 4180 in UTF-8 with a byte order mark, without which Excel takes Thai for
another encoding. A text that begins like a formula (`=`, `+`, `-`, `@`) and is not a
number gets one apostrophe before it: Excel, in which most readers open the file, would
run it, or show `#NAME?` for a list such as “- จัดทำแผน”. JSON holds the text as it is.
A text that begins with apostrophes before such a sign gets one more, so that taking
one away always gives the text back (`plain`).
"""

import csv
import datetime
import io
import json
import re
from decimal import Decimal

from prongsai.opendata.table import Cell, Table

BOM = "\ufeff"
_FORMULA = re.compile(r"'*[=+\-@]")
_MARKED = re.compile(r"'+[=+\-@]")
to_json = json.JSONEncoder(ensure_ascii=False).encode
"""Write a value as JSON on one line; making an encoder for each is slow."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def as_csv(table: Table) -> bytes:
    """Write a table as CSV; a cell that is not known is empty."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    writer.writerows(map(_written, row) for row in table.rows)
    return (BOM + stream.getvalue()).encode()


def as_json(table: Table) -> bytes:
    """Write a table as an array of objects, one row a line, `null` for not known.

    Figures keep the digits that were printed: `93.70` stays so.
    """
    names = [to_json(field.name) for field in table.fields]
    rows = ",\n".join(_object(names, row) for row in table.rows)
    return f"[\n{rows}\n]\n".encode()


def _object(names: list[str], row: tuple[Cell, ...]) -> str:
    cells = zip(names, map(_literal, row), strict=True)
    return "{" + ", ".join(f"{name}: {cell}" for name, cell in cells) + "}"


def guarded(text: str) -> str:
    """Return a text as CSV holds it: no program runs it."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _MARKED.match(text) else text


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return guarded(str(cell))
    return _figure(cell)


def _literal(cell: Cell) -> str:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _figure(cell)
    value = cell.isoformat() if isinstance(cell, datetime.date) else cell
    return to_json(value)


def _figure(number: int | Decimal) -> str:
    return format(number, "f") if isinstance(number, Decimal) else str(number)
