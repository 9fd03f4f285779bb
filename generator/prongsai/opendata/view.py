"""The pages below `data/`: which files there are, by agency and year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.model.site import Mode
from prongsai.opendata.addresses import FOLDER, anchor
from prongsai.opendata.package import Dataset, dataset, tables
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.page import Link, MadeFile, Page

MOST = 200
"""Agencies that `data/` lists; where there are more, the home page finds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyData:
    """One agency with its years, newest first; `page` is the address of its data."""

    owner: AgencyContent
    anchor: str
    page: str
    datasets: tuple[Dataset, ...]

    @property
    def agency(self) -> Agency:
        """Return what is known of the agency."""
        return self.owner.agency.value

    @property
    def files(self) -> tuple[MadeFile, ...]:
        """Return every file of its open data."""
        return tuple(file for one in self.datasets for file in one.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """Open data.

    Attributes:
        agencies: with their tables.
        listed: with links to the pages of their tables.
        others: where the other agencies are, if they are not here.
    """

    agencies: tuple[AgencyData, ...] = ()
    listed: tuple[AgencyCard, ...] = ()
    others: Link | None = None


def own_data(context: Context, agency: AgencyContent) -> AgencyData | None:
    """Make the open data of every year of an agency that has a checklist."""
    datasets = tuple(
        made
        for year in reversed(agency.years)
        if year.catalogue is not None
        and (made := dataset(context, agency, year)) is not None
    )
    page = context.addresses.data_page(agency.slug)
    if not datasets:
        return None
    return AgencyData(owner=agency, anchor=agency.slug, page=page, datasets=datasets)


def data_years(context: Context, agency: AgencyContent) -> tuple[Link, ...]:
    """Return the links to the years of an agency's open data, newest first."""
    page = context.addresses.data_page(agency.slug)
    return tuple(
        Link(
            title=context.words("fiscal-year", year=year.fiscal_year),
            address=f"{page}#{anchor(agency.slug, year.fiscal_year)}",
        )
        for year in reversed(agency.years)
        if _has_data(context, agency, year)
    )


def _has_data(context: Context, agency: AgencyContent, year: Year) -> bool:
    known = year.catalogue is not None
    return known and next(tables(context, agency, year), None) is not None


def data_link(context: Context, agency: AgencyContent, year: Year) -> Link | None:
    """Return the link to a year's open data, None where it has none."""
    if not _has_data(context, agency, year):
        return None
    page = context.addresses.data_page(agency.slug)
    address = f"{page}#{anchor(agency.slug, year.fiscal_year)}"
    return Link(
        title=context.words("open-data-of", year=year.fiscal_year), address=address
    )


def data_pages(context: Context) -> Iterator[Page]:
    """Yield the page of each agency's open data, where it has any."""
    hub = context.content.site.value.mode is Mode.HUB
    others = Link(title=context.words("open-data-of-all"), address=FOLDER)
    for agency in context.agencies:
        found = own_data(context, agency)
        if found is not None:
            name, of = context.words("open-data"), found.agency.name
            view = DataView(agencies=(found,), others=others if hub else None)
            whole = context.words("open-data-of-agency", agency=of) if hub else name
            yield Page(
                address=found.page,
                title=whole,
                name=name,
                view=view,
                agency=agency if hub else None,
                crumbs=context.crumbs(agency) if hub else (),
                files=found.files,
            )


def data_list(context: Context, cards: Sequence[AgencyCard]) -> Iterator[Page]:
    """Yield the list of all open data of a hub, where there is any."""
    listed, title = (
        tuple(card for card in cards if card.data),
        context.words("open-data"),
    )
    if not listed or context.content.site.value.mode is not Mode.HUB:
        return
    home = Link(title=context.words("all-agencies"), address="")
    few = len(listed) <= MOST
    view = DataView(listed=listed if few else (), others=None if few else home)
    yield Page(address=FOLDER, title=title, name=title, view=view)
