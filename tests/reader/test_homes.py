"""The hub and the homes of agencies: filter, list without script, no empty section."""

import re
from urllib.parse import urljoin

import lxml.html
import pytest
from playwright.sync_api import expect

from prongsai.thai.order import in_order
from reader_site import EXAMPLE, TYPES, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

DAYS_OF_THE_SURVEY = (
    ("2025-02-02", False),
    ("2025-02-03", True),
    ("2025-05-30", True),
    ("2025-05-31", False),
)
"""Before, on its first and its last day, and after; whether it is open."""


def test_the_hub_lists_every_agency_by_province_without_script(visit: Visit) -> None:
    page = visit("", java_script_enabled=False)
    assert page.locator(".agencies li:visible").count() == 6
    provinces = page.locator(".agencies h3").all_text_contents()
    assert provinces == sorted(provinces, key=in_order)
    form = page.locator("form.filter")
    expect(form.locator("select")).to_be_hidden()  # it does nothing without script
    form.locator("input").fill("แผน")
    form.locator("button").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=%E0%B9%81%E0%B8%9C%E0%B8%99$"))


def test_the_hub_has_one_box_and_districts_as_headings(visit: Visit) -> None:
    page = visit("")
    assert page.locator(".md-content input[type=search]").count() == 1
    assert "อำเภอตัวอย่าง" in page.locator(".agencies h4").all_text_contents()


def test_the_card_of_an_agency_says_its_score_and_whether_its_survey_is_open(
    visit: Visit,
) -> None:
    page = visit("")
    card = page.locator(".agencies li", has_text="เทศบาลตำบลตัวอย่าง")
    score = card.locator("a[href='tambon-tuayang/2568/scores/']")
    assert score.locator("xpath=..").inner_text() == "คะแนนปี 2568 91.03 (ผ่านดี)"
    call = card.locator("a[href='tambon-tuayang/2568/eit/']")
    for day, shown in DAYS_OF_THE_SURVEY:
        page.clock.set_fixed_time(f"{day}T12:00:00+07:00")
        page.reload()
        expect(call, day).to_be_visible(visible=shown)


def test_the_hub_filters_as_one_types(visit: Visit) -> None:
    page = visit("")
    shown = page.locator(".agencies li:visible")
    page.locator("form.filter input").press_sequentially("ชลบุรี")
    expect(shown).to_have_count(1)
    expect(page.locator("form.filter [role=status]")).to_have_text("แสดง 1 หน่วยงาน")
    expect(page.locator(".agencies section:visible")).to_have_count(1)
    page.locator("form.filter input").fill("")
    page.locator("form.filter select").select_option(label="เทศบาลตำบล")
    expect(shown).to_have_count(4)
    page.locator("form.filter input").fill("ไม่มีที่นี่")
    expect(page.locator("form.filter [role=status]")).to_have_text("แสดง 0 หน่วยงาน")


def test_the_home_leads_to_everything(visit: Visit) -> None:
    page = visit(EXAMPLE)
    for target in page.locator(".jump a").evaluate_all(
        "all => all.map((a) => a.getAttribute('href'))"
    ):
        expect(page.locator(target)).to_be_visible()
    assert page.locator("#checklist").count() == 1
    assert page.locator(".groups .checklist a").count() == 28
    expect(page.locator("section.eit")).to_be_visible()
    assert page.locator("#contact, #complaints, #latest, #years, #scores").count() == 5


def test_the_home_says_what_is_published_and_shows_the_executives(
    visit: Visit,
) -> None:
    page = visit(EXAMPLE)
    first = page.locator(".home h2").first
    expect(first).to_have_attribute("id", "latest")
    expect(page.locator("#latest + p")).to_have_text("ปีงบประมาณ 2568 เผยแพร่แล้ว 28 ข้อ")
    faces = page.locator(".faces li")
    expect(faces.first).to_contain_text("นายกเทศมนตรี")
    expect(faces).to_have_count(5)
    links = page.locator("#contact ~ dl a")
    assert "แผนที่และการเดินทางมาสำนักงานเทศบาล" in links.all_text_contents()
    expect(page.locator("#contact ~ dl")).to_contain_text("8.30–16.30 น.")


def test_facts_that_answer_two_components_are_on_the_page_once(visit: Visit) -> None:
    page = visit(f"{EXAMPLE}2568/o2/")
    assert page.locator("table:has(caption:text-is('ผู้บริหาร'))").count() == 1
    page.get_by_role("link", name="ดูในตารางของหน้านี้").click()
    expect(page.locator(":target table")).to_be_visible()


def test_contacts_are_near_on_a_phone(visit: Visit) -> None:
    page = visit(EXAMPLE, 360)
    for target in ("#contact", "#complaints"):
        expect(page.locator(f".jump a[href='{target}']")).to_be_visible()
    assert page.locator(".groups .checklist a:visible").count() == 0
    assert page.locator("details.group:visible").count() == 7
    page.locator("details.group summary").first.click()
    expect(page.locator(".groups .checklist a:visible")).to_have_count(4)


def test_the_call_ends_with_its_last_day(visit: Visit, base: str) -> None:
    page = visit(EXAMPLE)
    expect(page.locator("section.eit")).to_be_visible()
    expect(page.locator(".eit-closed")).to_be_hidden()
    page.clock.set_fixed_time("2025-05-31T00:00:00+07:00")
    page.reload()
    expect(page.locator("section.eit")).to_be_hidden()
    expect(page.locator(".eit-closed")).to_be_visible()
    page.goto(f"{base}{EXAMPLE}2568/eit/")
    expect(page.locator(".eit-closed")).to_be_visible()
    expect(page.locator("a[href$='eit.png']")).to_be_hidden()


def test_the_thanks_leave_the_home_page_after_thirty_days(visit: Visit) -> None:
    page = visit(EXAMPLE)
    for day, shown in (("2025-06-29", True), ("2025-06-30", False)):
        page.clock.set_fixed_time(f"{day}T12:00:00+07:00")
        page.reload()
        expect(page.locator(".eit-closed"), day).to_be_visible(visible=shown)


def test_every_page_calls_in_its_foot_while_the_survey_is_open(visit: Visit) -> None:
    page = visit(f"{EXAMPLE}2568/o5/")
    call = page.locator(".eit-foot a")
    for day, shown in DAYS_OF_THE_SURVEY:
        page.clock.set_fixed_time(f"{day}T12:00:00+07:00")
        page.reload()
        expect(call, day).to_be_visible(visible=shown)
    assert call.get_attribute("href") == "../eit/"


def test_latest_changes_come_newest_first(visit: Visit) -> None:
    page = visit(EXAMPLE)
    dates = page.locator("ul.dated time").evaluate_all(
        "all => all.map((time) => time.dateTime)"
    )
    assert len(dates) == 8
    assert dates == sorted(dates, reverse=True)


_HEADING = re.compile(r"<h([2-4])\b[^>]*>(?:(?!</h\1>).)*</h\1>\s*(.{0,40})", re.DOTALL)
_EMPTY = re.compile(r'<(ul|ol|dl|tbody)(?: class="(?!results)[^>]*)?>\s*</\1>')


def test_no_section_is_empty(site: ReaderSite) -> None:
    for page in site.plan.pages:
        article = site.html(page.address).partition("<article")[2]
        article = article.partition("</article")[0]
        for found in _HEADING.finditer(article):
            same = re.match(r"<h([2-4])|</section|</div|$", found[2])
            deeper = same and same[1] and int(same[1]) > int(found[1])
            assert not same or deeper, (page.address, found[0])
        assert _EMPTY.findall(article) == [], page.address


def test_the_foot_leads_to_the_accessibility_page(site: ReaderSite) -> None:
    for kind, address in TYPES.items():
        page = lxml.html.fromstring(site.html(address))
        ways = page.xpath("//footer//a[contains(., 'การเข้าถึงเว็บไซต์')]/@href")
        leads = [urljoin(f"https://x.example/{address}", way) for way in ways]
        assert leads == ["https://x.example/accessibility/"], kind
    assert "การเข้าถึงเว็บไซต์" in site.html("accessibility/")
