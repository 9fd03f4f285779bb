"""The columns of a sheet: from a field to a cell and back.

Between YAML and cell each field is one text, its *plain* text. Snapshot, comparison and
merge use only these.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any  # trees of YAML

from prongsai.thai.dates import day_as_typed
from prongsai.thai.digits import to_arabic
from prongsai.workbook.entries import one, read_entries, write_entries
from prongsai.yaml.writer import Bare

PAGE = "manual-p"
"""Beginning of the ids of sources that are pages of the official manual."""


class Form(StrEnum):
    """How a field is written in a cell."""

    TEXT = "text"
    LINES = "lines"
    PLAIN = "plain"
    EXACT = "exact"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    ENTRIES = "entries"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field of a record.

    Attributes:
        name: its key in YAML; `schedule.from` for one of a record below.
        form: how it is written.
        model: name of the model that has it, for its Thai name.
        width: of the column, in signs.
        choices: what may be chosen: an enumeration's name, or `units`, `topics`,
            `measures`, `items`, `components`, `work`, `evidence`, `responsible`,
            `targets`.
        parts: fields of the entries, for `Form.ENTRIES`.
        key: it identifies the record of the row, and is locked.
        shown: it is for reading only, and is locked.
        typed: it is filled in, but not merged: the import makes records of it.
        aside: it is hidden: the program needs it, people do not.
    """

    name: str
    form: Form
    model: str
    width: int = 24
    choices: str = ""
    parts: tuple[str, ...] = ()
    key: bool = False
    shown: bool = False
    typed: bool = False
    aside: bool = False

    @property
    def data(self) -> bool:
        """Return whether it is a field that is merged."""
        return not (self.key or self.shown or self.typed)

    @property
    def of(self) -> tuple[str, str]:
        """Return the model that has the field, and its name."""
        return self.model, self.name

    @property
    def hidden(self) -> bool:
        """Return whether people do not see it: ids are made by the program."""
        return self.aside or (self.key and self.name == "id")

    @property
    def free(self) -> bool:
        """Return whether more than what its list has may be typed."""
        return self.form in {Form.LINES, Form.ENTRIES} or self.key


def plain(column: Column, value: Any) -> str:  # noqa: ANN401 - a tree of YAML
    """Return the plain text of a value from YAML; empty where there is none."""
    if value is None:
        return ""
    match column.form:
        case Form.LINES:
            return "\n".join(one(part) for part in value)
        case Form.PAGE:
            return "\n".join(one(part).removeprefix(PAGE) for part in value)
        case Form.ENTRIES:
            return write_entries(value, column.parts)
        case _:
            return tidy(column, str(value))


def tidy(column: Column, text: str) -> str:
    """Return the plain text of a cell."""
    match column.form:
        case Form.LINES | Form.PAGE:
            return "\n".join(filter(None, map(one, text.splitlines())))
        case Form.ENTRIES:
            return write_entries(read_entries(text, column.parts), column.parts)
        case Form.EXACT:
            return text.strip()
        case Form.TEXT:
            return one(text)
        case Form.DATE:
            return day_as_typed(one(text))
        case _:
            return to_arabic(one(text))


def value_of(column: Column, text: str) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return the YAML value of a plain text; None for an empty one."""
    if not text:
        return None
    match column.form:
        case Form.LINES:
            return text.split("\n")
        case Form.PAGE:
            return [page_source(line) for line in text.split("\n")]
        case Form.ENTRIES:
            entries = read_entries(text, column.parts)
            return [
                {name: bare(part) if name in _FIGURES else part for name, part in each}
                for each in (entry.items() for entry in entries)
            ]
        case Form.NUMBER | Form.CHOICE:
            return bare(text)
        case _:
            return text


_FIGURES = {"code", "score"}
_FIGURE = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false")


def bare(text: str) -> str:
    """Return a figure or a flag as YAML has it: without quotes."""
    return Bare(text) if _FIGURE.fullmatch(text) else text


def page_source(page: str) -> str:
    """Return the id of the source that is one page of the manual."""
    number = to_arabic(page)
    return f"{PAGE}{number}" if re.fullmatch(r"[0-9]+", number) else page


def same(column: Column, one: str, other: str) -> bool:
    """Return whether two plain texts mean the same; 91.8 is 91.80."""
    if one == other or column.form is not Form.NUMBER:
        return one == other
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False


def get(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return the field `name`; `a.b` is `b` of the record `a`."""
    outer, _, inner = name.partition(".")
    value = record.get(outer)
    if inner:
        return value.get(inner) if isinstance(value, Mapping) else None
    return value


Make = Callable[..., Column]


def columns(model: str) -> tuple[Make, Make]:
    """Return makers of columns of a model: of any form, and of plain texts."""

    def make(name: str, form: Form, width: int = 24, **more: Any) -> Column:  # noqa: ANN401 - a tree of YAML
        return Column(
            name=name, form=form, model=more.pop("model", model), width=width, **more
        )

    def text(name: str, width: int = 40, **more: Any) -> Column:  # noqa: ANN401 - a tree of YAML
        return make(name, Form.TEXT, width, **more)

    return make, text
