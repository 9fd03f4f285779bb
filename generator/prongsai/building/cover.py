"""The pages and files of the site as a whole, made from facts of the agencies alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from prongsai.building.draft import CACHE
from prongsai.building.facts import Brief, is_hub
from prongsai.findings import Finding
from prongsai.loading.content import Content
from prongsai.pages.agency_card import AgencyCard
from prongsai.site.identity import of_site
from prongsai.site.navigation import navigation
from prongsai.site.page_types import Plan, lay_out_site
from prongsai.site.published_addresses import (
    Move,
    check_published,
    live_addresses,
    moves_to,
)
from prongsai.site.redirects import moved_files, redirect_pages
from prongsai.site.render import render
from prongsai.site.search_index import SearchEntry
from prongsai.site.search_indices import site_index
from prongsai.site.sitemap import Listed, in_order, is_split, listed, sitemaps
from prongsai.site.staging import DOCS
from prongsai.site.templates import template_cache
from prongsai.storage.write import Scratch


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The site as a whole: its plan without agencies, and those that it shows.

    Attributes:
        plan: has only the pages of the site itself.
        briefs: all agencies that the site is made of, in order.
    """

    plan: Plan
    briefs: tuple[Brief, ...]

    @classmethod
    def of(cls, site: Content, briefs: Sequence[Brief], count: int) -> "Cover":
        """Lay out the site of so many agencies; `site` is its content without any."""
        cards = tuple(one.card for one in briefs if one.card)
        return cls(plan=lay_out_site(site, cards, count), briefs=tuple(briefs))

    @property
    def shown(self) -> tuple[Brief, ...]:
        """Return the agencies with pages, in order."""
        return tuple(one for one in self.briefs if one.card)

    @property
    def pages(self) -> int:
        """Return how many pages the site has."""
        return len(self.plan.pages) + sum(one.pages for one in self.shown)

    @property
    def cards(self) -> tuple[AgencyCard, ...]:
        """Return what the site shows of each agency."""
        return tuple(one.card for one in self.shown if one.card)

    @cached_property
    def live(self) -> frozenset[str]:
        """Return the addresses that there are: of agencies, those on record."""
        return live_addresses(self.plan).union(*(one.live for one in self.shown))

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Return the redirects that lead to something live."""
        return tuple(moves_to(self.plan.context.content.published, self.live))

    def lost(self) -> tuple[Finding, ...]:
        """Return what is wrong with addresses that were published before."""
        return check_published(self.plan.context.content.published, self.live)

    def navigation(self) -> bytes:
        """Return the settings of MkDocs that the content decides."""
        context = self.plan.context
        if is_hub(context.content.site.value) or not self.shown:
            whose = of_site(context)
        else:
            whose = self.shown[0].whose or {}
        names = {one.slug: one.name for one in self.cards}
        return navigation(context, names, whose)

    def sources(self, root: Path) -> Iterator[tuple[str, bytes]]:
        """Yield path and bytes of the sources of its pages, and the search's index."""
        context, rows = self.plan.context, list[SearchEntry]()
        for file in render(self.plan, template_cache(root / CACHE / "templates")):
            rows += file.rows
            yield file.path, file.data
        own = (row for one in self.shown for row in one.rows)
        yield site_index(context, self.cards, (*rows, *own))
        yield from redirect_pages(context, self.moves, self.live)

    @property
    def split(self) -> bool:
        """Return whether each agency has a sitemap of its own."""
        return is_split(self._listed)

    @cached_property
    def sitemap(self) -> Mapping[str, bytes]:
        """Return the files of the sitemap by path, but those of the agencies' own."""
        url = self.plan.context.content.site.value.site_url
        return sitemaps(url, in_order(self._listed))

    @cached_property
    def _listed(self) -> tuple[Listed, ...]:
        of_agencies = (page for one in self.shown for page in one.listed)
        return (*listed(self.plan), *of_agencies)

    def old_places(self, staged: Scratch) -> Iterator[str]:
        """Publish files that moved at their former addresses, too; yield these."""
        for old, new in moved_files(self.moves):
            staged.twin(staged.folder / DOCS / new, f"{DOCS}/{old}")
            yield old
