"""Which pages there are. `PAGES` is the registry: one line a page type.

A page type is a view in `pages/`, a template of its name, and its line here. All other
modules ask the page or its line, and know no page type by name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.loading.content import AgencyContent, Content
from prongsai.opendata.view import data_link, data_list, data_pages, data_years
from prongsai.pages.accessibility import accessibility_page
from prongsai.pages.agency_card import AgencyCard, agency_card
from prongsai.pages.checklist import checklist_pages
from prongsai.pages.context import Context
from prongsai.pages.home import home_pages
from prongsai.pages.hub import hub_page
from prongsai.pages.items import item_pages
from prongsai.pages.measures_pages import measures_pages, report_pages
from prongsai.pages.page import CopiedFile, Link, MadeFile, Page, PaperCopy
from prongsai.pages.privacy import privacy_page
from prongsai.pages.scores import scores_pages
from prongsai.pages.search import own_search_pages, search_page
from prongsai.pages.survey import survey_pages

NOWHERE = -1
"""The rank of pages that the search does not find."""


def _none(*_: object) -> Iterator[Page]:
    yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """What all pages of a type have in common.

    Attributes:
        make: yields the pages of the agencies that are in the context.
        gather: yields its pages of the site as a whole; all that they show of an agency
            is on its card.
        rank: its order among equal search hits, the most specific type first.
        fragment: whether an agency may have to show it on its main website.
    """

    make: Callable[[Context], Iterator[Page]] = _none
    gather: Callable[[Context, Sequence[AgencyCard]], Iterator[Page]] = _none
    rank: int
    fragment: bool = False


def _with_data(context: Context) -> Iterator[Page]:
    """Yield the checklists, each with the link to the open data of its year."""
    for page in checklist_pages(context):
        year = page.agency.year(page.year) if page.agency else None
        if page.agency is None or year is None:
            yield page
        else:
            yield replace(page, data=data_link(context, page.agency, year))


PAGES: Mapping[str, PageType] = {
    "hub": PageType(gather=hub_page, rank=7),
    "home": PageType(make=home_pages, rank=6),
    "checklist": PageType(make=_with_data, rank=5),
    "item": PageType(make=item_pages, rank=0, fragment=True),
    "scores": PageType(make=scores_pages, rank=3),
    "measures": PageType(make=measures_pages, rank=1, fragment=True),
    "report": PageType(make=report_pages, rank=2, fragment=True),
    "eit": PageType(make=survey_pages, rank=4, fragment=True),
    "data": PageType(make=data_pages, gather=data_list, rank=8),
    "search": PageType(make=own_search_pages, gather=search_page, rank=NOWHERE),
    "accessibility": PageType(gather=accessibility_page, rank=8),
    "privacy": PageType(gather=privacy_page, rank=8),
}
"""Every page type by the name of its template, in reading order."""

_NOTHING: frozenset[str] = frozenset()


def order_of(name: str) -> int:
    """Return the place of a page type in reading order."""
    return tuple(PAGES).index(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything the site consists of.

    Attributes:
        listed: the links to a year's pages, by the agency's slug and the year.
    """

    context: Context
    pages: tuple[Page, ...]
    copies: tuple[CopiedFile, ...]
    made: tuple[MadeFile, ...]
    listed: Mapping[tuple[str, int], tuple[Link, ...]]

    def may_be_indexed(self, page: Page) -> bool:
        """Return whether search engines may list a page."""
        site = self.context.content.site.value
        return not (site.noindex or page.demonstration)


def lay_out(
    content: Content,
    papers: Mapping[str, tuple[PaperCopy, ...]] | None = None,
    *,
    without: frozenset[str] = _NOTHING,
) -> Plan:
    """Plan the whole site, or all but some types of page; pages in reading order."""
    context = Context.of(content, papers)
    cards = tuple(card_of(context, agency) for agency in context.agencies)
    pages = tuple(
        page
        for name in PAGES
        if name not in without
        for page in (
            *_gathered(name, context, cards),
            *_made(name, context),
        )
    )
    return _plan(context, pages)


def lay_out_agency(
    content: Content,
    papers: Mapping[str, tuple[PaperCopy, ...]] | None,
    count: int,
) -> Plan:
    """Plan the pages of the one agency in `content`, of a site with so many of them."""
    context = Context.of(content, papers, count)
    return _plan(
        context, tuple(page for name in PAGES for page in _made(name, context))
    )


def lay_out_site(content: Content, cards: Sequence[AgencyCard], count: int) -> Plan:
    """Plan the pages of the site as a whole; no agency is in `content`."""
    context = Context.of(content, count=count)
    pages = (page for name in PAGES for page in _gathered(name, context, cards))
    return _plan(context, tuple(pages))


def card_of(context: Context, agency: AgencyContent) -> AgencyCard:
    """Return what the pages of the site as a whole show of an agency."""
    return agency_card(context, agency, data_years(context, agency))


def _made(name: str, context: Context) -> Iterator[Page]:
    return (replace(page, template=name) for page in PAGES[name].make(context))


def _gathered(
    name: str, context: Context, cards: Sequence[AgencyCard]
) -> Iterator[Page]:
    pages = PAGES[name].gather(context, cards)
    return (replace(page, template=name) for page in pages)


def _plan(context: Context, pages: tuple[Page, ...]) -> Plan:
    return Plan(
        context=context,
        pages=pages,
        copies=tuple(context.files()),
        made=(*(file for page in pages for file in page.files), *context.pictures()),
        listed=_listed(pages),
    )


def _listed(pages: tuple[Page, ...]) -> dict[tuple[str, int], tuple[Link, ...]]:
    found: dict[tuple[str, int], tuple[Link, ...]] = {}
    for page in pages:
        if page.listed and page.agency:
            owner = page.agency.slug, page.year
            link = Link(title=page.listed, address=page.address)
            found[owner] = (*found.get(owner, ()), link)
    return found
