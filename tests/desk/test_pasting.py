"""A block of cells from Excel or Word is pasted: seen before and after, then saved."""

import re
from pathlib import Path

import pytest

import small_site
from desk_project import YEAR, Asked, make_project

MEASURES, SCORES = f"{YEAR}/tables/measures", f"{YEAR}/tables/scores"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def written(desk: Asked, kind: str = "measures") -> str:
    path = desk.root / small_site.YEAR / f"{kind}.yml"
    return path.read_text(encoding="utf-8")


def shown(desk: Asked, area: str, block: str, **more: str) -> str:
    answer = desk.post(f"{area}/paste", {"block": block, **more})
    assert answer.status_code == 200, answer.text
    return answer.text


def changes(page: str) -> list[tuple[str, str]]:
    """Return before and after of each change, as text."""
    table = page.partition('class="rows changes"')[2]
    rows = re.findall(r"<tr>(<td>.*?)</tr>", table, re.DOTALL)
    cells = [[re.sub("<[^>]+>", "", c) for c in row.split("</td>")] for row in rows]
    return [(one[1].strip(), one[2].strip()) for one in cells]


def take(desk: Asked, area: str, block: str) -> int:
    page = shown(desk, area, block)
    tail = page[page.index('class="take"') :]
    form = dict(re.findall(r'name="(column\.\d+|of)" value="([^"]*)"', tail))
    return desk.post(f"{area}/paste", {"block": block, **form}).status_code


def test_a_block_with_headers_changes_and_adds(desk: Asked) -> None:
    before = desk.files()
    block = (
        "ชื่อ\tผู้รับผิดชอบ\tงบประมาณ\n"
        "สื่อสารให้ทั่วถึง\t\tไม่ใช้งบ\n"
        "เปิดเผยงบประมาณ\tงานการเจ้าหน้าที่\t๕,๐๐๐ บาท\n"
    )
    assert changes(shown(desk, MEASURES, block)) == [
        ("(ว่าง)", "ไม่ใช้งบ"),
        ("(ว่าง)", "เปิดเผยงบประมาณ"),
        ("(ว่าง)", "งานการเจ้าหน้าที่"),
        ("(ว่าง)", "๕,๐๐๐ บาท"),
    ]
    assert desk.files() == before
    assert take(desk, MEASURES, block) == 303
    assert "    budget: ไม่ใช้งบ\n" in written(desk)
    assert "  - id: m2\n    title: เปิดเผยงบประมาณ\n" in written(desk)
    assert "unit: staff" in written(desk)
    assert "- text: สำนักปลัด\n        unit: clerk" in written(desk)


def test_what_was_pasted_already_changes_nothing(desk: Asked) -> None:
    block = "ชื่อ\tงบประมาณ\nเปิดเผยงบประมาณ\tไม่ใช้งบ\n"
    assert take(desk, MEASURES, block) == 303
    assert 'class="take"' not in shown(desk, MEASURES, block)


def test_columns_without_headers_can_be_named(desk: Asked) -> None:
    page = shown(
        desk,
        MEASURES,
        "หมายเหตุหนึ่ง\tงานใหม่\n",
        **{"column.0": "note", "column.1": "title"},
    )
    assert changes(page) == [("(ว่าง)", "งานใหม่"), ("(ว่าง)", "หมายเหตุหนึ่ง")]


def test_a_cell_of_several_lines_stays_one_cell(desk: Asked) -> None:
    block = 'ชื่อ\tผลที่คาดว่าจะได้รับ\nสื่อสารให้ทั่วถึง\t"หนึ่ง\nสอง"\n'
    assert take(desk, MEASURES, block) == 303
    assert "    expected:\n      - หนึ่ง\n      - สอง\n" in written(desk)


def test_scores_find_their_codes(desk: Asked) -> None:
    block = "IIT\t\t๙๑.๒๕\nEIT\t\t88\ne1\tส่วนที่ 1 ผู้รับบริการตอบเอง\t82.5\n"
    assert take(desk, SCORES, block) == 303
    text = written(desk, "scores")
    assert "  - code: IIT\n    score: 91.25\n" in text
    assert "  - code: EIT\n    score: 88\n" in text
    assert "    part: public\n    score: 82.5\n" in text


def test_results_are_pasted_by_the_title_of_their_measure(desk: Asked) -> None:
    block = (
        "มาตรการ\tรอบ\tสถานะ\tวันที่\tสรุปผล\n"
        "สื่อสารให้ทั่วถึง\tรอบ 6 เดือน\tแล้วเสร็จ\t๓๑ มี.ค. ๒๕๖๘\tอบรมแล้ว\n"
    )
    assert take(desk, f"{YEAR}/tables/results", block) == 303
    assert (
        "round: 6-months\n        status: done\n        date: 2568-03-31\n"
        in written(desk)
    )


def test_what_cannot_be_read_is_told_and_cannot_be_taken_over(desk: Asked) -> None:
    page = shown(desk, SCORES, "IIT\t\tเก้าสิบ\n")
    assert "“คะแนน”: “เก้าสิบ” ไม่ใช่ตัวเลข พิมพ์ตัวเลขตามเอกสาร เช่น 84.00" in page
    assert 'class="take"' not in page


@pytest.mark.parametrize("block", ["", "\n\n", "\t\t\n", '"', "\x00", "ก" * 9])
def test_any_block_is_answered(desk: Asked, block: str) -> None:
    before = desk.files()
    desk.post(f"{MEASURES}/paste", {"block": block})
    assert desk.files() == before
