"""Which pages of a site are fragments, too."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.pages.context import Context
from prongsai.pages.page import Page, PaperCopy
from prongsai.site.page_types import PAGES, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class FragmentPage:
    """A page that an agency may have to show on its main website.

    Attributes:
        folder: where its fragment is, below `build/fragments`: `ban-rai/2568`.
        name: of the fragment: `o5`.
        page: its address in the site.
        public: its whole address, None where that of the site is unknown.
        papers: those that it offers.
    """

    folder: str
    name: str
    title: str
    page: str
    language: str
    public: str | None
    papers: tuple[PaperCopy, ...]


def fragment_pages(plan: Plan) -> Iterator[FragmentPage]:
    """Yield those of a site, or of an agency of it."""
    context = plan.context
    for page in plan.pages:
        if PAGES[page.template].fragment and page.agency is not None:
            yield FragmentPage(
                folder=f"{page.agency.slug}/{page.year}",
                name=_name(context, page, page.agency.slug),
                title=page.name,
                page=page.address,
                language=str(context.words.language),
                public=_public(context, page),
                papers=context.papers.get(page.address, ()),
            )


def _name(context: Context, page: Page, slug: str) -> str:
    start = context.addresses.year(slug, page.year)
    return page.address.removeprefix(start).strip("/").replace("/", "-")


def _public(context: Context, page: Page) -> str | None:
    url = context.content.site.value.site_url
    return f"{url.rstrip('/')}/{page.address}" if url else None
