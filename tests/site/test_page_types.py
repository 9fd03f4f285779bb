"""A page type is a view, a template and one line; no other module knows its name."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pytest

from checkout import ROOT
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.pages.context import Context
from prongsai.pages.page import Link, MadeFile, Page
from prongsai.pages.year_page import of_year, years
from prongsai.site import page_types
from prongsai.site.near_words import near_words
from prongsai.site.page_types import PAGES, PageType, lay_out
from prongsai.site.published_addresses import live_addresses
from prongsai.site.search_index import index_rows, search_index
from prongsai.site.sitemap import listed, sitemaps
from prongsai.storage.content_folder import read_sources
from small_site import sources
from source_modules import MODULES

TEMPLATES = sorted(
    path
    for path in (ROOT / "generator/prongsai/templates").glob("*.jinja")
    if "extends 'page.md.jinja'" in path.read_text(encoding="utf-8")
)
SITE = "version: 1\ntitle: บ้านไร่\nsite_url: https://ban-rai.example/\n"


def content(text: str = SITE) -> Content:
    loaded, _ = load(sources({"content/site.yml": text}))
    assert loaded is not None
    return loaded


def unit_pages(context: Context) -> Iterator[Page]:
    """Yield a page type that is not there yet: the units of a year."""
    for agency, year in years(context):
        address = context.addresses.part(agency.slug, year.fiscal_year, "units")
        yield Page(
            **of_year(context, agency, year, "หน่วยงาน"),
            address=address,
            view=agency.agency.value.units,
            listed="หน่วยงานของปี",
            dates=(datetime.date(2025, 1, 2), datetime.date(2025, 1, 1)),
            anchors=("clerk",),
            codes=("units",),
            files=(MadeFile(address=f"{address}units.txt", data="ก".encode()),),
        )


def test_a_new_page_type_is_known_everywhere_after_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    more = {**PAGES, "units": PageType(make=unit_pages, rank=9)}
    monkeypatch.setattr(page_types, "PAGES", more)
    plan = lay_out(content())
    address = "ban-rai/2568/units/"
    page = next(one for one in plan.pages if one.template == "units")

    assert page.title == "หน่วยงาน – ปีงบประมาณ พ.ศ. 2568 – เทศบาลตำบลบ้านไร่"
    link = Link(title="หน่วยงานของปี", address=address)
    assert link in plan.listed["ban-rai", 2568]
    assert {f"/{address}", f"/{address}#clerk"} <= live_addresses(plan)
    line = f"<loc>https://ban-rai.example/{address}</loc><lastmod>2025-01-02</lastmod>"
    url = plan.context.content.site.value.site_url
    assert line in sitemaps(url, tuple(listed(plan)))["sitemap.xml"].decode()
    assert f"{address}units.txt" in {file.address for file in plan.made}


def test_the_search_finds_a_page_by_its_name_and_its_codes() -> None:
    page = next(p for p in lay_out(content()).pages if p.template == "measures")
    made = search_index(index_rows(page, "---\n---\n<p>ก</p>")).decode()

    assert made == (
        'window.THIDX=[\n["ban-rai/2568/measures/",'
        '"มาตรการส่งเสริมคุณธรรมและความโปร่งใส","","ก","เทศบาลตำบลบ้านไร่","2568"]\n];\n'
        "window.THNEAR=[\n\n];\n"
    )


def test_the_search_knows_how_documents_begin_but_nothing_personal() -> None:
    page = next(p for p in lay_out(content()).pages if p.template == "measures")
    begins = replace(page, texts=("แผน: เลขประจำตัว 1-1002-00345-67-0",))
    [row] = index_rows(begins, "---\n---\n<p>ก</p>")

    assert row.fields[3] == "ก แผน: เลขประจำตัว x-xxxx-xxxxx-xx-0"


def test_agencies_add_words_of_one_meaning() -> None:
    more = ("ใบสั่งจ่ายน้ำ = ค่าน้ำประปา", "คำเดียว")
    found = list(near_words(more))

    assert ("ใบสั่งจ่ายน้ำ", "ค่าน้ำประปา") in found
    assert any("e-service" in group for group in found)
    assert all(len(group) > 1 for group in found)


def test_every_page_type_has_its_template_and_every_template_its_type() -> None:
    names = {path.name.removesuffix(".md.jinja") for path in TEMPLATES}
    assert names == set(PAGES)


def test_the_most_particular_pages_lead_in_the_search() -> None:
    plan = lay_out(content())
    rows = sorted(row for page in plan.pages for row in index_rows(page, ""))
    kinds = {page.address: page.template for page in plan.pages}
    order = list(dict.fromkeys(kinds[row.fields[0]] for row in rows))

    assert order == [
        *("item", "measures", "report", "scores", "eit", "checklist"),
        *("home", "hub", "data", "accessibility", "privacy"),
    ]


def test_no_other_module_or_template_asks_for_a_type_or_a_view() -> None:
    """Looks for comparisons with the name of a type and for `isinstance(…, …View)`."""
    asks = re.compile(
        r"\.template\s*(==|!=|(not )?in\b)|isinstance\([^)]*View\b|match page\b"
    )
    texts = {path: path.read_text(encoding="utf-8") for path in (*MODULES, *TEMPLATES)}
    found = {path.name for path, text in texts.items() if asks.search(text)}
    assert found == set()


@pytest.mark.slow
def test_what_a_year_lists_is_what_it_has() -> None:
    loaded, _ = load(read_sources(ROOT))
    assert loaded is not None
    plan = lay_out(loaded)
    addresses = {page.address for page in plan.pages}

    assert plan.listed
    for (slug, year), links in plan.listed.items():
        assert {link.address for link in links} <= addresses
        assert all(link.address.startswith(f"{slug}/{year}/") for link in links)


def test_templates_are_packaged_beside_the_program() -> None:
    folder = files("prongsai").joinpath("templates")
    assert all(folder.joinpath(f"{name}.md.jinja").is_file() for name in PAGES)
