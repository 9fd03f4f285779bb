"""A table of open data: typed columns and rows of plain values."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | bool | datetime.date | None


class ColumnKind(StrEnum):
    """Types of columns, as Frictionless calls them."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    FLAG = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column.

    Attributes:
        title: key of its words in the table `opendata`.
        printed: its heading in the document it comes from, instead of our words.
        era: `ce` or `be` for the two columns that a date has, else empty.
        choices: the words it may contain; any text where empty.
    """

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    title: str = ""
    printed: str = ""
    era: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """One table; every row has a cell for every field.

    Unknown values are None or an empty text: both are written the same. `title` is of a
    document's own table; others are called by the words of their name.
    """

    name: str
    title: str = ""
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]


def make(
    name: str, fields: Iterable[Field], rows: Iterable[tuple[Cell, ...]]
) -> OpenTable:
    """Make a table; a date becomes two columns: ค.ศ., and พ.ศ. as text.

    The day in พ.ศ. is text since `2567-02-29` is no day of ค.ศ. 2567.
    """
    given = tuple(fields)
    dated = any(field.kind is ColumnKind.DATE for field in given)
    return OpenTable(
        name=name,
        fields=tuple(_in_both_eras(given)),
        rows=tuple(tuple(_cells(given, row)) for row in rows) if dated else tuple(rows),
    )


def _in_both_eras(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        if field.kind is ColumnKind.DATE:
            yield Field(
                name=field.name, kind=ColumnKind.DATE, title=field.name, era="ce"
            )
            yield Field(
                name=f"{field.name}_be",
                kind=ColumnKind.TEXT,
                title=field.name,
                era="be",
            )
        else:
            yield field


def _cells(fields: tuple[Field, ...], row: tuple[Cell, ...]) -> Iterator[Cell]:
    for field, cell in zip(fields, row, strict=True):
        yield cell
        if field.kind is ColumnKind.DATE:
            yield buddhist(cell) if isinstance(cell, datetime.date) else None


def buddhist(day: datetime.date) -> str:
    """Write a day in พ.ศ. as YAML has it: `2568-03-31`."""
    return f"{day.year + 543}-{day:%m-%d}"
