"""Who edits which file is on the pages of all others, for ten minutes."""

import datetime
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from desk_project import NOW, YEAR, Asked, make_project
from prongsai.desk.editing import PATH, read_editing, written_editing

TOLD = "นายกเทศมนตรี กำลังแก้ข้อ OIT ปี 2568 (ตั้งแต่ 09:30 น.)"


@pytest.fixture
def clerk(quick_folder: Path) -> Asked:
    return works(make_project(quick_folder), "ปลัดเทศบาล")


def works(root: Path, post: str) -> Asked:
    asked = Asked(root)
    asked.cookies["prongsai-post"] = quote(post)
    return asked


def editing(desk: Asked, path: str = f"{YEAR}/O1") -> list[str]:
    found = re.findall(r'class="note editing"[^>]*>(.*?)</p>', desk.get(path).text)
    return [one.partition(" แก้พร้อมกัน")[0] for one in found]


def types(desk: Asked, text: str) -> None:
    form = {"explanation": text}
    assert desk.post(f"{YEAR}/O1/words", form).status_code == 303


def test_others_see_who_edits_since_when_and_can_go_on(clerk: Asked) -> None:
    mayor = works(clerk.root, "นายกเทศมนตรี")
    types(mayor, "หนึ่ง")
    assert editing(clerk) == [TOLD]
    assert editing(clerk, f"{YEAR}/") == [TOLD]
    assert editing(mayor) == []
    types(clerk, "สอง")
    assert "explanation: สอง" in clerk.written
    assert editing(mayor) == [TOLD.replace("นายกเทศมนตรี", "ปลัดเทศบาล")]


def test_after_ten_minutes_of_silence_the_file_is_free(clerk: Asked) -> None:
    types(works(clerk.root, "นายกเทศมนตรี"), "หนึ่ง")
    path = clerk.root / PATH
    [one] = read_editing(path.read_bytes())
    for minutes, seen in ((9, [TOLD]), (10, [])):
        last = NOW - datetime.timedelta(minutes=minutes)
        kept = written_editing([one]).decode().replace(one.last, last.isoformat())
        kept = kept.replace(f'"since": "{last.isoformat()}"', f'"since": "{one.since}"')
        path.write_text(kept, encoding="utf-8")
        assert editing(clerk) == seen


@pytest.mark.parametrize("damage", ["", "{", "[1]", '[{"path": "x"}]', "null"])
def test_a_damaged_list_stops_no_one(clerk: Asked, damage: str) -> None:
    types(clerk, "หนึ่ง")
    (clerk.root / PATH).write_text(damage, encoding="utf-8")
    assert editing(clerk) == []
    types(clerk, "สอง")
    assert [one.by for one in read_editing((clerk.root / PATH).read_bytes())] == [
        "ปลัดเทศบาล"
    ]


def test_the_agency_and_the_site_are_named_in_words(clerk: Asked) -> None:
    mayor = works(clerk.root, "นายกเทศมนตรี")
    mayor.post("/ban-rai/agency/about/save", {"short_name": "ทต.บ้านไร่"})
    mayor.post("/ban-rai/agency/site/save", {"title": "ใหม่"})
    since = "(ตั้งแต่ 09:30 น.)"
    assert editing(clerk) == [
        f"นายกเทศมนตรี กำลังแก้ข้อมูลหน่วยงาน {since}",
        f"นายกเทศมนตรี กำลังแก้เว็บไซต์ {since}",
    ]


def test_a_file_that_cannot_be_read_is_never_called_empty(clerk: Asked) -> None:
    clerk.year_file.write_text(clerk.written + "  - code: [\n", encoding="utf-8")
    for path in (f"{YEAR}/", f"{YEAR}/O1", "/ban-rai/agency/about"):
        page = clerk.get(path).text
        assert "อ่านไฟล์ข้อมูล “ข้อ OIT ปี 2568” ไม่ได้" in page
    board = clerk.get(f"{YEAR}/").text
    assert 'card--not-begun" data-drop' not in board
    assert 'card--unknown" data-drop' in board


@pytest.mark.parametrize("file", ["agencies/ban-rai/agency.yml", "site.yml"])
def test_an_agency_that_cannot_be_read_is_not_called_gone(
    clerk: Asked, file: str
) -> None:
    (clerk.root / "content" / file).write_text("name: [", encoding="utf-8")
    answer = clerk.get(f"{YEAR}/")
    assert answer.status_code == 409
    assert "ข้อมูลยังอยู่ในไฟล์ ให้ผู้ดูแลเว็บไซต์แก้ไฟล์ก่อน" in answer.text
