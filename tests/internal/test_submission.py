"""The submission sheet: whole files, and what the built site proves."""

import csv
import datetime
import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from playwright.sync_api import Browser, expect

from built_project import Project, copied
from checkout import ROOT, share_facts
from golden import same_as_golden
from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.internal.submission import Proof, Sheet, submission
from prongsai.internal.submission_files import as_csv, as_html, as_xlsx
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.pages.context import Context
from prongsai.site.verify.site import BuiltSite
from prongsai.spreadsheet import guarded
from prongsai.storage.content_folder import read_sources
from typed_command import typed

pytestmark = pytest.mark.site

TODAY = datetime.date(2025, 3, 31)
GOLDEN = ROOT / "tests/golden"


def content_of(project: Project) -> Content:
    content, _ = load(read_sources(project.root))
    assert content is not None
    return content


def sheet_of(project: Project, slug: str = "tambon-tuayang") -> Sheet:
    content = content_of(project)
    agency = next(one for one in content.agencies if one.slug == slug)
    assessed = AssessedYear(
        content=content, agency=agency, year=agency.years[-1], today=TODAY
    )
    site = BuiltSite(root=project.site, terms=project.terms)
    return submission(Context.of(content), assessed, site, "th")


def run(root: Path, *options: str) -> Result:
    return typed(root, "submission", *options)


def test_the_sheet_as_csv(built_project: Project, *, update_golden: bool) -> None:
    data = as_csv(sheet_of(built_project))
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    same_as_golden(GOLDEN / "submission.csv", text, update=update_golden)


def test_the_sheet_as_html(built_project: Project, *, update_golden: bool) -> None:
    text = as_html(sheet_of(built_project)).decode()
    same_as_golden(GOLDEN / "submission.html", text, update=update_golden)


def test_the_page_needs_nothing_else(built_project: Project, tmp_path: Path) -> None:
    from prongsai.site.verify import Terms, ids, outside

    (tmp_path / "index.html").write_bytes(as_html(sheet_of(built_project)))
    page = BuiltSite(root=tmp_path, terms=Terms(language="th"))
    assert list(outside.check(page)) == []
    assert list(ids.check(page)) == []


def test_the_workbook_says_what_the_csv_says(built_project: Project) -> None:
    sheet = sheet_of(built_project)
    data = as_xlsx(sheet)
    assert data == as_xlsx(sheet_of(built_project))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [[cell.value or "" for cell in row] for row in book.active]
    table = list(csv.reader(io.StringIO(as_csv(sheet).decode("utf-8-sig"))))
    assert cells == [[guarded(cell) for cell in row] for row in table]
    assert book.active["C2"].hyperlink.target == sheet.rows[0].address
    assert book.properties.modified == datetime.datetime(2020, 1, 1)  # noqa: DTZ001 - Excel knows no zones


def test_what_is_not_in_the_build_is_not_proven(
    built_project: Project, tmp_path: Path
) -> None:
    project = copied(built_project, tmp_path / "lost")
    year = project.site / "tambon-tuayang/2568"
    (year / "o5/index.html").unlink()
    for page, old, new in (
        ("o1", ' id="o1-chart"', ""),
        (".", '<a href="o8/">', '<a href="o7/">'),
    ):
        path = year / page / "index.html"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    rows = {row.code: row for row in sheet_of(project).rows}
    wrong = {
        code: row.proof_text("th") for code, row in rows.items() if row.proof.wrong
    }
    assert wrong == {
        "O1": "ไม่พบจุดเชื่อม #o1-chart",
        "O5": "ไม่พบหน้านี้ในเว็บไซต์ที่สร้าง",
        "O8": "กดจากหน้าแรกตามเส้นทางไปไม่ถึง",
    }
    assert rows["O25"].proof is Proof.NO_PAGE  # internal
    assert rows["O25"].address == ""
    done = run(project.root, "--agency", "tambon-tuayang", "--today", "2568-03-31")
    assert done.exit_code == 1
    assert done.stdout == (
        "build/internal/tambon-tuayang/2568/submission.xlsx\n"
        "build/internal/tambon-tuayang/2568/submission.csv\n"
        "build/internal/tambon-tuayang/2568/submission.html\n"
        "O1 https://prongsai.example/tambon-tuayang/2568/o1/ ไม่พบจุดเชื่อม #o1-chart\n"
        "O5 https://prongsai.example/tambon-tuayang/2568/o5/"
        " ไม่พบหน้านี้ในเว็บไซต์ที่สร้าง\n"
        "O8 https://prongsai.example/tambon-tuayang/2568/o8/"
        " กดจากหน้าแรกตามเส้นทางไปไม่ถึง\n"
    )
    assert done.stderr == (
        "ยังไม่ได้พิสูจน์บนเว็บไซต์จริง\n"
        + messages.text("terminal", "submission-unproven", "th", count=3)
        + "\n"
    )


def test_an_item_without_a_disclosure_has_its_title_as_explanation(
    built_project: Project,
) -> None:
    rows = {row.code: row for row in sheet_of(built_project, "plalai").rows}
    assert rows["O27"].explanation == rows["O27"].title
    assert rows["O27"].proof is Proof.PROVEN
    assert rows["O1"].proof_text("th") == "ยังไม่มีหน้า"


def test_without_an_address_it_says_what_to_type(
    built_project: Project, tmp_path: Path
) -> None:
    project = copied(built_project, tmp_path / "nowhere")
    path = project.root / "content/site.yml"
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("site_url")]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run(project.root, "--today", "2568-03-31")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "ยังทำใบส่งลิงก์ไม่ได้ เพราะไม่รู้ที่อยู่ของเว็บไซต์ เพิ่มบรรทัดนี้ใน content/site.yml"
        " แล้วพิมพ์ prongsai build:"
        "  site_url: https://www.ชื่อเว็บไซต์ของท่าน.go.th/ita/\n"
    )


def test_without_a_build_it_says_so(built_project: Project, tmp_path: Path) -> None:
    shutil.copytree(built_project.root / "content", tmp_path / "content")
    share_facts(tmp_path)
    done = run(tmp_path, "--today", "2568-03-31")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "ยังไม่มีเว็บไซต์ให้ตรวจ พิมพ์ prongsai build ก่อน\n"


def test_an_unknown_choice_is_wrong_usage(built_project: Project) -> None:
    done = run(built_project.root, "--agency", "nowhere", "--today", "2568-03-31")
    assert done.exit_code == 2
    known = "plalai (2567 2568), tambon-tuayang (2567 2568)"
    assert done.stderr == f"ไม่มีหน่วยงานหรือปีตามที่เลือก มีแต่: {known}\n"


@pytest.mark.browser
def test_the_buttons_copy_and_nothing_is_loaded(
    built_project: Project, tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "submission.html"
    path.write_bytes(as_html(sheet_of(built_project)))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(
        "navigator.clipboard.writeText ="
        " text => { window.written = text; return Promise.resolve(); }"
    )
    button = page.locator("#o5 button").first
    button.click()
    page.wait_for_function("window.written")
    address = "https://prongsai.example/tambon-tuayang/2568/o5/"
    assert page.evaluate("window.written") == address
    expect(page.locator("#said")).to_have_text(f"คัดลอกแล้ว: {address}")
    assert asked == [path.as_uri()]
    page.close()
