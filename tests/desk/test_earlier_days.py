"""The content of each day is kept; going back is seen first and can be undone."""

import re
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, make_project
from prongsai.storage import snapshots

DAY = "2025-01-15"
BACK = f"{YEAR}/days/{DAY}"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def explain(desk: Asked, text: str) -> None:
    desk.post(f"{YEAR}/O2/words", {"explanation": text})


def test_the_day_is_kept_before_its_first_change_and_comes_back(desk: Asked) -> None:
    before = desk.written
    explain(desk, "หนึ่ง")
    desk.post(f"{YEAR}/O5/drop", files={"files": ("แผน.pdf", b"%PDF-1.7\n")})
    after = desk.written
    page = desk.get(BACK).text
    assert "ถ้าย้อนกลับ 1 ไฟล์จะเปลี่ยน" in page
    assert "กลับเป็นของเดิม: 2568/disclosures.yml" in page
    desk.post(BACK)
    assert desk.written == before
    assert (desk.year_file.parent / "files/แผน.pdf").is_file()
    desk.post("/undo", {"there": "/"})
    assert desk.written == after


def test_a_file_that_was_not_there_goes_and_comes_back(desk: Asked) -> None:
    explain(desk, "หนึ่ง")
    other = desk.root / "content/agencies/ban-rai/2567/survey.yml"
    other.parent.mkdir()
    other.write_text("link: https://itas.nacc.go.th/go/eit/abd\n", encoding="utf-8")
    assert "เอาออก เพราะวันนั้นยังไม่มี: 2567/survey.yml" in desk.get(BACK).text
    desk.post(BACK)
    assert not other.exists()
    desk.post("/undo", {"there": "/"})
    assert other.is_file()


def test_a_damaged_copy_is_named_and_nothing_is_lost(desk: Asked) -> None:
    explain(desk, "หนึ่ง")
    kept = snapshots.snapshot(desk.root, DAY)
    assert kept is not None
    copy = kept.files["content/agencies/ban-rai/2568/disclosures.yml"]
    place = desk.root / snapshots.FOLDER / "files" / copy.sha256[:2] / copy.sha256
    place.write_bytes(b"damaged")
    after = desk.written
    desk.post(BACK)
    assert desk.written == after


@pytest.mark.slow
def test_only_so_many_days_are_kept_and_no_file_that_none_needs(desk: Asked) -> None:
    for day in range(1, snapshots.DAYS + 4):
        desk.year_file.write_text(f"# {day}\n{desk.written}", encoding="utf-8")
        snapshots.take(desk.root, f"2024-{day // 28 + 1:02}-{day % 28 + 1:02}", DAY)
    days = snapshots.snapshots(desk.root)
    assert len(days) == snapshots.DAYS
    needed = {copy.sha256 for day in days for copy in day.files.values()}
    there = (desk.root / snapshots.FOLDER / "files").glob("*/*")
    assert {path.name for path in there} == needed


@pytest.mark.parametrize(
    "name",
    ["disclosures (1).yml", "disclosures (CLERK's conflicted copy 2025-01-15).yml",
     "disclosures.sync-conflict-20250115-093000-ABC.yml", "disclosures-CLERK-PC.yml"],
)  # fmt: skip
def test_a_copy_of_a_sync_program_is_named_on_the_board(desk: Asked, name: str) -> None:
    (desk.year_file.parent / name).write_bytes(desk.year_file.read_bytes())
    page = desk.get(f"{YEAR}/").text
    found = re.search(r"มีไฟล์สำเนาที่โปรแกรมซิงก์ทำไว้ 1 ไฟล์", page)
    assert found is not None
    assert (desk.year_file.parent / name).is_file()
