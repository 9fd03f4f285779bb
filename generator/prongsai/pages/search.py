"""The search page."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.pages.context import Context
from prongsai.pages.page import Page
from prongsai.pages.year_page import years


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What the search can be narrowed to."""

    agencies: tuple[str, ...]
    years: tuple[str, ...]


def search_page(context: Context) -> Iterator[Page]:
    """Yield the search page."""
    known = {year.fiscal_year for _, year in years(context)}
    title = context.words("search")
    view = SearchView(
        agencies=tuple(agency.agency.value.name for agency in context.agencies),
        years=tuple(str(year) for year in sorted(known, reverse=True)),
    )
    yield Page(address="search/", title=title, name=title, view=view, wide=True)
