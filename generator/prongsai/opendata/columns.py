"""Columns that know their cells, so that a table of records needs no second list.

Every table of open data is a list of columns and a list of records. A column is in one
place: what it is called, which kind of value it holds, and where in the record that is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from prongsai.opendata.table import Cell, ColumnKind, Field, OpenTable, make

Of = TypeVar("Of")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenColumn(Generic[Of]):
    """One column of a table of records, and the cell that a record has in it."""

    field: Field
    cell: Callable[[Of], Cell]


def column(
    name: str,
    cell: Callable[[Of], Cell] | None = None,
    *,
    kind: ColumnKind = ColumnKind.TEXT,
    choices: Iterable[str] = (),
) -> OpenColumn[Of]:
    """Return a column; without `cell` it holds the field of the record of its name."""
    field = Field(name=name, kind=kind, choices=tuple(str(one) for one in choices))
    return OpenColumn(field=field, cell=cell or attrgetter(name))


def inside(
    part: Callable[[Of], Part | None], columns: Iterable[OpenColumn[Part]]
) -> tuple[OpenColumn[Of], ...]:
    """Return the columns of a part of a record, empty where it has no such part."""
    return tuple(_inside(part, one) for one in columns)


def _inside(
    part: Callable[[Of], Part | None], inner: OpenColumn[Part]
) -> OpenColumn[Of]:
    def cell(record: Of) -> Cell:
        found = part(record)
        return None if found is None else inner.cell(found)

    return OpenColumn(field=inner.field, cell=cell)


def table(
    name: str, columns: Sequence[OpenColumn[Of]], records: Iterable[Of]
) -> OpenTable:
    """Return the table of all records."""
    rows = (tuple(column.cell(one) for column in columns) for one in records)
    return make(name, (column.field for column in columns), rows)
