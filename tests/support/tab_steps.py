"""What an officer does at the desk of a tab, through its pages."""

import datetime
import io
import json
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Locator
from pypdf import PdfReader

import small_site
from desk_tab import LONG, Tab
from office_files import word
from prongsai.thai.dates import fiscal_year

AGENCY = "content/agencies/ban-rai"
YEAR = f"{AGENCY}/2568"
MEASURES = f"{YEAR}/measures.yml"
PLAN = word([("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"), ("ทำคู่มือ", "1. ร่าง", "สำนักปลัด")])
A4 = (595, 842)
WITHIN, ONE_LINE = 673, 50
"""Dots between the margins of the change sheet, and of less than two of its lines."""
POST, ABOVE = "ปลัดเทศบาล", "นายกเทศมนตรี"


def presses(tab: Tab, name: str) -> None:
    """Press the first button of that name."""
    tab.desk.get_by_role("button", name=name, exact=True).first.click(timeout=LONG)


def sees(tab: Tab, text: str) -> Locator:
    """Wait until the page shows a text."""
    found = tab.desk.get_by_text(text).first
    found.wait_for(timeout=LONG)
    return found


def works_as(tab: Tab, post: str) -> None:
    tab.goes("ban-rai/2568/")
    tab.desk.locator(".cards").first.wait_for(timeout=LONG)
    tab.desk.get_by_label("ผู้ทำงาน (ตำแหน่ง)").fill(post, timeout=LONG)
    presses(tab, "ใช้ชื่อนี้")
    # What was typed is in the field before the answer is: its page has it as written.
    tab.desk.locator(f"#post[value='{post}']").wait_for(timeout=LONG)


def imports(tab: Tab, name: str, data: bytes, shown: str) -> None:
    """Drop a file, look at what it would change, and take that over."""
    tab.goes("ban-rai/2568/import")
    paper = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
    tab.desk.locator("#drop-import").set_input_files([paper], timeout=LONG)
    tab.desk.locator(".changes").get_by_text(shown).first.wait_for(timeout=LONG)
    assert shown not in tab.reads(MEASURES)
    presses(tab, "นำเข้าตามนี้")
    sees(tab, "นำเข้าแล้ว ถ้าไม่ถูก กดย้อนกลับได้")
    tab.waits_until_written()
    assert f"title: {shown}" in tab.reads(MEASURES)


def brings_word_in_and_excel_out_and_in(tab: Tab) -> None:
    imports(tab, "มาตรการ 2568.docx", PLAN, "ทำคู่มือ")
    with tab.page.expect_download() as given:
        tab.desk.get_by_role("link", name="สมุดงานทั้งปี").click(timeout=LONG)
    book = load_workbook(io.BytesIO(Path(given.value.path()).read_bytes()))
    seen = [sheet for sheet in book if sheet.sheet_state == "visible"]
    cells = (one for sheet in seen for row in sheet.iter_rows() for one in row)
    cell = next(one for one in cells if one.value == "ทำคู่มือ")
    cell.value = "ทำคู่มือประชาชน"
    stream = io.BytesIO()
    book.save(stream)
    imports(tab, "สมุดงาน.xlsx", stream.getvalue(), "ทำคู่มือประชาชน")


def confirms(tab: Tab) -> None:
    tab.goes("ban-rai/2568/O1")
    presses(tab, "เห็นครบ ยืนยัน")
    button = tab.desk.get_by_role("button", name="เห็นครบ ยืนยัน")
    button.wait_for(state="detached", timeout=LONG)
    tab.waits_until_written()
    assert "confirmed" in tab.reads(f"{YEAR}/disclosures.yml")


def sends_the_changes(tab: Tab) -> None:
    """Take what changed as a file to print, and send it to be agreed to."""
    tab.goes("ban-rai/2568/send")
    sees(tab, "ทำคู่มือประชาชน")
    with tab.page.expect_download() as given:
        tab.desk.locator("a[href$='/changes.html']").click(timeout=LONG)
    sheet = Path(given.value.path()).read_text("utf-8")
    assert "ทำคู่มือประชาชน" in sheet
    sees(tab, "เปิดไฟล์ที่บันทึกในเบราว์เซอร์")  # without typst it is printed from here
    paper = tab.page.context.new_page()
    paper.set_content(sheet)
    assert _sizes(paper.pdf(prefer_css_page_size=True)) == {A4}
    paper.emulate_media(media="print")
    paper.set_viewport_size({"width": WITHIN, "height": 900})
    assert paper.evaluate("document.documentElement.scrollWidth") == WITHIN
    (first,) = paper.locator("thead th:first-child").all()[:1]
    assert first.evaluate("one => one.getClientRects()[0].height") < ONE_LINE
    paper.close()
    assert tab.desk.locator("a[href$='/changes.pdf']").count() == 0
    presses(tab, "ส่งให้ดู")
    sees(tab, "ส่งให้ดูแล้ว รอคำตอบ")
    tab.waits_until_written()


def is_agreed_to(tab: Tab) -> None:
    """Try to agree to one's own changes, then let the one above agree."""
    presses(tab, "เห็นชอบ")
    sees(tab, "ผู้เห็นชอบต้องเป็นคนละตำแหน่งกับผู้ส่ง")
    works_as(tab, ABOVE)
    tab.goes("ban-rai/2568/send")
    sees(tab, f"ตอบในตำแหน่ง {ABOVE}")
    presses(tab, "เห็นชอบ")
    sees(tab, "เห็นชอบแล้ว:")
    tab.waits_until_written()
    said = json.loads(tab.reads(f"{AGENCY}/.approval.json"))
    assert [(one["word"], one["by"]) for one in said] == [
        ("sent", POST),
        ("agreed", ABOVE),
    ]


def prints_on_a4(tab: Tab) -> None:
    """Print what the page of papers leads to, wide tables on landscape pages."""
    tab.goes("ban-rai/2568/work/papers")
    sees(tab, "มีเรื่องที่ต้องแก้ก่อนเผยแพร่")
    for path in small_site.FILES:
        tab.writes(path, small_site.PICTURE)
    tab.goes("ban-rai/2568/work/papers")
    links = tab.desk.locator("section[aria-labelledby=to-print] a")
    links.first.wait_for(timeout=LONG)
    shown = tab.page.context.new_page()
    for link in links.all():
        shown.goto(link.evaluate("link => link.href"))
        wide = shown.locator(".ita-wrap:not(.narrow)").count() > 0
        printed = shown.pdf(prefer_css_page_size=True)
        assert _sizes(printed) == {A4[::-1] if wide else A4}
    shown.close()


def _sizes(printed: bytes) -> set[tuple[int, ...]]:
    pages = PdfReader(io.BytesIO(printed)).pages
    return {tuple(round(float(one)) for one in page.mediabox[2:]) for page in pages}


def begins_the_running_year(tab: Tab) -> None:
    """Take over from the year before what still holds; the tab's day is today's."""
    running = fiscal_year(datetime.datetime.now().date())  # noqa: DTZ005 - its own day
    for path in tab.files():
        if path.startswith(f"{YEAR}/"):
            before = path.replace("/2568/", f"/{running - 1}/")
            tab.writes(before, tab.reads(path))
    tab.goes("ban-rai/2568/work/roll-over")
    presses(tab, "ดูก่อนว่าจะทำอะไร")
    presses(tab, "เริ่มปีตามนี้")
    sees(tab, "เสร็จแล้ว")
    tab.waits_until_written()
    assert "O5" in tab.reads(f"{AGENCY}/{running}/disclosures.yml")


def goes_on_without_network(tab: Tab, item: str, text: str) -> None:
    """Open the page again with no network: program and folder are remembered."""
    tab.page.context.set_offline(True)
    tab.page.goto(tab.address)
    tab.opens_folder("folder-again")
    tab.goes(item)
    tab.desk.get_by_text(text).first.wait_for(timeout=LONG)
    tab.page.context.set_offline(False)
