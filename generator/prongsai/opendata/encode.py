"""Tables as bytes: CSV and JSON. Same table, same bytes.

CSV is RFC 4180 in UTF-8 with a byte order mark, without which Excel takes Thai for
another encoding. A text that begins like a formula is guarded by an apostrophe
(`prongsai.spreadsheet`), since most readers open the file in Excel. JSON holds the text
as it is.
"""

import datetime
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from types import NoneType
from typing import Any  # a writer for each type of cell

from prongsai import spreadsheet
from prongsai.opendata.table import OpenTable

BOM = "\ufeff"
to_json = json.JSONEncoder(ensure_ascii=False).encode
"""Write a value as JSON on one line; making an encoder for each is slow."""


def as_csv(table: OpenTable) -> bytes:
    """Write a table as CSV; a cell that is not known is empty."""
    stream = io.StringIO(newline="")
    rows = spreadsheet.CsvRows(stream)
    rows.write(field.name for field in table.fields)
    for row in table.rows:
        rows.write(_IN_CSV.get(type(cell), _text_in_csv)(cell) for cell in row)
    return (BOM + stream.getvalue()).encode()


def as_json(table: OpenTable) -> bytes:
    """Write a table as an array of objects, one row a line, `null` for not known.

    Figures keep the digits that were printed: `93.70` stays so.
    """
    names = [f"{to_json(field.name)}: " for field in table.fields]
    rows = ",\n".join(
        "{"
        + ", ".join(
            name + _IN_JSON.get(type(cell), _text_in_json)(cell)
            for name, cell in zip(names, row, strict=True)
        )
        + "}"
        for row in table.rows
    )
    return f"[\n{rows}\n]\n".encode()


def _text_in_csv(text: str) -> str:
    return spreadsheet.guarded(str(text)) if text else ""


def _text_in_json(text: str) -> str:
    return encode_basestring(str(text)) if text else "null"


def _plain_figure(number: Decimal) -> str:
    return format(number, "f")


_Writer = Callable[[Any], str]
_FIGURES: Mapping[type, _Writer] = {int: str, Decimal: _plain_figure}
_IN_CSV: Mapping[type, _Writer] = {
    **_FIGURES,
    NoneType: lambda _: "",
    bool: lambda flag: "true" if flag else "false",
    datetime.date: datetime.date.isoformat,
}
_IN_JSON: Mapping[type, _Writer] = {
    **_FIGURES,
    NoneType: lambda _: "null",
    bool: lambda flag: "true" if flag else "false",
    datetime.date: lambda day: f'"{day.isoformat()}"',
}
"""How cells are written, by type; all others are texts. There are thousands."""
