"""Measures, scores and dropped files at the desk in a real browser."""

from pathlib import Path

from playwright.sync_api import FilePayload, Page

from desk_project import YEAR, serving
from lent_windows import LentWindows
from office_files import word
from officer import sends

PLAN = word([("มาตรการ", "ขั้นตอน", "กลุ่มเป้าหมาย"), ("ทำคู่มือ", "1. ร่าง", "ประชาชน")])
FILE = FilePayload(name="มาตรการ.docx", mimeType="application/x", buffer=PLAN)
WORD_TABLE = (
    "<table><tr><td><p>ชื่อ</p></td><td><p>ผลที่คาดว่าจะได้รับ</p></td></tr>"
    "<tr><td><p>งานใหม่</p></td><td><p>หนึ่ง</p><p>สอง</p></td></tr></table>"
)

SETTLED = "!document.querySelector('.htmx-added, .htmx-settling, .htmx-swapping')"
"""What was just put into a page does nothing for some milliseconds."""


def written(project: Path, kind: str = "measures") -> str:
    path = project / f"content/agencies{YEAR}/{kind}.yml"
    return path.read_text(encoding="utf-8")


def test_a_table_of_word_is_pasted_and_seen_before_it_is_saved(
    opened: Page, project: Path
) -> None:
    opened.goto(f"{opened.url}tables/measures")
    opened.get_by_text("วางตารางจาก Excel หรือ Word").click()
    opened.get_by_role("textbox", name="คัดลอกตาราง").evaluate(
        """(field, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            field.dispatchEvent(new ClipboardEvent(
                "paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        WORD_TABLE,
    )
    opened.get_by_role("button", name="ดูก่อนบันทึก").click()
    opened.get_by_text("สิ่งที่จะเปลี่ยน 2 รายการ").wait_for()
    assert "งานใหม่" not in written(project)
    opened.get_by_role("button", name="บันทึกตามนี้").click()
    opened.get_by_role("link", name="งานใหม่").wait_for()
    assert "expected:\n      - หนึ่ง\n      - สอง\n" in written(project)


def test_a_word_file_is_dropped_answered_and_taken_over(
    opened: Page, project: Path
) -> None:
    opened.get_by_role("link", name="นำเข้าไฟล์").click()
    opened.wait_for_url("**/import")
    opened.set_input_files("#drop-import", files=[FILE])
    asked = opened.get_by_label("คอลัมน์ที่ 3 คืออะไร")
    asked.wait_for()
    opened.wait_for_function(SETTLED)
    asked.select_option("หมายเหตุ")
    asked.wait_for(state="detached")
    opened.get_by_role("cell", name="ประชาชน").first.wait_for()
    opened.get_by_role("button", name="นำเข้าตามนี้").click()
    opened.get_by_text("นำเข้าแล้ว ถ้าไม่ถูก กดย้อนกลับได้").wait_for()
    assert "note: ประชาชน" in written(project)
    opened.get_by_role("button", name="ย้อนกลับ").click()
    opened.get_by_text("นำเข้า มาตรการ.docx").wait_for(state="detached")
    assert "ประชาชน" not in written(project)


def test_a_text_without_a_place_is_dragged_to_one(opened: Page, project: Path) -> None:
    path = project / f"content/agencies{YEAR}/measures.yml"
    left = "unplaced:\n  - text: ทุกเดือน\n    table: 1\n    row: 2\n    column: 3\n"
    path.write_text(written(project) + left, encoding="utf-8")
    opened.goto(f"{opened.url}tables/unplaced")
    opened.get_by_role("heading", name="ทุกเดือน").hover()
    opened.mouse.down()
    opened.mouse.move(300, 300, steps=3)
    opened.locator("[data-place]", has_text="หมายเหตุ").hover()
    opened.mouse.up()
    opened.get_by_role("heading", name="ทุกเดือน").wait_for(state="detached")
    assert "note: ทุกเดือน" in written(project)
    assert "unplaced" not in written(project)


def test_without_a_script_everything_is_there_with_buttons(
    windows: LentWindows, project: Path
) -> None:
    with serving(project) as address, windows.lent(scripts=False) as page:
        page.goto(address)
        page.wait_for_url("**/ban-rai/2568/")
        here = page.url
        page.goto(f"{here}tables/scores")
        page.get_by_role("textbox", name="IIT").fill("๙๑.๕")
        sends(page.get_by_role("button", name="บันทึกทั้งตาราง"))
        assert "code: IIT\n    score: 91.5\n" in written(project, "scores")
        page.goto(f"{here}tables/survey")
        page.get_by_role("textbox", name="หมายเหตุ").fill("เปิดตอบแล้ว")
        sends(page.locator("form.record").get_by_role("button", name="บันทึก"))
        assert "note: เปิดตอบแล้ว" in written(project, "survey")
        page.goto(f"{here}tables/measures")
        page.get_by_text("วางตารางจาก Excel หรือ Word").click()
        page.get_by_role("textbox", name="คัดลอกตาราง").fill(
            "ชื่อ\tงบประมาณ\nงานใหม่\t500 บาท"
        )
        sends(page.get_by_role("button", name="ดูก่อนบันทึก"))
        sends(page.get_by_role("button", name="บันทึกตามนี้"))
        assert "budget: 500 บาท" in written(project)
        page.goto(f"{here}import")
        page.set_input_files("#drop-import", files=[FILE])
        sends(page.get_by_role("button", name="ส่งไฟล์"))
        sends(page.get_by_role("button", name="นำเข้าตามนี้"))
        assert "title: ทำคู่มือ" in written(project)
