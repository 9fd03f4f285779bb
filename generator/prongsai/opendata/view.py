"""The pages below `data/`: which files there are, by agency and year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.model.site import Mode
from prongsai.opendata.addresses import FOLDER, anchor
from prongsai.opendata.package import Dataset, dataset, tables
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
    """Agencies with their tables, or with links to the pages that have them.

    Attributes:
        has_tables: False on `data/` of a hub.
        others: where the other agencies are, if they are not here.
    """

    agencies: tuple[AgencyData, ...]
    has_tables: bool = True
    others: Link | None = None


def all_data(context: Context) -> tuple[AgencyData, ...]:
    """Make the open data of every year that has a checklist."""
    found = (
        AgencyData(
            owner=agency,
            anchor=agency.slug,
            page=context.addresses.data_page(agency.slug),
            datasets=tuple(
                made
                for year in reversed(agency.years)
                if year.catalogue is not None
                and (made := dataset(context, agency, year)) is not None
            ),
        )
        for agency in context.agencies
    )
    return tuple(one for one in found if one.datasets)


def data_link(context: Context, agency: AgencyContent, year: Year) -> Link | None:
    """Return the link to a year's open data, None where it has none."""
    if next(tables(context, agency, year), None) is None:
        return None
    page = context.addresses.data_page(agency.slug)
    address = f"{page}#{anchor(agency.slug, year.fiscal_year)}"
    return Link(
        title=context.words("open-data-of", year=year.fiscal_year), address=address
    )


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page of all open data, where there is any; in a hub one an agency."""
    found, title = all_data(context), context.words("open-data")
    if not found:
        return
    page = Page(address=FOLDER, title=title, name=title, view=DataView(agencies=found))
    if context.content.site.value.mode is Mode.AGENCY:
        yield replace(page, files=tuple(file for one in found for file in one.files))
        return
    yield replace(page, view=_listed(context, found))
    others = Link(title=context.words("open-data-of-all"), address=FOLDER)
    for one in found:
        yield replace(
            page,
            address=one.page,
            title=context.words("open-data-of-agency", agency=one.agency.name),
            view=DataView(agencies=(one,), others=others),
            agency=one.owner,
            crumbs=context.crumbs(one.owner),
            files=one.files,
        )


def _listed(context: Context, found: tuple[AgencyData, ...]) -> DataView:
    """Return the list of the agencies, or where it is."""
    if len(found) <= MOST:
        return DataView(agencies=found, has_tables=False)
    home = Link(title=context.words("all-agencies"), address="")
    return DataView(agencies=(), has_tables=False, others=home)
