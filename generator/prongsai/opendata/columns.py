"""Columns that know their cells, so that a table of records needs no second list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

from prongsai.opendata.table import Cell, ColumnKind, Field, OpenTable, make

Of = TypeVar("Of")


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


def fields(columns: Iterable[OpenColumn[Of]]) -> tuple[Field, ...]:
    """Return what the columns are."""
    return tuple(one.field for one in columns)


def cells(columns: Iterable[OpenColumn[Of]], record: Of) -> tuple[Cell, ...]:
    """Return the row of a record."""
    return tuple(one.cell(record) for one in columns)


def table(
    name: str, columns: Sequence[OpenColumn[Of]], records: Iterable[Of]
) -> OpenTable:
    """Return the table of all records."""
    return make(name, fields(columns), (cells(columns, one) for one in records))
