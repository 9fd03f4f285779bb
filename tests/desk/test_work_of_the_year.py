"""The work between the first start and October, in a real browser, step by step."""

import datetime
import io
import re
from pathlib import Path

import pytest
import typst
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, expect

import small_site
from desk_project import make_project, serving
from lent_windows import LentWindows
from office_files import word
from officer import at_work
from prongsai.loading.catalogues import catalogue
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new import Answers, new_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.daily(
        "tests/desk/test_officers_year.py",
        "tests/desk/test_in_browser.py",
        "tests/desk/test_tables_in_browser.py",
        "tests/desk/test_importing.py",
        "tests/years/test_whole_way.py",
    ),
]

MARCH = datetime.datetime(2026, 3, 10, 9, 0)  # noqa: DTZ001 - the agency's own clock
OCTOBER = datetime.datetime(2026, 10, 5, 9, 0)  # noqa: DTZ001 - as above
JANUARY = datetime.datetime(2025, 1, 15, 9, 30)  # noqa: DTZ001 - as above
POST = "ปลัดเทศบาล"
LOOK = re.compile("/look$")


def begun(folder: Path, year: int) -> Path:
    """Make a site as the first start makes it."""
    new_site(
        folder,
        Answers(
            name="เทศบาลตำบลบางพระ",
            kind=AgencyKind.SUBDISTRICT_MUNICIPALITY,
            province="ชลบุรี",
            district="",
            year=year,
            site=Mode.AGENCY,
            folder="bang-phra",
        ),
    )
    return folder / f"content/agencies/bang-phra/{year}"


def pdf(text: str) -> bytes:
    """Return a PDF of one page with a text that can be read."""
    made: bytes = typst.compile(f"Document {text}".encode())
    return made


def test_twenty_documents_and_six_texts_fill_a_year(
    windows: LentWindows, tmp_path: Path
) -> None:
    year = begun(tmp_path, 2569)
    rules = catalogue(2569)
    assert rules is not None
    codes = [one.code for one in rules.items]
    assert len(codes) == 26
    with (
        serving(tmp_path, MARCH) as address,
        at_work(windows, address, POST) as officer,
    ):
        page = officer.page
        board = page.url
        before = officer.steps, len(officer.typed)
        for code in codes[:20]:
            card = f".card[data-drop]:has(a[href$='/{code}'])"
            officer.drops(card, {f"เอกสาร {code} 2569.pdf": pdf(code)})
            officer.sees(f"เพิ่มไฟล์ในข้อ {code}")
        assert officer.steps - before[0] == 20
        assert len(officer.typed) == before[1]
        for code in codes[20:]:
            page.goto(f"{board}{code}")
            officer.types(page.get_by_label("คำอธิบายของข้อ"), f"คำอธิบาย {code}")
            officer.sees(f"แก้ข้อ {code}")
        page.goto(board)
        assert officer.steps == 28
        expect(page.locator(".card[data-drop]")).not_to_have_count(0)
        expect(page.locator(".card[data-drop].card--not-begun")).to_have_count(0)
    written = (year / "disclosures.yml").read_text(encoding="utf-8")
    for code in codes[:20]:
        assert f"title: Document {code}\n" in written
        assert (year / "files" / f"เอกสาร {code} 2569.pdf").is_file()


def test_three_word_files_are_taken_over_at_once(
    windows: LentWindows, tmp_path: Path
) -> None:
    year = begun(tmp_path, 2569)
    measures = [
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"),
        ("ทำคู่มือประชาชน", "1. ร่าง\n2. เผยแพร่", "สำนักปลัด"),
        ("เปิดช่องทางร้องเรียน", "1. เปิดเพจ", "กองคลัง"),
    ]
    results = [
        ("มาตรการ", "ผลการดำเนินการ"),
        ("ทำคู่มือประชาชน", "เผยแพร่แล้ว 12 เล่ม"),
        ("เปิดช่องทางร้องเรียน", "มีผู้ร้อง 3 เรื่อง"),
    ]
    scores = [
        ("เครื่องมือ", "คะแนน"),
        ("IIT", "91.20"),
        ("EIT", "88.50"),
        ("OIT", "95.00"),
    ]
    files = {
        "มาตรการ 2569.docx": word(measures),
        "รายงานผล 2569.docx": word(results, "รายงานผลการดำเนินการ รอบ 12 เดือน"),
        "คะแนน 2569.docx": word(scores),
    }
    with (
        serving(tmp_path, MARCH) as address,
        at_work(windows, address, POST) as officer,
    ):
        page = officer.page
        officer.presses("นำเข้าไฟล์", link=True)
        officer.drops("form.drop--large", files)
        expect(page).to_have_url(re.compile("/import/review"), timeout=60_000)
        officer.presses("นำเข้าตามนี้")
        officer.sees("นำเข้าแล้ว")
        assert officer.steps == 5
    written = (year / "measures.yml").read_text(encoding="utf-8")
    for text in ("ทำคู่มือประชาชน", "เผยแพร่แล้ว 12 เล่ม", "มีผู้ร้อง 3 เรื่อง", "เปิดเพจ"):
        assert text in written
    assert written.count("title: ทำคู่มือประชาชน") == 1
    assert "88.50" in (year / "scores.yml").read_text(encoding="utf-8")


UNITS = {"clerk": "สำนักปลัด", "finance": "กองคลัง", "works": "กองช่าง"}


def three_units(root: Path) -> Path:
    """Give the small site a measure for each of three units; return its file."""
    make_project(root)
    agency = root / small_site.AGENCY / "agency.yml"
    text = agency.read_text(encoding="utf-8")
    more = "".join(
        f"  - id: {unit}\n    name: {name}\n"
        for unit, name in UNITS.items()
        if unit != "clerk"
    )
    agency.write_text(text.replace("executives:", f"{more}executives:"), "utf-8")
    path = root / small_site.YEAR / "measures.yml"
    measures = "".join(
        f"  - id: {unit}\n    title: งานของ{name}\n    topic: 2\n    units:\n"
        f"      - text: {name}\n        unit: {unit}\n"
        for unit, name in UNITS.items()
        if unit != "clerk"
    )
    path.write_text(path.read_text(encoding="utf-8") + measures, encoding="utf-8")
    return path


def filled(book: Path, text: str) -> FilePayload:
    """Fill the first result of a workbook, as a unit does."""
    loaded = load_workbook(book)
    page = loaded["ผลการดำเนินการ"]
    cell = next(
        one for row in page.iter_rows(max_row=8) for one in row if one.value == "สรุปผล"
    )
    page.cell(cell.row + 1, cell.column).value = text
    stream = io.BytesIO()
    loaded.save(stream)
    return FilePayload(
        name=book.name, mimeType="application/x", buffer=stream.getvalue()
    )


def test_in_april_three_units_send_their_results_back_at_once(
    windows: LentWindows, tmp_path: Path
) -> None:
    measures = three_units(tmp_path)
    with (
        serving(tmp_path, JANUARY) as address,
        at_work(windows, address, POST) as officer,
    ):
        page, books = officer.page, []
        officer.presses("นำเข้าไฟล์", link=True)
        for unit, name in UNITS.items():
            with page.expect_download() as started:
                officer.presses(name, link=True)
            book = tmp_path / "build" / f"{unit}.xlsx"
            started.value.save_as(book)
            books.append(filled(book, f"ผลของ{name}"))
        officer.gives(page.locator("#drop-import"), *books)
        expect(page).to_have_url(re.compile("/import/review"), timeout=60_000)
        officer.presses("นำเข้าตามนี้")
        officer.sees("นำเข้าแล้ว")
        assert officer.steps == 8
        assert len(officer.typed) == 1
    for name in UNITS.values():
        assert f"summary: ผลของ{name}" in measures.read_text(encoding="utf-8")


def fourteen_items(root: Path) -> Path:
    """Let fourteen items of the small site have a document that waits for a look."""
    make_project(root)
    rules = catalogue(2568)
    assert rules is not None
    lines = ["items:\n"]
    asked = [one for one in rules.items if one.components and one.role is None]
    for item in asked[:14]:
        own = f"{item.code.lower()}-doc"
        lines.append(
            f"  - code: {item.code}\n    evidence:\n      - id: {own}\n"
            f"        title: เอกสาร {item.code}\n        file: {item.code}.pdf\n"
            "    components:\n"
        )
        lines += [
            f"      - id: {one.id}\n        evidence: [{own}]\n"
            for one in item.components
        ]
        (root / small_site.YEAR / "files" / f"{item.code}.pdf").write_bytes(
            pdf(item.code)
        )
    path = root / small_site.YEAR / "disclosures.yml"
    path.write_text("".join(lines), encoding="utf-8")
    measures = root / small_site.YEAR / "measures.yml"
    text = measures.read_text(encoding="utf-8").replace(
        "        evidence: [photo]\n", ""
    )
    measures.write_text(text, encoding="utf-8")
    return path


def test_fourteen_looks_confirm_and_one_more_agrees(
    windows: LentWindows, tmp_path: Path
) -> None:
    path = fourteen_items(tmp_path)
    with (
        serving(tmp_path, JANUARY) as address,
        at_work(windows, address, "เจ้าหน้าที่ สำนักปลัด") as clerk,
        at_work(windows, address, "นายกเทศมนตรี") as mayor,
    ):
        clerk.presses("ส่งให้ปลัดดู", link=True)
        clerk.presses("ส่งให้ดู")
        clerk.sees("ส่งให้ดูแล้ว รอคำตอบ")
        mayor.presses("เปิดดูและยืนยัน 14 ข้อ", link=True)
        expect(mayor.page).to_have_url(LOOK)
        before = mayor.steps
        while LOOK.search(here := mayor.page.url):
            mayor.presses("เห็นครบ ยืนยัน")
            expect(mayor.page).not_to_have_url(here)
        assert mayor.steps - before == 14
        mayor.presses("ดูสิ่งที่ส่งให้ปลัด", link=True)
        mayor.presses("เห็นชอบ")
        mayor.sees("เห็นชอบแล้ว:")
        assert mayor.steps == 19
    assert path.read_text(encoding="utf-8").count("by: นายกเทศมนตรี") >= 14


def test_in_october_the_new_year_begins_with_what_is_still_true(
    windows: LentWindows, tmp_path: Path
) -> None:
    old = begun(tmp_path, 2569)
    (old / "files").mkdir(exist_ok=True)
    (old / "files" / "แผนผัง.pdf").write_bytes(pdf("chart"))
    (old / "disclosures.yml").write_text(
        "items:\n  - code: O1\n    due: 2569-01-31\n    evidence:\n"
        "      - id: o1-doc\n        title: แผนผัง\n        file: แผนผัง.pdf\n",
        encoding="utf-8",
    )
    with (
        serving(tmp_path, OCTOBER) as address,
        at_work(windows, address, POST) as officer,
    ):
        page = officer.page
        officer.presses("ไปที่กระดานปี 2570", link=True)
        officer.presses("เริ่มโดยยกสิ่งที่ยังใช้ได้จากปีก่อน", link=True)
        officer.presses("ดูก่อนว่าจะทำอะไร")
        officer.sees("จะเริ่มปี 2570")
        officer.presses("เริ่มปีตามนี้")
        officer.sees("เริ่มปี 2570 แล้ว")
        assert officer.steps == 6
        officer.presses("ไปที่กระดานปี 2570", link=True)
        officer.sees("งาน ITA ปี 2570")
        expect(page.locator("a[href$='/2570/O1']").first).to_be_visible()
        card = page.locator(".card--not-begun:has(a[href$='/2570/O1'])")
        expect(card).to_have_count(0)
    new = tmp_path / "content/agencies/bang-phra/2570/disclosures.yml"
    assert "code: O1" in new.read_text(encoding="utf-8")
