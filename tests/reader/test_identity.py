"""Whose site it is: said on every page and at every width, with the ways on."""

import html

import pytest

from prongsai.site.identity import of_agency, of_site
from reader_site import TYPES, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

AGENCY = "เทศบาลตำบลตัวอย่าง"
SHORT = "ทต.ตัวอย่าง"


@pytest.mark.parametrize("width", [320, 360, 768, 1366, 1920])
def test_the_short_name_is_whole_in_the_header(visit: Visit, width: int) -> None:
    page = visit(TYPES["item"], width)
    name = page.locator(".md-header .whose-name")
    assert name.inner_text() == f"{SHORT} ITA"
    assert name.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert name.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert page.locator(".md-header img").get_attribute("alt") == AGENCY


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_long_name_is_whole_in_the_header_and_says_ita_once(
    visit: Visit, site: ReaderSite, width: int
) -> None:
    name = visit(TYPES["hub"], width).locator(".md-header .whose-name")
    assert name.inner_text() == site.plan.context.content.site.value.title
    assert name.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert name.evaluate("one => one.scrollWidth <= one.clientWidth + 1")


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
