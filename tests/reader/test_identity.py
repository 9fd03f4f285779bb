"""Whose site it is: said on every page and at every width, with the ways on."""

import html

import pytest
from playwright.sync_api import Page

from prongsai.site.identity import of_agency, of_site
from reader_site import TYPES, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

AGENCY = "เทศบาลตำบลตัวอย่าง"
SHORT = "ทต.ตัวอย่าง"


CUT = """one => [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth]
  .some((more) => more > 1)"""


def cut_at(page: Page, widths: tuple[int, ...], words: str) -> list[int]:
    """Return at which widths a header does not show these words as a whole."""
    name = page.locator(".md-header .whose-name")
    cut = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if name.evaluate(CUT) or name.inner_text() != words:
            cut.append(width)
    return cut


def test_the_short_name_is_whole_in_the_header(visit: Visit) -> None:
    page = visit(TYPES["item"])
    assert cut_at(page, (320, 360, 768, 1366, 1920), f"{SHORT} ITA") == []
    assert page.locator(".md-header img").get_attribute("alt") == AGENCY


def test_a_long_name_is_whole_in_the_header_and_says_ita_once(
    visit: Visit, site: ReaderSite
) -> None:
    title = site.plan.context.content.site.value.title
    assert cut_at(visit(TYPES["hub"]), (320, 360, 768), title) == []


def test_header_and_drawer_lead_the_same_ways(visit: Visit) -> None:
    wanted = ["หน้าแรก", "รายการ OIT", "ผลคะแนน", "ติดต่อ", "เว็บไซต์หลัก"]
    wide = visit(TYPES["item"], 1366)
    assert wide.locator(".whose-ways a:visible").all_inner_texts() == wanted
    small = visit(TYPES["item"], 360)
    assert small.locator(".whose-ways a:visible").count() == 0
    drawer = small.locator(".md-nav--primary a")
    assert drawer.all_inner_texts() == [*wanted, "ค้นหา"]


def test_every_way_leads_to_a_page(site: ReaderSite) -> None:
    addresses = {page.address for page in site.plan.pages}
    for agency in site.plan.context.agencies:
        ways = of_agency(site.plan.context, agency)["ways"]
        assert isinstance(ways, list)
        for way in ways:
            assert way["address"].removeprefix(".") in addresses, way


def test_the_foot_says_how_to_reach_the_agency(site: ReaderSite) -> None:
    page = html.unescape(site.html(TYPES["item"]))
    foot = page[page.index('<footer class="md-footer">') :]
    assert AGENCY in foot
    assert 'href="tel:000000000"' in foot
    assert "https://www.tambon-tuayang.example" in foot
    assert "ข้อมูลในหน้านี้ ณ" in foot


def test_pages_of_no_agency_say_the_name_of_the_site(site: ReaderSite) -> None:
    shown = of_site(site.plan.context)
    assert shown["name"] == site.plan.context.content.site.value.title
    page = html.unescape(site.html(TYPES["hub"]))
    assert f'title="{shown["name"]}"' in page
