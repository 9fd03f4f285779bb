"""Five answers make a site at the desk, and a year is begun on its board."""

import html
import re
from pathlib import Path

import pytest

from desk_project import Asked, make_project
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new import Answers, new_site

ANSWERS = {
    "name": "เทศบาลตำบลบางพระ",
    "kind": "",
    "province": "ชลบุรี",
    "district": "ศรีราชา",
    "year": "2568",
    "site": "หน่วยงานเดียว",
    "folder": "",
}
MADE = Answers(
    name="เทศบาลตำบลบางพระ",
    kind=AgencyKind.SUBDISTRICT_MUNICIPALITY,
    province="ชลบุรี",
    district="ศรีราชา",
    year=2568,
    site=Mode.AGENCY,
    folder="bang-phra",
)


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(quick_folder)


def problems(page: str) -> list[str]:
    told = re.search(r'role="alert">(.*?)</div>', page, re.DOTALL)
    return re.findall("<li>(.*?)</li>", html.unescape(told[1])) if told else []


def test_an_empty_folder_is_asked_five_questions(desk: Asked) -> None:
    assert desk.get("/").headers["location"] == "/new"
    page = desk.get("/new").text
    assert [int(one) for one in re.findall(r">(\d)\. ", page)] == [1, 2, 3, 4, 5]
    assert '<option value="ชลบุรี">' in page


@pytest.mark.slow
def test_the_answers_make_what_the_command_makes_and_lead_on(
    desk: Asked, tmp_path: Path
) -> None:
    answer = desk.post("/new", ANSWERS)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/bang-phra/agency/look?first=2568",
    )
    new_site(tmp_path, MADE)
    assert desk.files() == Asked(tmp_path).files()
    board = desk.get("/bang-phra/2568/")
    assert board.status_code == 200
    assert board.text.count("card--not-begun") > 20
    assert desk.get("/bang-phra/agency/about").status_code == 200


def test_what_is_wrong_is_told_all_at_once_and_what_was_typed_stays(
    desk: Asked,
) -> None:
    wrong = {**ANSWERS, "name": "ศูนย์ตัวอย่าง", "province": "", "folder": "Bang Phra"}
    answer = desk.post("/new", wrong)
    assert answer.status_code == 422
    assert problems(answer.text) == [
        "กรอกช่อง “ประเภท”",
        "กรอกช่อง “จังหวัด”",
        (
            "“Bang Phra” ใช้เป็น “ชื่อภาษาอังกฤษในที่อยู่เว็บ” ไม่ได้ ใช้ a–z ตัวเล็ก ตัวเลข และขีด "
            "ขึ้นต้นด้วยตัวอักษร และไม่ใช่ search, data, assets, accessibility, "
            "provinces หรือ internal"
        ),
    ]
    assert 'value="ศูนย์ตัวอย่าง"' in answer.text
    assert desk.files() == {}


def test_files_that_are_there_are_never_written_over(desk: Asked) -> None:
    (desk.root / "mkdocs.yml").write_text("ของเขา\n", encoding="utf-8")
    (desk.root / "งาน.docx").write_bytes(b"x")
    before = desk.files()
    answer = desk.post("/new", ANSWERS)
    assert problems(answer.text) == [
        "โฟลเดอร์นี้มีเว็บไซต์หรือไฟล์ชื่อเดียวกันอยู่แล้ว จึงไม่เขียนอะไร เปิดโต๊ะทำงานในโฟลเดอร์ว่าง"
    ]
    assert desk.files() == before


@pytest.mark.slow
def test_a_site_of_many_gets_one_more_agency(desk: Asked) -> None:
    desk.post("/new", {**ANSWERS, "site": "หลายหน่วยงาน"})
    before = desk.files()
    more = {**ANSWERS, "name": "องค์การบริหารส่วนตำบลบางพระ", "site": ""}
    answer = desk.post("/new", more)
    assert answer.headers["location"] == ("/tambon-bang-phra/agency/look?first=2568")
    after = desk.files()
    assert {path: after[path] for path in before} == before
    assert all("/tambon-bang-phra/" in path for path in set(after) - set(before))
    assert "เทศบาลตำบลบางพระ" in desk.get("/").text


def test_a_site_of_one_agency_has_no_place_for_another(desk: Asked) -> None:
    desk.post("/new", ANSWERS)
    before = desk.files()
    assert desk.get("/new").headers["location"] == "/"
    assert desk.post("/new", {**ANSWERS, "folder": "x"}).status_code == 422
    assert desk.files() == before


@pytest.mark.slow
def test_the_running_year_is_begun_on_the_board_and_taken_back(
    quick_folder: Path,
) -> None:
    desk = Asked(make_project(quick_folder))
    for path in desk.year_file.parent.rglob("*"):
        if path.is_file():
            path.unlink()
    before = desk.files()
    board = "/ban-rai/2568/"
    assert f'action="{board}begin"' in desk.get(board).text
    assert desk.post(f"{board}begin").headers["location"] == board
    page = desk.get(board).text
    assert f'action="{board}begin"' not in page
    assert page.count("card--not-begun") > 20
    assert desk.post(f"{board}begin").status_code == 303
    desk.post("/undo", {"there": board})
    assert desk.files() == before


def test_a_year_that_is_not_running_is_not_begun(quick_folder: Path) -> None:
    desk = Asked(make_project(quick_folder))
    assert desk.post("/ban-rai/2575/begin").status_code == 404
