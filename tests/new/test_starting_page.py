"""A double click in a folder without a site asks on a page, and its file makes one."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from prongsai.new import read_answers
from prongsai.start import start
from prongsai.storage.write import project_lock

DAY = datetime.date(2026, 11, 26)


def double_click(folder: Path) -> tuple[Path, bool, list[str]]:
    told: list[str] = []
    with project_lock(folder, "start"):
        started = start(folder, DAY, "th", told.append)
    assert started.asks != started.built
    return started.show, started.built, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as somebody gets it: the program and nothing else."""
    made = tmp_path / "เว็บ ของเรา"
    made.mkdir()
    (made / "prongsai-1-py3-none-any.whl").write_bytes(b"PK")
    return made


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page that the double click opens, from the disk, on a phone's width."""
    show, built, told = double_click(folder)
    assert (show, built, told) == (folder / "เริ่มต้น.html", False, [])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(show.as_uri())
    yield opened
    context.close()


def saved(page: Page, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="บันทึกคำตอบ").click()
    assert download.value.suggested_filename == "คำตอบ.txt"
    target = folder / "คำตอบ.txt"
    download.value.save_as(target)
    return target.read_bytes()


@pytest.mark.site
def test_five_answers_on_the_page_become_the_site(page: Page, folder: Path) -> None:
    assert page.get_by_label("ปีงบประมาณ").input_value() == "2570"
    page.get_by_label("ชื่อหน่วยงาน").fill('เทศบาลตำบล "บ้านใหม่": เหนือ')
    page.get_by_label("ประเภท").select_option("เทศบาลตำบล")
    page.get_by_label("จังหวัด").fill("น่าน")
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(wide)
    assert not page.get_by_role("status").is_visible()
    saved(page, folder)
    expect(page.get_by_role("status")).to_have_text(
        "ย้ายไฟล์ คำตอบ.txt จากโฟลเดอร์ดาวน์โหลดมาไว้ข้างไฟล์ สร้างเว็บไซต์ "
        "แล้วดับเบิลคลิกไฟล์ สร้างเว็บไซต์ อีกครั้ง"
    )

    show, built, told = double_click(folder)
    assert built
    assert told[0].startswith('สร้างเว็บไซต์ของเทศบาลตำบล "บ้านใหม่": เหนือ ปีงบประมาณ 2570')
    assert "บ้านใหม่" in show.read_text(encoding="utf-8")
    assert (folder / "subdistrict-municipality-2570.xlsx").is_file()


def test_a_site_of_many_is_asked_for_a_name_in_addresses(
    page: Page, folder: Path
) -> None:
    name = page.get_by_label("ชื่อภาษาอังกฤษในที่อยู่เว็บ")
    assert not name.is_visible()
    page.get_by_label("ชื่อหน่วยงาน").fill("อบต. บ้านไร่")
    page.get_by_label("ประเภท").select_option("องค์การบริหารส่วนตำบล")
    page.get_by_label("จังหวัด").fill("น่าน")
    page.get_by_label("หลายหน่วยงาน").check()
    name.fill("Ban Rai")
    page.get_by_role("button", name="บันทึกคำตอบ").click()
    expect(page.get_by_role("status")).to_be_hidden()
    name.fill("ban-rai")
    made = read_answers(saved(page, folder), 2570)
    assert (made.folder, made.site) == ("ban-rai", "hub")


def test_answers_that_cannot_be_used_are_told_on_the_page(folder: Path) -> None:
    (folder / "คำตอบ.txt").write_text("ชื่อหน่วยงาน: <b>ก\n", encoding="utf-8")
    show, built, _ = double_click(folder)
    text = show.read_text(encoding="utf-8")
    assert not built
    assert "<li>ยังไม่ได้ตอบ “จังหวัด” พิมพ์คำตอบหลังเครื่องหมาย :</li>" in text
    assert not (folder / "content").exists()


def test_what_was_answered_is_there_again_with_a_name_for_the_folder(
    folder: Path,
) -> None:
    (folder / "คำตอบ.txt").write_text(
        "ชื่อหน่วยงาน: เทศบาลตำบลปัว\nประเภท: เทศบาลตำบล\nจังหวัด: น่าน\n"
        "ปีงบประมาณ: 2599\nเว็บไซต์ของ: หลายหน่วยงาน\n"
        "ชื่อภาษาอังกฤษในที่อยู่เว็บ: Pua Town\n",
        encoding="utf-8",
    )
    show, built, _ = double_click(folder)
    text = show.read_text(encoding="utf-8")
    assert not built
    assert 'autocomplete="organization" value="เทศบาลตำบลปัว"' in text
    assert "<option selected>เทศบาลตำบล</option>" in text
    assert 'autocapitalize="none" value="pua"' in text
    assert '<div id="folder-part">' in text


@pytest.mark.slow
def test_the_file_that_was_saved_last_counts(folder: Path) -> None:
    for number, name in enumerate(("คำตอบ.txt", "คำตอบ (1).txt")):
        path = folder / name
        path.write_text(f"ชื่อหน่วยงาน: ก{number}\n", encoding="utf-8")
    double_click(folder)
    (folder / "คำตอบ (1).txt").write_text(
        "name: ก\nkind: other\nprovince: ข\n", encoding="utf-8"
    )
    _, built, _ = double_click(folder)
    assert built


@pytest.mark.slow
def test_documents_that_lie_there_already_stay(folder: Path) -> None:
    answers = "name: ก\nkind: other\nprovince: ข\n"
    (folder / "คำตอบ.txt").write_text(answers, encoding="utf-8")
    (folder / "มาตรการ.docx").write_bytes(b"PK")
    (folder / "README.md").write_text("ของเรา", encoding="utf-8")
    show, built, _ = double_click(folder)
    assert not built
    assert "มีไฟล์อื่นอยู่แล้ว" in show.read_text(encoding="utf-8")
    assert (folder / "README.md").read_text(encoding="utf-8") == "ของเรา"

    (folder / "README.md").unlink()
    _, built, _ = double_click(folder)
    assert built
    assert (folder / "มาตรการ.docx").read_bytes() == b"PK"
