"""An officer fills in all items of a year on one sheet, by the names of files."""

import shutil
from pathlib import Path

import pytest

from checkout import ROOT
from items_sheet import items, put_file
from prongsai.loading.catalogues import catalogue
from workbook_project import Hands, export, import_, project, prongsai, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_a_row_for_each_item_and_each_of_its_components_in_their_order(
    root: Path,
) -> None:
    rules = catalogue(2568)
    assert rules is not None
    expected = [
        (item.code, component)
        for item in rules.items
        for component in (None, *(one.id for one in item.components))
    ]
    sheet = Hands(export(root)).sheet("answers")
    assert sheet.title == "ข้อ OIT"
    rows = [(row[0], row[2]) for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert rows == expected


def test_no_id_is_seen_on_any_sheet(root: Path) -> None:
    book = Hands(export(root)).book
    ids = {"m-09", "s1a", "f1", "weak", "o1-chart", "finance", "office"}
    seen = {
        str(cell.value)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if not sheet.column_dimensions[cell.column_letter].hidden
    }
    assert ids & seen == set()
    assert "งานการเงิน" in seen


def test_every_sheet_says_what_to_do_in_a_column_that_is_seen(root: Path) -> None:
    book = Hands(export(root)).book
    for sheet in (one for one in book if one.sheet_state == "visible"):
        seen = [
            cell.value
            for cell in sheet[1]
            if not sheet.column_dimensions[cell.column_letter].hidden
        ]
        assert str(seen[0]).startswith("เทศบาลตำบลทดสอบ ปีงบประมาณ พ.ศ. 2568"), sheet


def test_a_new_way_of_choosing_gets_an_id_that_people_do_not_see(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("selection", (), rule="คะแนนต่ำสุด", heading="ข้อที่ได้คะแนนต่ำสุด")
    assert import_(root, hands.save()).exit_code == 0
    assert (
        "selection:\n  - id: selection-1\n    rule: lowest\n"
        "    heading: ข้อที่ได้คะแนนต่ำสุด\n" in yaml(root)
    )
    assert import_(root, hands.file).output == "ไม่มีอะไรเปลี่ยน\n"
    again = Hands(export(root, "again.xlsx"))
    again.put("analysis", ("weak",), selection="ข้อที่ได้คะแนนต่ำสุด")
    assert import_(root, again.save()).exit_code == 0
    assert "selection: selection-1\n" in yaml(root)


def test_a_choice_that_is_not_in_the_list_is_told_with_the_list(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("disclosures", ("O3",), owner="กองช่าง", visibility="ซ่อน")
    done = import_(root, hands.save())
    row = hands.row("disclosures", "O3")
    assert done.output == (
        "มีค่าที่ใช้ไม่ได้ 2 จุด จึงยังไม่ได้เขียนอะไร\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง H{row}: “กองช่าง” ไม่มีในรายการ "
        "เลือกหนึ่งในนี้: กองคลัง / งานการเงิน / สำนักปลัด\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง K{row}: “ซ่อน” ไม่มีในรายการ "
        "เลือกหนึ่งในนี้: แสดงต่อสาธารณะ / เห็นเฉพาะภายใน\n"
    )


def test_a_copied_row_is_a_new_record_though_its_hidden_id_was_copied(
    root: Path,
) -> None:
    hands = Hands(export(root))
    hands.put("measures", (), id="m-09", title="มาตรการที่คัดลอกมา")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    assert "- id: m-11\n    title: มาตรการที่คัดลอกมา\n" in yaml(root)


def test_an_earlier_workbook_still_merges(root: Path) -> None:
    """It was exported before the items had one sheet, and is filled in as it was."""
    file = root / "เดิม.xlsx"
    shutil.copy(ROOT / "tests/workbook/books/2026-11.xlsx", file)
    assert import_(root, file).output == "ไม่มีอะไรเปลี่ยน\n"
    hands = Hands(file)
    disclosures = hands.book["การเปิดเผยข้อมูล"]
    row = next(r for r in disclosures.iter_rows(min_row=3) if r[0].value == "O3")
    row[2].value, row[5].value = "กองคลัง (finance)", "แก้ในสมุดเดิม"
    answers = hands.book["คำตอบตามองค์ประกอบ"]
    row = next(r for r in answers.iter_rows(min_row=3) if r[0].value == "O1")
    row[4].value = "คำตอบ"
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    assert items(root)["O3"]["explanation"] == "แก้ในสมุดเดิม"
    assert items(root)["O3"]["owner"] == "finance"
    assert items(root)["O1"]["components"][0]["text"] == "คำตอบ"


@pytest.mark.parametrize("year", [2568, 2569])
def test_an_empty_year_is_filled_in_at_the_first_attempt(
    tmp_path: Path, year: int
) -> None:
    """All items, each component with a file, a link or words; then what check says."""
    root = project(tmp_path, {})
    folder = f"content/agencies/thot/{year}"
    hands = Hands(export(root, "book.xlsx", "--year", str(year)))
    rules = catalogue(year)
    assert rules is not None
    typed = 0
    for item in rules.items:
        name = f"{item.code} เอกสารของเทศบาล.txt"
        for number, component in enumerate(item.components):
            given = (
                {"evidence": name},
                {"text": f"คำตอบของ {component.id}"},
                {"evidence": f"https://www.thot.go.th/{item.code.lower()}"},
            )[number % 3]
            hands.put("answers", (item.code, component.id), **given)
            typed += 1
        if not item.components:
            hands.put("disclosures", (item.code,), documents=name)
            typed += 1
        put_file(root, name, folder)
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    made = items(root, folder)
    assert list(made) == [item.code for item in rules.items]
    for item in rules.items:
        answered = [one["id"] for one in made[item.code].get("components") or ()]
        assert answered == [one.id for one in item.components]
    checked = prongsai("check", "-C", root, "--today", f"{year}-03-31")
    assert checked.exit_code == 0, checked.output
    assert "กันเผยแพร่" not in checked.output.split("ตรวจแล้ว")[0]
    states = Hands(export(root, "again.xlsx", "--year", str(year)))
    column = states.column("answers", "state")
    said = [
        states.sheet("answers").cell(number, column).value
        for number in range(3, states.sheet("answers").max_row + 1)
        if states.sheet("answers").cell(number, 3).value
    ]
    assert set(said) == {"มีแล้ว"}
    assert import_(root, states.file).output == "ไม่มีอะไรเปลี่ยน\n"
    assert typed >= len(rules.items)
