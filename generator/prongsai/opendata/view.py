"""The page `data/`: which files there are, by agency and year."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.opendata.addresses import FOLDER, anchor
from prongsai.opendata.package import Dataset, dataset, tables
from prongsai.pages.context import Context
from prongsai.pages.page import Link, MadeFile, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyData:
    """One agency with its years, newest first."""

    agency: Agency
    anchor: str
    datasets: tuple[Dataset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """All open data of the site."""

    agencies: tuple[AgencyData, ...]

    @property
    def files(self) -> Iterator[MadeFile]:
        """Yield every file of open data."""
        for agency in self.agencies:
            for one in agency.datasets:
                yield from one.files


def view_data(context: Context) -> DataView:
    """Make the open data of every year that has a checklist."""
    found = (
        AgencyData(
            agency=agency.agency.value,
            anchor=agency.slug,
            datasets=tuple(
                made
                for year in reversed(agency.years)
                if year.catalogue is not None
                and (made := dataset(context, agency, year)) is not None
            ),
        )
        for agency in context.agencies
    )
    return DataView(agencies=tuple(one for one in found if one.datasets))


def data_link(context: Context, agency: AgencyContent, year: Year) -> Link | None:
    """Return the link to a year's open data, None where it has none."""
    if next(tables(context, agency, year), None) is None:
        return None
    address = f"{FOLDER}#{anchor(agency.slug, year.fiscal_year)}"
    return Link(
        title=context.words("open-data-of", year=year.fiscal_year), address=address
    )


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page of all open data, where there is any."""
    view, title = view_data(context), context.words("open-data")
    if view.agencies:
        yield Page(
            address=FOLDER,
            title=title,
            name=title,
            view=view,
            files=tuple(view.files),
        )
