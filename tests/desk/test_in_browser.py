"""The desk in a real browser: dropping, typing, looking, also without a script."""

from pathlib import Path

from playwright.sync_api import Page, expect

from axe import WHOLE, violations
from desk_project import YEAR, serving
from lent_windows import LentWindows
from officer import drop, sends

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def written(project: Path) -> str:
    path = project / f"content/agencies{YEAR}/disclosures.yml"
    return path.read_text(encoding="utf-8")


def test_files_are_dropped_and_the_page_shows_them(opened: Page, project: Path) -> None:
    opened.get_by_role("link", name="O5 ", exact=False).first.click()
    opened.wait_for_url("**/O5")
    drop(
        opened,
        ".item__work > form.drop",
        {"แผนพัฒนา 2568.pdf": PDF, "ข.pdf": PDF + b"2"},
    )
    opened.get_by_role("link", name="แผนพัฒนา 2568").wait_for()
    assert "file: แผนพัฒนา 2568.pdf" in written(project)
    assert "file: ข.pdf" in written(project)
    seen = opened.frame_locator("iframe[data-page]")
    seen.get_by_text("แผนพัฒนา 2568").first.wait_for()
    opened.get_by_role("button", name="ย้อนกลับ").click()
    opened.get_by_text("ยังไม่มีเอกสาร").wait_for()
    assert "แผนพัฒนา" not in written(project)


def test_a_field_is_saved_when_it_is_left(opened: Page, project: Path) -> None:
    opened.goto(opened.url + "O1")
    opened.get_by_label("คำอธิบายของข้อ").fill("แผนผังปีนี้")
    opened.get_by_label("ข้อมูล ณ วันที่").click()
    opened.get_by_text("แก้ข้อ O1").wait_for()
    assert "explanation: แผนผังปีนี้" in written(project)
    opened.get_by_label("ข้อมูล ณ วันที่").fill("31/2/2568")
    opened.get_by_label("คำอธิบายของข้อ").click()
    expect(opened.get_by_role("alert")).to_contain_text("อ่านวันที่ “31/2/2568” ไม่ได้")


def test_an_entry_stays_open_while_it_is_typed(opened: Page, project: Path) -> None:
    opened.goto(opened.url + "../agency/units")
    opened.locator(".entry__title", has_text="งานการเจ้าหน้าที่").click()
    name = opened.locator("#name-staff")
    name.fill("งานบุคคล")
    name.press("Tab")
    opened.get_by_text("แก้กองและงาน").wait_for()
    expect(name).to_be_visible()
    path = project / "content/agencies/ban-rai/agency.yml"
    assert "name: งานบุคคล" in path.read_text(encoding="utf-8")


def test_without_a_script_everything_but_dropping_works(
    windows: LentWindows, project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "คู่มือ.pdf"
    file.write_bytes(PDF)
    with serving(project) as address, windows.lent(scripts=False) as page:
        page.goto(address)
        page.wait_for_url("**/ban-rai/2568/")
        page.goto(page.url + "O5")
        page.get_by_label("คำอธิบายของข้อ").fill("แผนพัฒนา")
        form = page.locator("form", has=page.locator("#explanation"))
        sends(form.get_by_role("button", name="บันทึก"))
        assert "explanation: แผนพัฒนา" in written(project)
        page.set_input_files("#drop-item", file)
        sends(page.get_by_role("button", name="ส่งไฟล์").last)
        assert "file: คู่มือ.pdf" in written(project)


def test_without_a_script_five_answers_make_the_site(
    windows: LentWindows, tmp_path: Path
) -> None:
    with serving(tmp_path) as address, windows.lent(scripts=False) as page:
        page.goto(address)
        page.wait_for_url("**/new")
        page.locator("#name").fill("เทศบาลตำบลบางพระ")
        page.locator("#province").fill("ชลบุรี")
        page.get_by_role("button", name="เริ่มงาน").click()
        page.get_by_role("link", name="ไปที่กระดานงาน").click()
        page.wait_for_url("**/bang-phra/25*/")
    agency = tmp_path / "content/agencies/bang-phra/agency.yml"
    assert "name: เทศบาลตำบลบางพระ" in agency.read_text(encoding="utf-8")


PAGES = ("", "O1", "../agency/units", "O1/look", "send", "days", "work/publish")


def test_axe_finds_nothing_on_desktop_phone_and_in_the_dark(opened: Page) -> None:
    """Each page wide in the light or narrow in the dark, in turn; with `WHOLE` both."""
    here, found = opened.url, {}
    opened.emulate_media(reduced_motion="reduce")
    for number, path in enumerate(PAGES):
        opened.set_viewport_size({"width": 1366, "height": 900})
        opened.emulate_media(color_scheme="light")
        opened.goto(here + path)
        if WHOLE or number % 2 == 0:
            found[path, "desktop"] = violations(opened, None)
        opened.set_viewport_size({"width": 360, "height": 900})
        if WHOLE:
            found[path, "phone"] = violations(opened, None)
        opened.emulate_media(color_scheme="dark")
        if WHOLE or number % 2:
            found[path, "dark"] = violations(opened, None)
    assert {where: lines for where, lines in found.items() if lines} == {}


def test_no_page_is_wider_than_the_screen(opened: Page) -> None:
    here, wider = opened.url, []
    for path in ("", "O1", "../agency/units"):
        opened.goto(here + path)
        for width in (320, 360, 768, 1366, 1920, 3840):
            opened.set_viewport_size({"width": width, "height": 900})
            inner = opened.evaluate("document.documentElement.scrollWidth")
            wider += [(path, width, inner)] if inner > width else []
    assert wider == []
