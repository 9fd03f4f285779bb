"""Which pages there are. `PAGES` is the registry: one line a page type.

A page type is a view in `pages/`, a template of its name, and its line here. All other
modules ask the page or its line, and know no page type by name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai.loading.content import Content
from prongsai.opendata.view import data_link, data_page
from prongsai.pages.accessibility import accessibility_page
from prongsai.pages.checklist import checklist_pages
from prongsai.pages.context import Context
from prongsai.pages.home import home_pages
from prongsai.pages.hub import hub_page
from prongsai.pages.items import item_pages
from prongsai.pages.measures_pages import measures_pages, report_pages
from prongsai.pages.page import CopiedFile, Link, MadeFile, Page, PaperCopy
from prongsai.pages.privacy import privacy_page
from prongsai.pages.scores import scores_pages
from prongsai.pages.search import search_page
from prongsai.pages.survey import survey_pages

NOWHERE = -1
"""The rank of pages that the search does not find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageType:
    """What all pages of a type have in common.

    Attributes:
        make: yields its pages from the context.
        rank: its order among equal search hits, the most specific type first.
        fragment: whether an agency may have to show it on its main website.
        gathers: whether its pages gather what others show, as those of the site do.
    """

    make: Callable[[Context], Iterator[Page]]
    rank: int
    fragment: bool = False
    gathers: bool = False


def _with_data(context: Context) -> Iterator[Page]:
    """Yield the checklists, each with the link to the open data of its year."""
    for page in checklist_pages(context):
        year = page.agency.year(page.year) if page.agency else None
        if page.agency is None or year is None:
            yield page
        else:
            yield replace(page, data=data_link(context, page.agency, year))


PAGES: Mapping[str, PageType] = {
    "hub": PageType(make=hub_page, rank=7, gathers=True),
    "home": PageType(make=home_pages, rank=6),
    "checklist": PageType(make=_with_data, rank=5),
    "item": PageType(make=item_pages, rank=0, fragment=True),
    "scores": PageType(make=scores_pages, rank=3),
    "measures": PageType(make=measures_pages, rank=1, fragment=True),
    "report": PageType(make=report_pages, rank=2, fragment=True),
    "eit": PageType(make=survey_pages, rank=4, fragment=True),
    "data": PageType(make=data_page, rank=8, gathers=True),
    "search": PageType(make=search_page, rank=NOWHERE, gathers=True),
    "accessibility": PageType(make=accessibility_page, rank=8, gathers=True),
    "privacy": PageType(make=privacy_page, rank=8, gathers=True),
}
"""Every page type by the name of its template, in reading order."""

GATHERING = frozenset(name for name, one in PAGES.items() if one.gathers)
"""The types of page that gather what others show."""


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
    without: frozenset[str] = frozenset(),
) -> Plan:
    """Plan the whole site, or all but some types of page; pages in reading order."""
    context = Context.of(content, papers)
    pages = tuple(
        replace(page, template=name)
        for name, page_type in PAGES.items()
        if name not in without
        for page in page_type.make(context)
    )
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
