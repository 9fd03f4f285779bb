"""What an import could not place is a sheet, and gets its place by a choice."""

from pathlib import Path

import pytest

from model_walk import own_fields
from prongsai.model.measures import Measure
from prongsai.workbook.places import _IN_MEASURE
from workbook_project import MEASURES, Hands, export, import_, project, yaml

pytestmark = pytest.mark.slow

LEFT = """\
unplaced:
  - table: 1
    row: 4
    column: 6
    text: ให้รายงานทุกเดือน
    document: แผน.docx
  - table: 1
    row: 5
    column: 6
    text: หน้า 3 จาก 9
  - table: 2
    row: 2
    column: 2
    text: ความพึงพอใจเพิ่มขึ้น
"""
SHEET = "unplaced-measures"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path, {"measures": MEASURES + LEFT})


def test_a_text_may_go_into_every_field_of_a_measure_that_holds_texts() -> None:
    texts = [one.name for one in own_fields(Measure) if one.type == "text"]
    key = "title"  # names the measure that a text is put into
    assert set(_IN_MEASURE) == set(texts) - {key}


def test_a_year_without_leftovers_has_no_such_sheet(tmp_path: Path) -> None:
    names = Hands(export(project(tmp_path))).book.sheetnames
    assert not [name for name in names if "ยังไม่ได้จัด" in name]


def test_each_text_goes_where_it_was_put_and_nowhere_else(root: Path) -> None:
    hands = Hands(export(root))
    hands.put(SHEET, ("1",), place="มาตรการหนึ่ง › การติดตาม: ข้อความ")
    hands.put(SHEET, ("2",), place="ไม่ใช้ (ลบข้อความนี้)")
    hands.put(SHEET, ("3",), place="มาตรการหนึ่ง › มาตรการ: ผลที่คาดว่าจะได้รับ")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    text = yaml(root)
    assert "unplaced" not in text
    assert "หน้า 3 จาก 9" not in text
    assert "      - หนึ่ง\n      - สอง\n      - ความพึงพอใจเพิ่มขึ้น\n" in text
    assert "        text: ให้รายงานทุกเดือน\n" in text
    assert import_(root, hands.file).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_text_without_a_choice_stays(root: Path) -> None:
    hands = Hands(export(root))
    hands.put(SHEET, ("2",), place="ไม่ใช้ (ลบข้อความนี้)")
    assert import_(root, hands.save()).exit_code == 0
    text = yaml(root)
    assert text.count("  - table: ") == 2
    assert "หน้า 3 จาก 9" not in text


def test_a_place_that_is_not_in_the_list_is_told_at_its_cell(root: Path) -> None:
    before = yaml(root)
    hands = Hands(export(root))
    hands.put(SHEET, ("1",), place="ที่ไหนก็ได้")
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert "แผ่นงาน “ยังไม่ได้จัด (มาตรการ)” ช่อง C3: “ที่ไหนก็ได้” ไม่มีในรายการ" in done.output
    assert yaml(root) == before
