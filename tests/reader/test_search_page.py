"""The search page in a browser: typing, pasting, filters, keyboard, phone, file://."""

from urllib.parse import urljoin

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from reader_site import TYPES, YEAR, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

EXAMPLE = "เทศบาลตำบลตัวอย่าง"


def addresses(page: Page) -> list[str]:
    """Return where the results lead."""
    links = page.locator(".results > li > a")
    found: list[str] = links.evaluate_all(
        "all => all.map((a) => a.getAttribute('href'))"
    )
    return found


def test_typing_finds_pages_and_counts_them(visit: Visit) -> None:
    page = visit("search/")
    status = page.locator(".results-status")
    expect(status).to_contain_text("O27")
    page.locator("input[name=q]").press_sequentially("จัดซื้อจัดจ้าง")
    expect(page.locator(".results mark").first).to_have_text("จัดซื้อจัดจ้าง")
    found = addresses(page)
    assert any(address.endswith(f"{YEAR}o12/") for address in found)
    expect(status).to_have_text(f"พบ {len(found)} หน้า")
    page.locator("input[name=q]").fill("ไม่มีคำนี้แน่")
    expect(status).to_contain_text("ไม่พบ")
    assert addresses(page) == []


def test_hits_are_marked_and_addresses_open(visit: Visit) -> None:
    page = visit("search/?q=สินบน")
    marks = page.locator(".results mark")
    assert set(marks.all_text_contents()) == {"สินบน"}
    title = page.locator(".results > li > a").first.text_content()
    page.locator(".results > li > a").first.click()
    expect(page.locator("h1")).to_contain_text((title or "")[:20])


def test_pasting_needs_no_key(visit: Visit) -> None:
    page = visit("search/")
    page.locator("input[name=q]").evaluate(
        """(field) => {
          field.focus();
          document.execCommand("insertText", false, "๐๒๗");
        }"""
    )
    assert addresses(page)[0].endswith("/o27/")


def test_filters_narrow_and_stay_in_the_address(visit: Visit) -> None:
    page = visit("search/?q=มาตรการ")
    everywhere = len(addresses(page))
    page.locator("select[name=agency]").select_option(EXAMPLE)
    of_agency = addresses(page)
    assert 0 < len(of_agency) < everywhere
    assert all("tambon-tuayang" in address for address in of_agency)
    page.locator("select[name=year]").select_option("2567")
    assert all("/2567/" in address for address in addresses(page))
    page.reload()
    expect(page.locator("select[name=year]")).to_have_value("2567")
    assert all("/2567/" in address for address in addresses(page))


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit("search/")
    page.locator("input[name=q]").focus()
    page.keyboard.type("o27")
    first = page.locator(".results > li > a").first
    expect(first).to_contain_text("O27")
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("O27")


def test_it_works_from_a_folder(visit: Visit, site: ReaderSite) -> None:
    page = visit(f"file://{site.root}/search/index.html?q=027")
    first = addresses(page)[0]
    assert first.endswith("o27/index.html")
    page.locator(".results > li > a").first.click()
    expect(page.locator("h1")).to_contain_text("O27")


def test_every_search_field_leads_to_the_page_of_the_search(site: ReaderSite) -> None:
    for kind, address in TYPES.items():
        page = lxml.html.fromstring(site.html(address))
        for form in page.findall(".//form"):
            leads = urljoin(f"https://x.example/{address}", form.get("action"))
            assert leads == "https://x.example/search/", kind
            assert form.find(".//input[@name='q']") is not None, kind
    assert kind == "404"


def test_a_search_field_leads_there(visit: Visit) -> None:
    page = visit("404.html")
    page.locator("form.search input[name=q]").fill("สินบน")
    page.locator("form.search button").click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("input[name=q]")).to_have_value("สินบน")
    expect(page.locator(".results mark").first).to_have_text("สินบน")


def test_what_officers_wrote_never_becomes_markup(visit: Visit) -> None:
    page = visit("search/?q=<img src=x onerror=alert(1)>")
    assert page.locator(".results img, .results-status img").count() == 0


LOOKED_FOR = {
    "ร้องเรียนทุจริต": {"o17/", "o18/", "o19/"},
    "สขร": {"o12/", "o13/"},
    "ของขวัญ": {"o21/"},
    "เบอร์โทรปลัด": {"o2/"},
    "ใจซื่อ": {"o2/"},
    "อีเซอร์วิส": {"o10/"},
    "ฮั้ว": {"o12/"},
}


def test_what_a_citizen_looks_for_is_found_on_a_phone(visit: Visit) -> None:
    page = visit("search/", width=360)
    page.locator("select[name=agency]").select_option(EXAMPLE)
    page.locator("select[name=year]").select_option("2568")
    missed = {}
    for query, expected in LOOKED_FOR.items():
        page.locator("input[name=q]").fill(query)
        found = addresses(page)
        ends = {address.split("/2568/")[-1] for address in found[:8]}
        missed[query] = expected - ends
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert missed == {query: set() for query in LOOKED_FOR}


def test_nothing_found_offers_the_nearest_and_the_lists(visit: Visit) -> None:
    page = visit("search/?q=ยานอวกาศ")
    status, suggest = page.locator(".results-status"), page.locator(".suggest")
    expect(status).to_have_text("ไม่พบ ลองคำที่สั้นลงหรือคำอื่น หรือเลือกจากรายการข้างล่าง")
    expect(suggest).to_be_visible()
    page.locator("input[name=q]").fill("มาตการส่งเสริมคุณะธรรม")
    expect(status).to_have_text("ไม่พบคำนี้ ใกล้เคียงที่สุด 5 หน้า")
    expect(page.locator(".results > li > a").first).to_contain_text("มาตรการส่งเสริม")
    page.locator("input[name=q]").fill("สินบน")
    expect(suggest).to_be_hidden()
    page.locator("input[name=q]").fill("ยานอวกาศ")
    suggest.locator("a").first.click()
    expect(page.locator("h1")).to_contain_text("รายการเปิดเผยข้อมูล")


def test_a_page_is_found_by_how_its_document_begins(visit: Visit) -> None:
    page = visit("search/?q=แซงคิวให้คนรู้จัก")
    assert any("/2568/" in address for address in addresses(page))
    expect(page.locator(".results mark").first).to_have_text("แซงคิวให้คนรู้จัก")
