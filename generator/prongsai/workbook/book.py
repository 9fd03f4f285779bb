"""A workbook as a value: an agency's year, sheet by sheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai import messages
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Catalogue
from prongsai.workbook.choices import labels
from prongsai.workbook.columns import Column
from prongsai.workbook.measures_sheets import FOLLOW_UP, MEASURES, STEPS
from prongsai.workbook.sheet import Key, Known, Sheet
from prongsai.workbook.sheets import DISCLOSURES, SHEETS
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.workbook.unit import of_unit

VERSION = 1
"""The version of the workbook's format; the import reads all up to this one."""

_TITLE = 90
"""The length of a title that is shown for reading only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The inputs of a workbook: trees as read, by kind; None where there is none."""

    slug: str
    agency: Agency
    fiscal_year: int
    rules: Catalogue | None
    trees: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet: headers and labels in words, rows with what is offered to fill in.

    `ids` are those that a column may name; `rows` have content; `offered` only keys,
    for what is not there yet.
    """

    sheet: Sheet
    title: str
    help: str
    headers: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    ids: Mapping[str, tuple[str, ...]]
    rows: tuple[SheetRow, ...]
    offered: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All sheets of an agency's year, or of one unit in it."""

    slug: str
    fiscal_year: int
    unit: str
    title: str
    note: str
    pages: tuple[Page, ...]


def book_of(year: Year, unit: str = "", language: str = "th") -> Book:
    """Return the workbook of a year; with `unit` (an id) only the part of that unit."""
    kept = of_unit(year.agency, year.trees, unit) if unit else None
    titles = _Titles(year)
    pages = tuple(
        _page(sheet, year, titles, kept, language)
        for sheet in SHEETS
        if sheet.per_unit or not unit
    )
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
        pages=pages,
    )


def _page(
    sheet: Sheet,
    year: Year,
    titles: "_Titles",
    kept: Callable[[Sheet, Key], bool] | None,
    language: str,
) -> Page:
    rows = rows_of(sheet, year.trees.get(sheet.kind))
    offered = [] if kept else list(titles.offered(sheet, {row.key for row in rows}))
    if kept:
        rows = [row for row in rows if kept(sheet, row.key)]
        offered = [row for row in titles.offered(sheet, set()) if kept(sheet, row.key)]
        offered = [row for row in offered if row.key not in {r.key for r in rows}]
    for row in (*rows, *offered):
        row.shown |= titles.shown(sheet, row.key)
    return Page(
        sheet=sheet,
        title=_say(f"sheet-{sheet.name}", language),
        help=_say(f"help-{sheet.name}", language),
        headers=headers(sheet, language),
        labels={
            column.name: known
            for column in sheet.columns
            if (known := labels(column, year.agency, year.rules, language))
        },
        ids={
            column.name: ids
            for column in sheet.columns
            if (ids := titles.ids(column.choices, kept))
        },
        rows=tuple(rows),
        offered=tuple(offered),
    )


def headers(sheet: Sheet, language: str) -> dict[str, str]:
    """Return the header of each column; equal names also get their owner."""
    found: dict[str, str] = {}
    for column in sheet.columns:
        found[column.name] = _header(column, language)
    return found


def _header(column: Column, language: str) -> str:
    try:
        return _say(f"column-{column.name}", language)
    except KeyError:
        pass
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


class _Titles:
    """Cells that are for reading only, and the rows that are offered."""

    def __init__(self, year: Year) -> None:
        rules = year.rules
        self._tree = year.trees.get("measures")
        measures = (year.trees.get("measures") or {}).get("measures") or ()
        items = {item.code: item for item in rules.items} if rules else {}
        self.known = Known(
            measures={str(one["id"]): _measure_title(one) for one in measures},
            without_results=tuple(
                str(one["id"]) for one in measures if not one.get("results")
            ),
            items=items,
            components={
                (item.code, one.id): one
                for item in items.values()
                for one in item.components
            },
            codes=_code_titles(rules) if rules else {},
        )

    def ids(
        self, choices: str, kept: Callable[[Sheet, Key], bool] | None
    ) -> tuple[str, ...]:
        """Return the ids that a column may name."""
        if choices == "measures":
            return tuple(
                one for one in self.known.measures if _is(kept, MEASURES, (one,))
            )
        if choices == "items":
            return tuple(
                one for one in self.known.items if _is(kept, DISCLOSURES, (one,))
            )
        if choices == "work":
            return tuple(
                row.key[1]
                for sheet in (STEPS, FOLLOW_UP)
                for row in rows_of(sheet, self._tree)
                if _is(kept, sheet, row.key)
            )
        return ()

    def shown(self, sheet: Sheet, key: Key) -> dict[str, str]:
        """Return the cells of a row that are for reading only."""
        return sheet.shown(self.known, key)

    def offered(self, sheet: Sheet, there: Iterable[Key]) -> Iterable[SheetRow]:
        """Yield rows with keys alone, for what is not there yet."""
        known = set(there)
        for key in sheet.offered(self.known):
            if key not in known:
                yield SheetRow(key=key, cells={})


def _is(kept: Callable[[Sheet, Key], bool] | None, sheet: Sheet, key: Key) -> bool:
    return kept is None or kept(sheet, key)


def _measure_title(measure: Mapping[str, Any]) -> str:
    words = measure.get("title")
    if not words:
        targets: Sequence[Mapping[str, Any]] = measure.get("addresses") or ({},)
        words = next(
            (str(value) for value in reversed(list(targets[0].values())) if value), ""
        )
    text = " ".join(str(words).split())
    return text if len(text) <= _TITLE else f"{text[: _TITLE - 1]}…"


def _code_titles(rules: Catalogue) -> dict[str, str]:
    titles = {
        one.code: one.title
        for some in (
            rules.instruments,
            rules.indicators,
            rules.sub_indicators,
            rules.items,
        )
        for one in some
    }
    return titles | {one.code: one.wording or "" for one in rules.questions}
