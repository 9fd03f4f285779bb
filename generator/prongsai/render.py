"""From the plan to files: Markdown by Jinja2, the navigation, the search index.

The only module that uses Jinja2. Same plan, same bytes.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from prongsai.escape import for_front_matter, for_markdown, for_url
from prongsai.layout.addresses import relative
from prongsai.layout.context import Context, EvidenceView
from prongsai.layout.page import Page
from prongsai.layout.plan import Plan
from prongsai.layout.words import Words
from prongsai.model.site import Mode

MAX_NAV_AGENCIES = 20
"""A longer navigation makes every page of every agency slow (design §1)."""

INDEX = "assets/search-index.js"


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
    rows = []
    for page in plan.pages:
        text = _page(environment, here, page)
        if page.template not in {"search", "hub", "home"}:
            rows.append(_index_row(page, text))
        yield Rendered(f"{page.address}index.md", text.encode())
    for made in plan.made:
        yield Rendered(made.address, made.data)
    lines = ",\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows
    )
    yield Rendered(INDEX, f"window.THIDX=[\n{lines}\n];\n".encode())


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

    def name(self) -> str:
        """Return the name of this page in its own breadcrumb."""
        return _short_name(self.context, self.page)


def _environment(words: Words, here: _Here) -> jinja2.Environment:
    def finalize(value: object) -> object:
        if value is None:
            return ""
        return value if isinstance(value, Markup) else words.number(str(value))

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
    environment.globals |= {"t": words, "link": here.link, "page_name": here.name}
    environment.filters |= {
        "md": lambda text: _heading(words, here, str(text)),
        "front_matter": lambda text: for_front_matter(words.number(text)),
        "url_attr": for_url,
        "raw": Markup.escape,
        "raw_text": Markup.escape,
        "code": Markup.escape,
        "tel": lambda text: Markup.escape(re.sub(r"[^0-9+]", "", text)),
        "date": lambda date: _unbroken(words.number(words.date(date))),
        "short_date": lambda date: _unbroken(words.number(words.short_date(date))),
        "score": words.score,
        "evidence_meta": lambda view: evidence_meta(words, view),
    }
    return environment


def _unbroken(text: str) -> Markup:
    """Return `text` so that no line ends inside it."""
    return Markup('<span class="nb">{}</span>').format(text) if text else Markup()


def _heading(words: Words, here: _Here, text: str) -> Markup:
    """Encode a heading for Markdown; the agency's name and the year stay whole."""
    agency = here.page.agency
    year = re.escape(words("fiscal-year", year="YEAR")).replace("YEAR", "[0-9]{4}")
    name = re.escape(agency.agency.value.name) if agency else "(?!)"
    return Markup().join(
        _unbroken_markdown(words.number(part))
        if index % 2
        else _with_blanks(words.number(part))
        for index, part in enumerate(re.split(f"({name}|{year})", text))
    )


def _unbroken_markdown(text: str) -> Markup:
    return Markup('<span class="nb">{}</span>').format(for_markdown(text))


def _with_blanks(text: str) -> Markup:
    """Encode a part of a heading, with the blanks at its ends."""
    start, end = text[:1].isspace(), text[-1:].isspace()
    return Markup(" " if start else "") + for_markdown(text) + (" " if end else "")


def evidence_meta(words: Words, view: EvidenceView) -> Markup:
    """Say what a document is: `PDF · 63 KB · ลงวันที่ 1 ตุลาคม 2567`."""
    parts = []
    if view.external:
        parts.append(words("on-main-website"))
    else:
        parts += [view.kind, words.size(view.size)]
    if view.evidence.date:
        parts.append(words("dated-on", date=words.date(view.evidence.date)))
    if view.evidence.year:
        parts.append(words("fiscal-year", year=view.evidence.year))
    return Markup(" · ").join(_unbroken(words.number(part)) for part in parts if part)


def _page(environment: jinja2.Environment, here: _Here, page: Page) -> str:
    here.page = page
    site = here.context.content.site.value
    agency = page.agency.agency.value if page.agency else None
    text = environment.get_template(f"{page.template}.md.jinja").render(
        page=page,
        view=page.view,
        site=site,
        noindex=site.noindex or bool(agency and agency.demonstration),
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def _short_name(context: Context, page: Page) -> str:
    """Return the name of a page in its own breadcrumb."""
    if page.agency is None or page.year == 0:
        return page.agency.agency.value.name if page.agency else page.title
    if page.template == "checklist":
        return context.words("fiscal-year", year=page.year)
    return page.title.split(" – ")[0]


_HIDDEN = re.compile(
    r"\A---\n.*?\n---\n|<(nav|form|script|button)\b.*?</\1>"
    r"|<div class=\"notice.*?</div>|\{#[a-z0-9-]+\}|^#+ ",
    re.DOTALL | re.MULTILINE,
)
_BREAK = re.compile(r"<(?:br|/?(?:p|li|td|th|tr|h\d|div|dt|dd|ol|ul))\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r'class="code[^"]*"[^>]*>([Oie][0-9]{1,2})<')


def _index_row(page: Page, text: str) -> list[str]:
    """Return what the search knows of a page: what stands on it, and its codes."""
    body = _TAG.sub("", _BREAK.sub(" ", _HIDDEN.sub(" ", text)))
    codes = sorted({code.lower() for code in _CODE.findall(text)})
    if page.template == "item":
        codes.insert(0, page.address.rstrip("/").rpartition("/")[2])
    return [
        page.address,
        page.title.split(" – ")[0],
        " ".join(dict.fromkeys(codes)),
        " ".join(html.unescape(body).split()),
        page.agency.agency.value.name if page.agency else "",
        str(page.year or ""),
    ]


def navigation(plan: Plan) -> bytes:
    """Return `nav.yml`, which `mkdocs.yml` inherits: names, address, navigation."""
    context = plan.context
    site, words = context.content.site.value, context.words
    nav: list[dict[str, str]] = [{_raw(words("home")): "index.md"}]
    if site.mode is Mode.HUB and len(context.agencies) <= MAX_NAV_AGENCIES:
        nav += [
            {_raw(agency.agency.value.name): f"{agency.slug}/index.md"}
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
    }
    if site.description:
        settings["site_description"] = _raw(site.description)
    if site.site_url:
        settings["site_url"] = site.site_url.rstrip("/") + "/"
    return (json.dumps(settings, ensure_ascii=False, indent=1) + "\n").encode()


def _raw(text: str) -> str:
    """Return a name that MkDocs prints without escaping."""
    return str(json.loads(for_front_matter(text)))


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


__all__ = ["INDEX", "Rendered", "navigation", "render", "template_cache"]
