"""What the rest of the site has to know of the pages of an agency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prongsai.findings import Finding
from prongsai.fragments.pages import FragmentPage, fragment_pages
from prongsai.model.site import Mode, Site
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.context import Context
from prongsai.pages.search import searched_apart
from prongsai.site.identity import Shown, of_agency
from prongsai.site.never_published import withheld
from prongsai.site.page_types import Plan, card_of
from prongsai.site.published_addresses import live_addresses
from prongsai.site.search_index import SearchEntry
from prongsai.site.sitemap import Listed, listed
from prongsai.site.verify import Terms, Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One agency's pages, as far as anything else depends on them.

    All of it is in an order: the same pages have the same bytes on the disk.

    Attributes:
        key: the hash of all that they were made from.
        card: what the pages of the site show of the agency, None where it is not shown.
        whose: what all pages say of whose they are, None in a hub.
        pages: their addresses.
        listed: what the sitemap says of them.
        live: the addresses that may be submitted; see `live_addresses`.
        rows: what the search knows of them, where the agency has no index of its own.
        fragments: those for the agency's main website.
        codes: the codes of the lists of items that the agency uses, by year.
        withheld: what must not be found in the site.
        papers: what is wrong with papers.
        docs: the hash of each file of the site's sources, by its path.
    """

    key: str
    slug: str
    card: AgencyCard | None
    whose: Shown | None
    pages: tuple[str, ...]
    listed: tuple[Listed, ...]
    live: tuple[str, ...]
    rows: tuple[SearchEntry, ...]
    fragments: tuple[FragmentPage, ...]
    codes: Mapping[int, tuple[str, ...]]
    withheld: Withheld
    papers: tuple[Finding, ...]
    docs: Mapping[str, str]

    @property
    def starts(self) -> tuple[str, ...]:
        """Return the paths of the pages that the rest of the site leads to."""
        if self.card is None:
            return ()
        if self.card.address in self.pages:
            return (f"{self.card.address}index.html",)
        return tuple(f"{year.address}index.html" for year in self.card.years)

    def brief(self, recorded: frozenset[str]) -> "Brief":
        """Return what is held of them; `recorded` are all addresses of the record."""
        return Brief(
            key=self.key,
            slug=self.slug,
            card=self.card,
            whose=self.whose,
            pages=len(self.pages),
            listed=self.listed,
            live=recorded.intersection(self.live),
            rows=self.rows,
            withheld=self.withheld,
            papers=self.papers,
            starts=self.starts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What of the facts is held of all agencies at once while a site is made.

    All else lies on the disk: memory hardly grows with the number of agencies.

    Attributes:
        pages: how many there are.
        live: those addresses that are on record; see `Facts.live`.
        starts: see `Facts.starts`.
    """

    key: str
    slug: str
    card: AgencyCard | None
    whose: Shown | None
    pages: int
    listed: tuple[Listed, ...]
    live: frozenset[str]
    rows: tuple[SearchEntry, ...]
    withheld: Withheld
    papers: tuple[Finding, ...]
    starts: tuple[str, ...]


def facts_of(
    plan: Plan,
    key: str,
    slug: str,
    rows: Iterable[SearchEntry],
    papers: tuple[Finding, ...],
    docs: Mapping[str, str],
) -> Facts:
    """Return the facts of the one agency that a plan is of."""
    context = plan.context
    agency = next(iter(context.agencies), None)
    hub = is_hub(context.content.site.value)
    return Facts(
        key=key,
        slug=slug,
        card=card_of(context, agency) if agency else None,
        whose=of_agency(context, agency) if agency and not hub else None,
        pages=tuple(page.address for page in plan.pages),
        listed=tuple(listed(plan)),
        live=tuple(sorted(live_addresses(plan))),
        rows=() if searched_apart(context) else tuple(rows),
        fragments=tuple(fragment_pages(plan)),
        codes=_codes(context),
        withheld=withheld(context),
        papers=papers,
        docs=docs,
    )


def terms(context: Context) -> Terms:
    """Return what a built site, or part of one, is compared with."""
    site = context.content.site.value
    return terms_of(site, (_codes(context),), (withheld(context),))


def terms_of(
    site: Site,
    codes: Iterable[Mapping[int, Iterable[str]]],
    hidden: Iterable[Withheld],
) -> Terms:
    """Return the terms for all agencies whose codes and withheld texts are given."""
    items: dict[int, frozenset[str]] = {}
    for one in codes:
        for year, known in one.items():
            items[year] = items.get(year, frozenset()).union(known)
    hidden = tuple(hidden)
    return Terms(
        language=site.language,
        url=site.site_url,
        items=items,
        withheld=Withheld(
            texts=tuple(text for one in hidden for text in one.texts),
            files=tuple(file for one in hidden for file in one.files),
            addresses=tuple(page for one in hidden for page in one.addresses),
        ),
    )


def is_hub(site: Site) -> bool:
    """Return whether each agency has a folder of its own."""
    return site.mode is Mode.HUB


def _codes(context: Context) -> dict[int, tuple[str, ...]]:
    """Return the codes of all lists that the agencies use, by year."""
    codes: dict[int, set[str]] = {}
    for agency in context.content.agencies:
        for year in agency.years:
            items = year.catalogue.items if year.catalogue else ()
            codes.setdefault(year.fiscal_year, set()).update(one.code for one in items)
    return {year: tuple(sorted(found)) for year, found in codes.items()}
