"""The search pages: one, or in a hub of many agencies one for each, too.

One index is loaded whole by whoever searches. Where it would be too big, the search
page of the hub finds agencies, and each agency has its own page with its own index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent
from prongsai.model.site import Mode
from prongsai.pages.addresses import SEARCH
from prongsai.pages.agency_card import AgencyCard, agency_card
from prongsai.pages.context import Context
from prongsai.pages.page import Link, Page

TOGETHER = 7
"""Agencies in one index: each takes 43 KB of a visit that may take 300 KB."""

INDEX = "search-index.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What the search can be narrowed to, and where to go where it finds nothing.

    `index` is the address of the script that the page searches.
    """

    index: str
    agencies: tuple[str, ...]
    years: tuple[str, ...]
    lists: tuple[Link, ...]


def searched_apart(context: Context) -> bool:
    """Return whether each agency has its own search page."""
    hub = context.content.site.value.mode is Mode.HUB
    return hub and context.count > TOGETHER


def search_address(context: Context, agency: AgencyContent | None) -> str:
    """Return the search page that the pages of an agency (or of the site) lead to."""
    if agency is None or not searched_apart(context):
        return SEARCH
    return f"{context.addresses.agency(agency.slug)}{SEARCH}"


def index_address(context: Context, agency: AgencyContent | None) -> str:
    """Return where the index is that holds the pages of an agency, or of the site."""
    if agency is None or not searched_apart(context):
        return f"assets/{INDEX}"
    return f"{context.addresses.agency(agency.slug)}{INDEX}"


def search_page(context: Context, cards: Sequence[AgencyCard]) -> Iterator[Page]:
    """Yield the search page of the site."""
    title = context.words("search")
    apart = searched_apart(context)
    yield Page(
        address=SEARCH,
        title=title,
        name=title,
        view=_of_hub(context) if apart else _of_all(context, cards),
        wide=True,
    )


def own_search_pages(context: Context) -> Iterator[Page]:
    """Yield the search page of each agency, where it has one of its own."""
    for agency in context.agencies if searched_apart(context) else ():
        named = context.words("search-of", agency=agency.agency.value.name)
        yield Page(
            address=search_address(context, agency),
            title=named,
            name=context.words("search"),
            view=_of_agency(context, agency),
            agency=agency,
            crumbs=context.crumbs(agency),
            wide=True,
        )


def _of_all(context: Context, cards: Sequence[AgencyCard]) -> SearchView:
    known = {year.title for card in cards for year in card.years}
    return SearchView(
        index=index_address(context, None),
        lists=tuple(one for card in cards for one in _lists(context, card)),
        agencies=tuple(card.name for card in cards),
        years=_newest_first(known),
    )


def _of_hub(context: Context) -> SearchView:
    every = Link(title=context.words("all-agencies"), address="")
    return SearchView(
        index=index_address(context, None), lists=(every,), agencies=(), years=()
    )


def _of_agency(context: Context, agency: AgencyContent) -> SearchView:
    return SearchView(
        index=index_address(context, agency),
        lists=tuple(_lists(context, agency_card(context, agency, ()))),
        agencies=(),
        years=_newest_first({str(year.fiscal_year) for year in agency.years}),
    )


def _newest_first(known: set[str]) -> tuple[str, ...]:
    return tuple(sorted(known, reverse=True))


def _lists(context: Context, card: AgencyCard) -> Iterator[Link]:
    """Yield where all is listed: the newest year of an agency, and its contacts."""
    if card.checklist:
        yield card.checklist
    if card.contacts:
        title = context.words("contact-of", agency=card.name)
        yield Link(title=title, address=f"{card.address}#contact")
