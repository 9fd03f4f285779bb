"""Tables that are printed next to each other on one sheet, taken apart."""

from collections.abc import Sequence
from dataclasses import replace

from prongsai.importing.read.document import SourceTable
from prongsai.importing.understand.headers import ASSESSED, Header, find_header

_SUBJECTS = ASSESSED | {"measure", "issue"}


def taken_apart(table: SourceTable) -> list[SourceTable]:
    """Return the tables that one is made of: each has a header and a subject."""
    header = find_header(table)
    if header is None:
        return [table]
    for runs in (_between_empty(table, header), _repeated(header)):
        parts = [_columns(table, run) for run in runs]
        if len(parts) > 1 and all(map(_has_subject, parts)):
            return parts
    return [table]


def _between_empty(table: SourceTable, header: Header) -> Sequence[Sequence[int]]:
    """Return runs of columns that empty ones part."""
    filled = {
        cell.spot.column
        for row in table.rows[header.first :]
        for cell in row
        if cell.text or cell.covered
    }
    runs: list[list[int]] = []
    for at in sorted(filled):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _repeated(header: Header) -> Sequence[Sequence[int]]:
    """Return runs of columns whose headers are the same again."""
    columns = sorted(header.columns)
    names = [header.names[at] for at in columns]
    for size in range(2, len(columns) // 2 + 1):
        runs = [names[at : at + size] for at in range(0, len(names), size)]
        if all(run == runs[0] for run in runs):
            return [columns[at : at + size] for at in range(0, len(columns), size)]
    return []


def _columns(table: SourceTable, columns: Sequence[int]) -> SourceTable:
    rows = tuple(
        tuple(cell for cell in row if cell.spot.column in columns) for row in table.rows
    )
    return replace(table, rows=rows)


def _has_subject(part: SourceTable) -> bool:
    header = find_header(part)
    return header is not None and bool(_SUBJECTS & {*header.columns.values()})
