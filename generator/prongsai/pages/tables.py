"""Documents that an item's page shows as tables, and columns that answer components."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.evidence_tables import (
    EvidenceTable,
    column_asked,
    is_figures,
    shown_tables,
)
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Component, Item
from prongsai.model.disclosures import Disclosure
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.parts import PartView

ROWS_SHOWN = 100
"""More rows make a page slow on a phone; the file and the open data have all."""


def data_name(evidence: str) -> str:
    """Return the name of a table in the open data."""
    return f"table-{evidence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A document as a table: its first rows, and where all of them are."""

    source: EvidenceView
    table: EvidenceTable
    figures: tuple[bool, ...]
    csv: str
    json: str

    @property
    def anchor(self) -> str:
        """Return the anchor of the table on the page."""
        return f"table-{self.source.evidence.id}"

    @property
    def caption(self) -> str:
        """Return what the table is called."""
        return self.source.evidence.caption or self.source.evidence.title

    @property
    def part(self) -> PartView:
        """Return the section that the page has for it."""
        return PartView(rule="", anchor=self.anchor, title=self.caption)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows that the page shows."""
        return self.table.rows[:ROWS_SHOWN]

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.table.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """The column that answers a component; `anchor` is that of its table if shown."""

    title: str
    source: EvidenceView
    anchor: str


def view_tables(
    context: Context, agency: AgencyContent, year: Year, disclosure: Disclosure | None
) -> Iterator[TableView]:
    """Yield the tables of an item in the order of its documents."""
    folder = context.addresses.data(agency.slug, year.fiscal_year)
    for evidence, table in shown_tables(year, disclosure):
        name = f"{folder}{data_name(evidence.id)}"
        yield TableView(
            source=context.evidence(agency, year, evidence),
            table=table,
            figures=tuple(map(is_figures, zip(*table.rows, strict=True))),
            csv=f"{name}.csv",
            json=f"{name}.json",
        )


def view_column(
    context: Context, agency: AgencyContent, year: Year, item: Item, one: Component
) -> ColumnView | None:
    """Return the column that answers a component, None where none does."""
    found = column_asked(year, item, one)
    if found is None:
        return None
    shown = found.evidence.show is not None
    return ColumnView(
        title=found.title,
        source=context.evidence(agency, year, found.evidence),
        anchor=f"table-{found.evidence.id}" if shown else "",
    )
