"""From the plan to files: Markdown by Jinja2, the navigation, the search index.

The only module that uses Jinja2. Same plan, same bytes.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from prongsai import messages
from prongsai.model.site import Mode
from prongsai.pages.addresses import relative
from prongsai.pages.context import Context
from prongsai.pages.page import Page
from prongsai.pages.words import Words
from prongsai.site.charts import coverage_ring
from prongsai.site.escape import for_front_matter, for_url
from prongsai.site.figures import change_chart, indicator_chart, years_chart
from prongsai.site.page_types import Plan
from prongsai.site.search_index import PATH, Row, index_rows, search_index
from prongsai.site.typography import evidence_meta, heading, unbroken

MAX_NAV_AGENCIES = 20
"""A longer navigation makes every page of every agency slow (design §1)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file of the site's sources: its path below `docs/`, its bytes."""

    path: str
    data: bytes


def render(plan: Plan, cache: jinja2.BytecodeCache | None = None) -> Iterator[Rendered]:
    """Yield every generated file: pages, QR codes, the search index.

    `cache` only saves compiling the templates anew.
    """
    here = _Here(plan.context)
    environment = _environment(plan.context.words, here)
    environment.bytecode_cache = cache
    rows: list[Row] = []
    for page in plan.pages:
        text = _page(environment, here, page)
        rows += index_rows(page, text)
        yield Rendered(f"{page.address}index.md", text.encode())
    for made in plan.made:
        yield Rendered(made.address, made.data)
    yield Rendered(PATH, search_index(rows))


def template_cache(folder: Path) -> jinja2.BytecodeCache:
    """Keep compiled templates in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))


class _Here:
    """The page being written: what shared pieces of templates ask for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.page = Page("", "", "", None)

    def link(self, address: str) -> Markup:
        """Return the way from this page to an address of the site."""
        return Markup.escape(relative(address, self.page.address))

    @property
    def agency(self) -> str:
        """Return the name of the page's agency, empty where it has none."""
        return self.page.agency.agency.value.name if self.page.agency else ""

    def name(self) -> str:
        """Return the name of this page in its own breadcrumb."""
        return _short_name(self.context, self.page)


def _environment(words: Words, here: _Here) -> jinja2.Environment:
    def finalize(value: object) -> object:
        return "" if value is None else value

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("prongsai"),
        autoescape=True,
        auto_reload=False,
        finalize=finalize,
        comment_start_string="{##",  # {#id} is Markdown's
        comment_end_string="##}",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {
        "t": words,
        "link": here.link,
        "page_name": here.name,
        "indicator_chart": partial(indicator_chart, words),
        "years_chart": partial(years_chart, words),
        "change_chart": partial(change_chart, words),
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
    environment.filters |= filters
    return environment


def _page(environment: jinja2.Environment, here: _Here, page: Page) -> str:
    here.page = page
    site = here.context.content.site.value
    agency = page.agency.agency.value if page.agency else None
    text = environment.get_template(f"{page.template}.md.jinja").render(
        page=page,
        view=page.view,
        papers=here.context.papers.get(page.address, ()),
        site=site,
        noindex=site.noindex or bool(agency and agency.demonstration),
    )
    return here.context.words.numbers_of_page(re.sub(r"\n{3,}", "\n\n", text))


def _short_name(context: Context, page: Page) -> str:
    """Return the name of a page in its own breadcrumb."""
    if page.agency is None or page.year == 0:
        return page.agency.agency.value.name if page.agency else page.title
    if page.template == "checklist":
        return context.words("fiscal-year", year=page.year)
    return page.title.split(" – ")[0]


def internal_page(name: str, language: str, **facts: object) -> str:
    """Render a page for the agency itself, which is never part of the site.

    Its template is `internal/<name>.html.jinja`, its words are in the table `internal`.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("prongsai"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def words(key: str, /, **more: object) -> str:
        return messages.text("internal", key, language, **more)

    environment.globals["coverage_ring"] = coverage_ring
    template = environment.get_template(f"internal/{name}.html.jinja")
    return template.render(t=words, language=language, **facts)


def navigation(plan: Plan) -> bytes:
    """Return `nav.yml`, which `mkdocs.yml` inherits: names, address, navigation."""
    context = plan.context
    site, words = context.content.site.value, context.words
    nav: list[dict[str, str]] = [{_raw(words("home")): "index.md"}]
    if site.mode is Mode.HUB and len(context.agencies) <= MAX_NAV_AGENCIES:
        nav += [
            {_key(agency.agency.value.name): f"{agency.slug}/index.md"}
            for agency in context.agencies
        ]
    nav += [
        {_raw(words("search")): "search/index.md"},
        {_raw(words("accessibility")): "accessibility/index.md"},
    ]
    settings: dict[str, object] = {
        "site_name": _raw(site.title),
        "nav": nav,
        "theme": {
            "language": str(site.language),
            "palette": [_palette(words, dark=False), _palette(words, dark=True)],
        },
        "markdown_extensions": [
            "attr_list",
            {"toc": {"permalink": "#", "permalink_title": words("permalink")}},
        ],
    }
    if site.description:
        settings["site_description"] = _raw(site.description)
    if site.site_url:
        settings["site_url"] = site.site_url.rstrip("/") + "/"
    return (json.dumps(settings, ensure_ascii=False, indent=1) + "\n").encode()


def _raw(text: str) -> str:
    """Return a name that MkDocs prints without escaping."""
    return str(json.loads(for_front_matter(text)))


def _key(name: str) -> str:
    """Return a name that is a key: those of YAML end after 1,024 characters."""
    return _raw(name if len(name) <= 120 else name[:119] + "…")


def _palette(words: Words, *, dark: bool) -> dict[str, object]:
    scheme, now, icon = (
        ("slate", "dark", "weather-sunny")
        if dark
        else ("default", "light", "weather-night")
    )
    return {
        "media": f"(prefers-color-scheme: {now})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": words(f"toggle-{now}")},
    }


__all__ = ["Rendered", "navigation", "render", "template_cache"]
