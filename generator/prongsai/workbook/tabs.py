"""The tabs of a workbook: which rows are on which, in which columns and which order.

A tab has the rows of one sheet, or of several that a hidden column separates.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prongsai.thai.codes import parse_code, sort_key
from prongsai.workbook.book import Page
from prongsai.workbook.columns import Column
from prongsai.workbook.tables import SheetRow

ORDER = (
    "answers",
    "evidence",
    "survey",
    "unplaced-measures",
    "measures",
    "steps",
    "follow-up",
    "results",
    "outcomes",
    "unplaced-scores",
    "scores",
    "total",
    "analysis",
    "selection",
    "documents",
    "measures-source",
    "manual-items",
    "manual",
    "agency",
    "contacts",
    "channels",
    "units",
    "executives",
    "site",
)
"""The tabs in the order of the work: every day's first, once a year's last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabColumn:
    """A column of a tab: the columns with its header, by the name of their sheet."""

    header: str
    of: Mapping[str, Column]

    @property
    def column(self) -> Column:
        """Return the column that says how wide it is, and what it is for."""
        return next(iter(self.of.values()))

    @property
    def typed(self) -> Column:
        """Return the column that says what may be chosen."""
        open_ones = (one for one in self.of.values() if not one.shown)
        return next(open_ones, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """What one tab shows."""

    name: str
    title: str
    help: str
    pages: tuple[Page, ...]
    columns: tuple[TabColumn, ...]
    rows: tuple[tuple[Page, SheetRow], ...]

    @property
    def page(self) -> Page:
        """Return the page that its empty rows are of."""
        return self.pages[0]

    def page_of(self, column: TabColumn) -> Page:
        """Return the page whose labels and choices a column has."""
        typed = column.typed
        return next(p for p in self.pages if column.of.get(p.sheet.name) is typed)


def tabs_of(pages: Iterable[Page]) -> tuple[Tab, ...]:
    """Return the tabs in the order of the work."""
    found: dict[str, list[Page]] = {}
    for page in pages:
        found.setdefault(page.sheet.title, []).append(page)
    names = sorted(found, key=ORDER.index)
    return tuple(_tab(name, tuple(found[name])) for name in names)


def _tab(name: str, pages: tuple[Page, ...]) -> Tab:
    own = sorted(pages, key=lambda page: bool(page.sheet.tab))
    return Tab(
        name=name,
        title=own[0].title,
        help=own[0].help,
        pages=tuple(own),
        columns=tuple(_columns(own)),
        rows=tuple(_in_order(own)),
    )


def _columns(pages: Iterable[Page]) -> Iterator[TabColumn]:
    found: dict[str, dict[str, Column]] = {}
    for page in pages:
        for column in page.sheet.columns:
            header = page.headers[column.name]
            found.setdefault(header, {})[page.sheet.name] = column
    for header, of in found.items():
        yield TabColumn(header=header, of=of)


def _in_order(pages: list[Page]) -> list[tuple[Page, SheetRow]]:
    """Return the rows: those of one item together, the item itself first."""
    rows = [(page, row) for page in pages for row in (*page.rows, *page.offered)]
    if len(pages) == 1:
        return rows
    return sorted(rows, key=lambda two: _place(*two))


def _place(page: Page, row: SheetRow) -> tuple[tuple[int, int, int], bool, int]:
    place = page.places.get(row.key, len(page.places))
    return _code_place(row.key[0]), page.sheet.marked, place


def _code_place(code: str) -> tuple[int, int, int]:
    try:
        return sort_key(parse_code(code))
    except ValueError:
        return (99, 0, 0)
