"""The search page."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.pages.context import Context
from prongsai.pages.home import newest_year
from prongsai.pages.page import Link, Page
from prongsai.pages.year_page import years


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What the search can be narrowed to, and where to go where it finds nothing."""

    agencies: tuple[str, ...]
    years: tuple[str, ...]
    lists: tuple[Link, ...]


def search_page(context: Context) -> Iterator[Page]:
    """Yield the search page."""
    known = {year.fiscal_year for _, year in years(context)}
    title = context.words("search")
    view = SearchView(
        lists=tuple(_lists(context)),
        agencies=tuple(agency.agency.value.name for agency in context.agencies),
        years=tuple(str(year) for year in sorted(known, reverse=True)),
    )
    yield Page(address="search/", title=title, name=title, view=view, wide=True)


def _lists(context: Context) -> Iterator[Link]:
    """Yield where all is listed: the newest year of each agency, and its contacts."""
    for agency in context.agencies:
        about, slug = agency.agency.value, agency.slug
        year = newest_year(agency)
        if year and year.catalogue:
            address = context.addresses.year(slug, year.fiscal_year)
            facts = {"year": year.fiscal_year, "agency": about.name}
            title = context.words("checklist-of-agency", **facts)
            yield Link(title=title, address=address)
        if about.contacts:
            home = context.addresses.agency(slug)
            title = context.words("contact-of", agency=about.name)
            yield Link(title=title, address=f"{home}#contact")
