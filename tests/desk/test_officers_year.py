"""The officer's year at the desk, from the first start to October, in a real browser.

Each test is one piece of work of the year. What it takes is counted and compared with
what an office can bear; the figures are in docs/development/officers-year.md.
"""

import datetime
import io
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from desk_project import serving
from lent_windows import LentWindows
from officer import Officer, at_work
from target_servers import PASSWORD, USER, Ssh, web_server

pytestmark = pytest.mark.slow

NOVEMBER = datetime.datetime(2026, 11, 27, 9, 0)  # noqa: DTZ001 - the agency's own clock


def seal() -> FilePayload:
    stream = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(stream, "PNG")
    return FilePayload(name="ตรา.png", mimeType="image/png", buffer=stream.getvalue())


def begins(officer: Officer) -> None:
    """Answer the questions of the first start, and add seal and colour."""
    page = officer.page
    officer.types(page.locator("#name"), "เทศบาลตำบลบางพระ")
    officer.types(page.locator("#province"), "ชลบุรี")
    officer.presses("เริ่มงาน")
    page.wait_for_url("**/agency/look?first=2570")
    officer.gives(page.get_by_label("ตราหน่วยงาน"), seal())
    page.locator(".field__picture").wait_for()
    officer.types(page.get_by_label("สีของหน่วยงาน"), "1f4e79")
    page.locator(".field__colour").wait_for()


def adds(officer: Officer, part: str, *entries: dict[str, str]) -> None:
    """Add entries on one of the agency's own pages."""
    page = officer.page
    officer.presses(part, link=True)
    form = page.locator("section[aria-labelledby=new-title] form")
    for entry in entries:
        for label, text in entry.items():
            field = form.get_by_label(label)
            if field.evaluate("one => one.tagName") == "SELECT":
                officer.chooses(field, text)
            else:
                officer.types(field, text)
        before = page.locator(".entry__title").count()
        officer.presses("เพิ่ม")
        page.locator(".entry__title").nth(before).wait_for()


def test_from_the_first_start_to_a_published_year(
    windows: LentWindows, tmp_path: Path, ssh: Ssh
) -> None:
    folder = tmp_path / "เว็บไซต์"
    folder.mkdir()
    with (
        web_server(ssh.jail / "public_html") as port,
        serving(folder, NOVEMBER) as address,
        at_work(windows, address) as officer,
    ):
        page = officer.page
        begins(officer)
        adds(
            officer,
            "กองและงาน",
            *({"ชื่อกองหรืองาน": one} for one in ("สำนักปลัด", "กองคลัง", "กองช่าง")),
        )
        adds(officer, "ผู้บริหาร", {"ตำแหน่ง": "นายกเทศมนตรี"}, {"ตำแหน่ง": "ปลัดเทศบาล"})
        adds(officer, "ช่องทางติดต่อ", {"ติดต่อทาง": "โทรศัพท์", "ข้อความที่แสดง": "0-3812-3456"})
        adds(officer, "ช่องทางร้องเรียน", {"ชื่อช่องทาง": "แจ้งเบาะแสการทุจริต"})
        assert len(officer.typed) < 15
        agency = (officer.steps, len(officer.typed))
        officer.presses("ที่วางเว็บไซต์", link=True)
        officer.types(page.get_by_label("ชื่อเครื่องแม่ข่าย"), f"127.0.0.1:{ssh.jail_port}")
        officer.types(page.get_by_label("ชื่อผู้ใช้"), USER)
        officer.types(page.get_by_label("ที่อยู่ของเว็บไซต์นี้"), f"http://127.0.0.1:{port}/")
        officer.presses("เพิ่ม")
        officer.sees("SFTP (เข้ารหัส")
        page.locator(".top__name a").click()
        officer.presses("เผยแพร่ขึ้นเว็บไซต์", link=True)
        officer.presses("ปลัดเทศบาล")
        officer.presses("ดูก่อนว่าจะทำอะไร")
        officer.sees(f"ติดต่อเครื่อง 127.0.0.1:{ssh.jail_port} เป็นครั้งแรก")
        officer.presses("รหัสตรงกับที่ผู้ให้บริการแจ้ง")
        officer.types(page.get_by_label("รหัสผ่านของเว็บไซต์"), PASSWORD)
        officer.presses("ทำต่อ")
        officer.sees("ถ้าทำต่อ จะเป็นอย่างนี้")
        officer.presses("เผยแพร่ตามนี้")
        officer.sees("เสร็จแล้ว")
        officer.sees("พิสูจน์บนเว็บไซต์จริงครบ")
        assert (*agency, officer.steps) == (24, 10, 36)
        home = httpx.get(f"http://127.0.0.1:{port}/").text
    assert "เทศบาลตำบลบางพระ" in home
