"""Steps are taken back one by one, and never over what somebody else wrote."""

from pathlib import Path

import pytest

from desk_project import YEAR, Asked, make_project
from prongsai.desk.steps import MOST, PATH, read_steps

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def undo(desk: Asked) -> int:
    return desk.post("/undo", {"there": f"{YEAR}/O1"}).status_code


def test_everything_is_taken_back_in_order(desk: Asked) -> None:
    seen = [desk.files()]
    desk.post(f"{YEAR}/O1/words", {"owner": "staff", "was-owner": "clerk"})
    seen.append(desk.files())
    desk.post(f"{YEAR}/O1/drop", {}, files=[("files", ("ก.pdf", PDF))])
    seen.append(desk.files())
    desk.post(f"{YEAR}/O2/address", {"url": "https://www.example.go.th/x"})
    for before in (seen[2], seen[1], seen[0]):
        assert undo(desk) == 303
        assert desk.files() == before
    assert undo(desk) == 409
    assert desk.files() == seen[0]


def test_what_somebody_else_wrote_since_is_not_taken_back(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/words", {"owner": "staff", "was-owner": "clerk"})
    desk.year_file.write_text(f"# ของเขา\n{desk.written}", encoding="utf-8")
    before = desk.files()
    answer = desk.post("/undo", {"there": "/"})
    assert answer.status_code == 409
    assert "ย้อนกลับไม่ได้ เพราะไม่มีขั้นตอนก่อนหน้า หรือมีคนแก้ไฟล์เดียวกันหลังจากนั้น" in answer.text
    assert desk.files() == before


def test_the_page_says_what_was_done_last(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/words", {"owner": "staff", "was-owner": "clerk"})
    assert "บันทึกแล้ว 09:30 น.: แก้ข้อ O1" in desk.get(f"{YEAR}/").text


def test_nothing_changed_is_no_step(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/words", {"owner": "clerk", "was-owner": "clerk"})
    assert not (desk.root / PATH).exists()


@pytest.mark.slow
def test_the_last_fifty_steps_are_kept(desk: Asked) -> None:
    for number in range(MOST + 2):
        form = {
            "explanation": f"ครั้งที่ {number}",
            "was-explanation": f"ครั้งที่ {number - 1}",
        }
        if not number:
            form["was-explanation"] = ""
        desk.post(f"{YEAR}/O1/words", form)
    steps = read_steps((desk.root / PATH).read_bytes())
    assert len(steps) == MOST


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"null", b'[{"at": 1}]', b'{"a": 1}', b"\xff\xfe", b"[[]]"]
)
def test_a_damaged_list_of_steps_is_an_empty_one(damaged: bytes) -> None:
    assert read_steps(damaged) == ()
