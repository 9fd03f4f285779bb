"""Which pages are in which index of the search: one, or the hub's and each agency's."""

from collections.abc import Iterable, Iterator, Sequence

from prongsai.loading.content import AgencyContent
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.search import index_address, searched_apart
from prongsai.site.near_words import near_words
from prongsai.site.search_index import SearchEntry, agency_row, search_index


def own_index(
    context: Context, agency: AgencyContent, rows: Iterable[SearchEntry]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the index of an agency, where it has one of its own."""
    if searched_apart(context):
        near = near_words(agency.agency.value.near_words)
        yield index_address(context, agency), search_index(rows, near)


def site_index(
    context: Context, cards: Sequence[AgencyCard], rows: Iterable[SearchEntry]
) -> tuple[str, bytes]:
    """Return path and bytes of the index of the site.

    Args:
        context: the site; no agency need be in it.
        cards: the agencies that it shows.
        rows: those of the pages that have no index of their own.
    """
    near = cards
    if searched_apart(context):
        rows = [*rows, *map(agency_row, cards)]
        near = ()
    groups = near_words(line for one in near for line in one.near_words)
    return index_address(context, None), search_index(rows, groups)
