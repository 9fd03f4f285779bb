"""The workbook begins with what to do, and its sheets follow the work."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from prongsai.workbook.sheets import SHEETS
from prongsai.workbook.tabs import ORDER
from workbook_project import export, import_, project

pytestmark = pytest.mark.slow


def test_every_sheet_has_its_place_in_the_order_of_the_work() -> None:
    assert sorted(ORDER) == sorted({sheet.title for sheet in SHEETS})


def test_the_first_sheet_lists_the_others_in_their_order(tmp_path: Path) -> None:
    book = load_workbook(export(project(tmp_path)))
    first, *others = [one for one in book.worksheets if one.sheet_state == "visible"]
    assert first.title == "เริ่มที่นี่"
    rows = list(first.iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("ลำดับ", "แผ่นงาน", "ทำอะไร")
    listed = [(row[0], row[1]) for row in rows[1:] if row[1]]
    assert listed == [(str(n), one.title) for n, one in enumerate(others, 1)]
    assert listed[0][1] == "ข้อ OIT"
    assert all(row[2] for row in rows)


def test_what_is_typed_on_the_first_sheet_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path)
    path = export(root)
    book = load_workbook(path)
    book["เริ่มที่นี่"]["C3"] = "ทำแล้ว"
    book.save(path)
    assert import_(root, path).exit_code == 0
