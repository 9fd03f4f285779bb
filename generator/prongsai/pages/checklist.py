"""The checklist of a year: every item in official order."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.disclosed import disclosure_of, public_items
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Item, SubIndicator
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.items import data_date
from prongsai.pages.page import Page
from prongsai.pages.year_page import of_year, years


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """One line of the checklist: an item with a page of its own."""

    item: Item
    address: str
    updated: datetime.date | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    """The checklist in official order, by sub-indicator."""

    year: int
    groups: tuple[tuple[SubIndicator, tuple[ChecklistRow, ...]], ...]

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """Return the days on which the items were updated."""
        rows = (row for _, rows in self.groups for row in rows)
        return tuple(row.updated for row in rows if row.updated)

    @property
    def linked(self) -> tuple[tuple[SubIndicator, tuple[ChecklistRow, ...]], ...]:
        """Return the groups with only the items that have a page."""
        groups = (
            (sub, tuple(row for row in rows if row.address))
            for sub, rows in self.groups
        )
        return tuple((sub, rows) for sub, rows in groups if rows)

    @property
    def published(self) -> int:
        """Return how many items have a page."""
        return sum(len(rows) for _, rows in self.linked)


def view_checklist(
    context: Context, agency: AgencyContent, year: Year
) -> ChecklistView:
    """Lay the year's items out by sub-indicator, in official order.

    Without `disclosures.yml` it is not known what is disclosed: then all items are
    listed, those without a page without a link.
    """
    rules = year.catalogue
    if rules is None:
        message = "no catalogue for this year"
        raise ValueError(message)
    with_page = public_items(agency, year)
    items = with_page if year.disclosures else rules.items
    rows = [
        _row(context, agency, year, item)
        if item in with_page
        else ChecklistRow(item=item, address="", updated=None, evidence=())
        for item in items
    ]
    groups = tuple(
        (sub, tuple(row for row in rows if row.item.sub_indicator == sub.code))
        for sub in rules.sub_indicators
    )
    return ChecklistView(
        year=year.fiscal_year,
        groups=tuple((sub, group) for sub, group in groups if group),
    )


def _row(
    context: Context, agency: AgencyContent, year: Year, item: Item
) -> ChecklistRow:
    disclosure = disclosure_of(year, item.code)
    return ChecklistRow(
        item=item,
        address=context.addresses.item(agency.slug, year.fiscal_year, item.code),
        updated=data_date(agency, year, item),
        evidence=tuple(
            context.evidence(agency, year, evidence)
            for evidence in (disclosure.evidence if disclosure else ())
        ),
    )


def checklist_pages(context: Context) -> Iterator[Page]:
    """Yield the checklist of every year; it is what the year's address opens."""
    for agency, year in years(context):
        view = view_checklist(context, agency, year)
        common = of_year(context, agency, year, context.words("checklist"))
        common["crumbs"] = context.crumbs(agency)
        yield Page(
            **common,
            address=context.addresses.year(agency.slug, year.fiscal_year),
            view=view,
            crumb=context.words("fiscal-year", year=year.fiscal_year),
            wide=True,
            dates=view.dates,
        )
