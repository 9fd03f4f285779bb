"""A workbook as a value: an agency's year, sheet by sheet."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai import messages
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Catalogue, LocalCatalogue
from prongsai.workbook.choices import labels
from prongsai.workbook.columns import Column
from prongsai.workbook.entry_words import EntryWords
from prongsai.workbook.known import Named, known_of
from prongsai.workbook.places import named_places
from prongsai.workbook.sheet import Key, Known, Sheet
from prongsai.workbook.sheets import SHEETS
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.workbook.unit import of_unit
from prongsai.workbook.unplaced_sheets import DISCARD

VERSION = 1
"""The version of the workbook's format; the import reads all up to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The inputs of a workbook: trees as read, by kind; None where there is none.

    `files` are the names of the files that the year has, `own` what the agency read
    in the manual.
    """

    slug: str
    agency: Agency
    fiscal_year: int
    rules: Catalogue | None
    trees: Mapping[str, Any]
    files: tuple[str, ...] = ()
    own: LocalCatalogue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet: headers and labels in words, rows with what is offered to fill in.

    `choices` are what the list of a column has; `rows` have content; `offered` only
    keys, for what is not there yet, and `places` are the places of all that may be.
    """

    sheet: Sheet
    title: str
    help: str
    headers: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    choices: Mapping[str, tuple[str, ...]]
    rows: tuple[SheetRow, ...]
    offered: tuple[SheetRow, ...]
    places: Mapping[Key, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All sheets of an agency's year, or of one unit in it.

    `draft` is the year whose list of items is used where this year has none, else 0;
    `readings` say how many items are complete by whose comparison with the manual;
    `review` is the page with the pictures of the manual, from the site's folder;
    `pictures` are those pages of it on which an item begins, as PNG by its code.
    """

    slug: str
    fiscal_year: int
    unit: str
    title: str
    note: str
    pages: tuple[Page, ...]
    draft: int = 0
    readings: tuple[str, ...] = ()
    review: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def book_of(year: Year, unit: str = "", language: str = "th") -> Book:
    """Return the workbook of a year; with `unit` (an id) only the part of that unit."""
    sheets = tuple(sheet for sheet in SHEETS if sheet.per_unit or not unit)
    pages = pages_of(year, sheets, unit, language)
    name = next((one.name for one in year.agency.units if one.id == unit), "")
    title = _say(
        "title", language, agency=year.agency.name, year=year.fiscal_year, unit=name
    )
    note = _say("hidden-note", language)
    return Book(
        slug=year.slug,
        fiscal_year=year.fiscal_year,
        unit=unit,
        title=title.strip(),
        note=note,
        pages=tuple(one for one in pages if one.rows or not one.sheet.only_filled),
        draft=year.rules.list_year if year.rules and year.rules.provisional else 0,
    )


def pages_of(
    year: Year, sheets: Iterable[Sheet], unit: str = "", language: str = "th"
) -> tuple[Page, ...]:
    """Return sheets of a year as pages; with `unit` (an id) only the unit's rows."""
    kept = of_unit(year.agency, year.trees, unit) if unit else None
    known = known_of(year.rules, year.trees, language)
    words = EntryWords(year.agency.units, year.fiscal_year, language)
    named = Named(known, words, year.trees, year.files, kept)
    return tuple(_page(sheet, year, known, named, kept, language) for sheet in sheets)


def _page(
    sheet: Sheet,
    year: Year,
    known: Known,
    named: Named,
    kept: Callable[[Sheet, Key], bool] | None,
    language: str,
) -> Page:
    every = rows_of(sheet, year.trees.get(sheet.kind))
    there = {row.key for row in every}
    keys = sheet.offered(known)
    fresh = (SheetRow(key=key, cells={}) for key in keys if key not in there)
    rows = [row for row in every if kept is None or kept(sheet, row.key)]
    offered = [row for row in fresh if kept is None or kept(sheet, row.key)]
    for row in (*rows, *offered):
        row.shown |= sheet.shown(known, row.key)
    of_columns = {
        column.name: labels(column, year.agency, year.rules, language)
        or named.labels(column, rows)
        or _places(column, year, known, language)
        for column in sheet.columns
    }
    return Page(
        sheet=sheet,
        title=_say(f"sheet-{sheet.title}", language),
        help=_say(f"help-{sheet.title}", language, year=year.fiscal_year),
        headers=headers(sheet, language),
        labels={name: some for name, some in of_columns.items() if some},
        choices={
            column.name: choices
            for column in sheet.columns
            if not column.shown
            if (choices := named.choices(column, of_columns[column.name]))
        },
        rows=tuple(rows),
        offered=tuple(offered),
        places={key: place for place, key in enumerate(keys)},
    )


def _places(
    column: Column, year: Year, known: Known, language: str
) -> Mapping[str, str]:
    """Return the places that a text may be put into, by a word for each."""
    kind = column.choices.removeprefix("places-")
    if kind == column.choices:
        return {}

    def field(sheet: Sheet, name: str) -> str:
        title = _say(f"sheet-{sheet.title}", language)
        return f"{title}: {headers(sheet, language)[name]}"

    found = named_places(kind, year.trees, known, field)
    return {DISCARD: _say("discard", language), **found}


def headers(sheet: Sheet, language: str) -> dict[str, str]:
    """Return the header of each column."""
    return {column.name: _header(sheet, column, language) for column in sheet.columns}


def _header(sheet: Sheet, column: Column, language: str) -> str:
    for key in (f"column-{sheet.name}-{column.name}", f"column-{column.name}"):
        with suppress(KeyError):
            return _say(key, language)
    outer, _, inner = column.name.partition(".")
    if not inner:
        return field_name(column.model, outer, language)
    above = field_name("", outer, language)
    return f"{above}: {field_name(column.model, inner, language)}"


def field_name(model: str, name: str, language: str) -> str:
    """Return the name of a field: `Model.field` goes before `field`."""
    return messages.label(f"{model}.{name}", language)


def _say(key: str, language: str, /, **facts: object) -> str:
    return messages.text("workbook", key, language, **facts)
