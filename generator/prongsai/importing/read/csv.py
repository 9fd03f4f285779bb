"""Read separated values, with the most frequent separator of the first lines."""

import csv
import io

from prongsai.importing.read.document import (
    Paragraph,
    SourceDocument,
    SourceTable,
)
from prongsai.importing.read.text import decode, plain_table
from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError
from prongsai.thai.pasted import clean


def read_csv(name: str, data: bytes) -> SourceDocument:
    """Read a .csv file; empty rows separate its tables, lone cells are headings."""
    text = decode(data)
    head = "\n".join(text.splitlines()[:20])
    separator = max(",;\t|", key=head.count)
    blocks: list[Paragraph | SourceTable] = []
    rows: list[list[str]] = []
    tables = cells = 0
    try:
        for row in [*csv.reader(io.StringIO(text), delimiter=separator), []]:
            cells += len(row)
            if len(row) > MAX_COLUMNS:
                raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
            if cells > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            if any(value.strip() for value in row):
                rows.append(row)
                continue
            tables = _end(blocks, rows, tables)
            rows = []
    except csv.Error as error:
        raise BadFileError("not-csv") from error
    return SourceDocument(name=name, blocks=tuple(blocks))


def _end(
    blocks: list[Paragraph | SourceTable], rows: list[list[str]], tables: int
) -> int:
    """Put a run of rows among the blocks; its first lone cells are headings."""
    while rows and sum(bool(value.strip()) for value in rows[0]) == 1:
        blocks.append(Paragraph(text=clean(" ".join(rows.pop(0)))))
    if not rows:
        return tables
    number = tables + 1
    above = blocks[-1] if blocks else None
    after_blank = isinstance(above, SourceTable)
    wide = max(
        map(len, (*rows, *(above.rows if isinstance(above, SourceTable) else ())))
    )
    padded = [row + [""] * (wide - len(row)) for row in rows]
    blocks.append(plain_table(number, padded, after_blank=after_blank))
    return number
