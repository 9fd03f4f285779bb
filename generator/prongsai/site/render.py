"""From the plan to files: Markdown by Jinja2, what the search knows of each page.

Same plan, same bytes.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import jinja2
from markupsafe import Markup

from prongsai.model.site import Mode
from prongsai.pages.addresses import relative
from prongsai.pages.page import Link, Page
from prongsai.pages.search import search_address, searched_apart
from prongsai.pages.words import Words
from prongsai.paper.link_pictures import NAME as LINK_PICTURE
from prongsai.site.captioned_charts import (
    change_chart,
    indicator_chart,
    progress_chart,
    years_chart,
)
from prongsai.site.escape import for_front_matter, for_url
from prongsai.site.identity import of_agency
from prongsai.site.page_types import Plan
from prongsai.site.search_index import SearchEntry, index_rows
from prongsai.site.templates import environment
from prongsai.site.typography import evidence_meta, heading, unbroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One file of the site's sources: its path below `docs/`, its bytes.

    `rows` are what the search knows of a page.
    """

    path: str
    data: bytes
    rows: tuple[SearchEntry, ...] = ()


def render(
    plan: Plan,
    cache: jinja2.BytecodeCache | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Iterator[Rendered]:
    """Yield every generated file but the indices of the search: pages, QR codes.

    Args:
        plan: the site, or an agency of it.
        cache: saves compiling the templates anew, and nothing else.
        pictures: what a chat shows next to a link, by the address of its page.
    """
    pictures = pictures or {}
    here = _Here(plan, frozenset(pictures))
    made = _environment(plan.context.words, here)
    if cache is not None:
        made.bytecode_cache = cache
    for page in plan.pages:
        text = _page(made, here, page)
        rows = tuple(index_rows(page, text))
        path = f"{page.address}index.md"
        yield Rendered(path=path, data=text.encode(), rows=rows)
    for file in plan.made:
        yield Rendered(path=file.address, data=file.data)
    for address, picture in pictures.items():
        yield Rendered(path=f"{address}{LINK_PICTURE}", data=picture)


class _Here:
    """The page being written, for the shared parts of templates."""

    def __init__(self, plan: Plan, pictured: frozenset[str]) -> None:
        self.plan, self.context, self.pictured = plan, plan.context, pictured
        self._whose: dict[str, str] = {}
        self.page = Page(address="", title="", name="", view=None)

    def link(self, address: str) -> Markup:
        """Return the relative link from this page to an address of the site."""
        return Markup.escape(relative(address, self.page.address))

    def whose(self, page: Page) -> str:
        """Return the identity of a page of a hub, empty where it is the site's."""
        if page.agency is None or self.context.content.site.value.mode is Mode.AGENCY:
            return ""
        if page.agency.slug not in self._whose:
            shown = of_agency(self.context, page.agency)
            self._whose[page.agency.slug] = json.dumps(shown, ensure_ascii=False)
        return self._whose[page.agency.slug]

    @property
    def agency(self) -> str:
        """Return the name of the page's agency, empty where it has none."""
        return self.page.agency.agency.value.name if self.page.agency else ""

    def search_page(self) -> str:
        """Return the address at which a visitor of this page searches."""
        return search_address(self.context, self.page.agency)

    def finds_agencies(self) -> bool:
        """Return whether a search from this page finds agencies and nothing else."""
        return self.page.agency is None and searched_apart(self.context)

    def year_pages(self, year: int) -> tuple[Link, ...]:
        """Return the links to the pages of a year of this page's agency."""
        slug = self.page.agency.slug if self.page.agency else ""
        return self.plan.listed.get((slug, year), ())


def _finalize(value: object) -> object:
    return "" if value is None else value


def _environment(words: Words, here: _Here) -> jinja2.Environment:
    made = environment()
    made.finalize = _finalize
    made.globals |= {
        "t": words,
        "link": here.link,
        "search_page": here.search_page,
        "finds_agencies": here.finds_agencies,
        "year_pages": here.year_pages,
        "indicator_chart": partial(indicator_chart, words),
        "years_chart": partial(years_chart, words),
        "change_chart": partial(change_chart, words),
        "progress": partial(progress_chart, words),
    }
    filters: dict[str, Callable[..., object]] = {
        "md": lambda text: heading(words, str(text), here.agency),
        "front_matter": lambda text: for_front_matter(words.number(text)),
        "url_attr": for_url,
        "raw": Markup.escape,
        "raw_text": Markup.escape,
        "code": Markup.escape,
        "tel": lambda text: Markup.escape(re.sub(r"[^0-9+]", "", text)),
        "date": lambda date: unbroken(words.date(date)),
        "short_date": lambda date: unbroken(words.short_date(date)),
        "score": words.score,
        "evidence_meta": lambda view, year: evidence_meta(words, view, year),
    }
    made.filters |= filters
    return made


def _page(templates: jinja2.Environment, here: _Here, page: Page) -> str:
    here.page = page
    site = here.context.content.site.value
    text = templates.get_template(f"{page.template}.md.jinja").render(
        page=page,
        view=page.view,
        papers=here.context.papers.get(page.address, ()),
        site=site,
        noindex=not here.plan.may_be_indexed(page),
        whose=here.whose(page),
        pictured=page.address in here.pictured,
    )
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return here.context.words.numbers_of_page(text)
