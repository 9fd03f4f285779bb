"""Rows that are new, gone or wrong in a workbook, columns that moved."""

from pathlib import Path

import pytest

from typed_cells import put, row_with
from workbook_project import Hands, change, export, import_, project, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_rows_that_are_gone_are_proposed_and_deleted_only_on_request(
    root: Path,
) -> None:
    hands = Hands(export(root))
    hands.sheet("measures").delete_rows(hands.row("measures", "m-10"))
    row = row_with(hands, "steps", ("m-09", "s2"))
    for name in ("label", "text"):
        hands.sheet("steps").cell(row, hands.column("steps", name)).value = None
    before = yaml(root)
    file = hands.save()
    done = import_(root, file)
    assert done.exit_code == 0
    assert "แถวที่หายไปจากสมุดงาน 2 แถว ยังไม่ได้ลบ" in done.output
    assert "แผ่นงาน “มาตรการ” =SUM(A1)" in done.output
    assert yaml(root) == before
    assert import_(root, file, "--delete").exit_code == 0
    text = yaml(root)
    assert "m-10" not in text
    assert "s2" not in text
    assert "m-09" in text


def test_a_deleted_row_that_changed_since_is_a_conflict(root: Path) -> None:
    hands = Hands(export(root))
    hands.sheet("measures").delete_rows(hands.row("measures", "m-09"))
    change(root, "รายงานทุกเดือน", "รายงานทุกสัปดาห์")
    done = import_(root, hands.save(), "--delete")
    assert (done.exit_code, "ชนกัน" in done.output) == (1, True)


def test_deleting_every_record_of_a_list_takes_the_list(root: Path) -> None:
    hands = Hands(export(root))
    hands.sheet("follow-up").delete_rows(row_with(hands, "follow-up", ("f1",)))
    assert import_(root, hands.save(), "--delete").exit_code == 0
    assert "follow_up" not in yaml(root)


def test_new_rows_below_new_rows(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("measures", (), id="m-new", title="ใหม่")
    hands.put("steps", (), measure="m-new", id="a", text="ขั้นแม่")
    hands.put("steps", (), measure="m-new", parent="a", text="ขั้นลูก")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    assert yaml(root).endswith(
        "  - id: m-new\n    title: ใหม่\n    steps:\n      - id: a\n"
        "        text: ขั้นแม่\n        steps:\n          - id: m-new-step-1\n"
        "            text: ขั้นลูก\n"
    )


def test_items_go_where_their_code_belongs(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("disclosures", ("O2",), explanation="ข้อสอง")
    hands.put("evidence", (), code="O4", title="ลิงก์", url="https://x.go.th/")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    text = yaml(root, "disclosures")
    assert [text.index(f"code: O{n}") for n in (1, 2, 3, 4)] == sorted(
        text.index(f"code: O{n}") for n in (1, 2, 3, 4)
    )
    assert "      - id: o4-doc-1\n        title: ลิงก์\n" in text


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (
            {"id": "m-10", "title": "'=SUM(A1)", "units": "สำนักปลัด | office"},
            "ช่อง B5: แถวนี้ซ้ำกับแถว 4",
        ),
        ({"title": "x", "id": "ไม่ใช่รหัส"}, "แผ่นงาน “มาตรการ” ช่อง A5: "),
    ],
)
def test_a_wrong_new_row_is_told_with_its_cell(
    root: Path, fill: dict[str, object], expected: str
) -> None:
    hands = Hands(export(root))
    hands.put("measures", (), **fill)
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert expected in done.output


def test_a_row_of_nothing_known_is_told(root: Path) -> None:
    hands = Hands(export(root))
    sheet = hands.sheet("results")
    at = hands.column("results", "summary")
    row = hands.row("results")
    sheet.cell(row, at).value = "ผลของใคร"
    sheet.cell(row + 1, at).value = "ผลของมาตรการที่ไม่มี"
    sheet.cell(row + 1, 1).value = "m-99"
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert f"ช่อง A{row}: ไม่รู้ว่าแถวนี้เป็นของอะไร" in done.output
    assert f"ช่อง A{row + 1}: ไม่มี มาตรการ “m-99”" in done.output


def test_moved_columns_and_lost_ones_do_no_harm(root: Path) -> None:
    hands = Hands(export(root))
    sheet = hands.sheet("measures")
    sheet.delete_cols(hands.column("measures", "note"))
    title = hands.column("measures", "title")
    sheet.insert_cols(1)
    for row in range(2, 6):
        sheet.cell(row, 1).value = sheet.cell(row, title + 1).value
    sheet.delete_cols(title + 1)
    sheet.cell(3, 1).value = "ย้ายคอลัมน์"
    done = import_(root, hands.save())
    assert done.exit_code == 0
    assert "ไม่พบคอลัมน์ “หมายเหตุ”" in done.output
    assert "title: ย้ายคอลัมน์  # beside" in yaml(root)


def test_a_lost_sheet_deletes_nothing(root: Path) -> None:
    hands = Hands(export(root))
    hands.book.remove(hands.sheet("measures"))
    before = yaml(root)
    done = import_(root, hands.save(), "--delete")
    assert (done.exit_code, yaml(root)) == (0, before)
    assert "ไม่พบแผ่นงาน “มาตรการ”" in done.output


def test_outcomes_without_ids_merge_by_their_place(root: Path) -> None:
    hands = Hands(export(root))
    put(hands, "outcomes", ("m-09", "1"), {"text": "ผลใหม่"})
    change(
        root,
        "    expected:\n",
        "      - text: ผลที่สอง\n    expected:\n",
    )
    assert import_(root, hands.save()).exit_code == 0
    assert "      - text: ผลใหม่\n" in yaml(root)
    assert "      - text: ผลที่สอง\n" in yaml(root)
