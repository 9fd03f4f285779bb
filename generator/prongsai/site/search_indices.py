"""Which pages are in which index of the search."""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent
from prongsai.pages.context import Context
from prongsai.pages.page import Page
from prongsai.pages.search import index_address, searched_apart
from prongsai.site.near_words import near_words
from prongsai.site.search_index import (
    SearchEntry,
    agency_row,
    index_rows,
    search_index,
)


class SearchIndices:
    """Gathers the rows of pages: one index, or one for the hub and each agency."""

    def __init__(self, context: Context) -> None:
        """Begin without a page."""
        self._context = context
        self._rows: dict[str, list[SearchEntry]] = {}

    def add(self, page: Page, text: str) -> None:
        """Add a page as it was rendered."""
        path = index_address(self._context, page.agency)
        self._rows.setdefault(path, []).extend(index_rows(page, text))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the bytes of every index, that of the site first."""
        context = self._context
        rows, near = self._rows.pop(index_address(context, None), []), context.agencies
        if searched_apart(context):
            rows, near = [*rows, *self._agencies()], ()
        yield self._file(None, rows, near)
        for agency in context.agencies if self._rows else ():
            own = self._rows[index_address(context, agency)]
            yield self._file(agency, own, (agency,))

    def _agencies(self) -> Iterator[SearchEntry]:
        for agency in self._context.agencies:
            home = self._context.addresses.agency(agency.slug)
            yield agency_row(home, agency.agency.value)

    def _file(
        self,
        owner: AgencyContent | None,
        rows: list[SearchEntry],
        near: tuple[AgencyContent, ...],
    ) -> tuple[str, bytes]:
        groups = near_words(agency.agency.value for agency in near)
        return index_address(self._context, owner), search_index(rows, groups)
