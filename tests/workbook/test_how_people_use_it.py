"""A workbook comes back as people leave it: renamed, merged, with titles and totals."""

from pathlib import Path

import pytest

from workbook_project import FOLDER, Hands, export, import_, project, yaml


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


@pytest.mark.slow
def test_what_people_do_to_sheets_is_read_and_said(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("follow-up", ("m-09", "f1"), text="รายงานทุกสองเดือน")
    changed = hands.cell("follow-up", "text", "m-09", "f1").coordinate
    hands.sheet("follow-up").title = "ติดตาม 68"
    results = hands.sheet("results")
    at = hands.row("results", "m-10")
    for field, value in {
        "round": "รอบ  ๖ เดือน",
        "status": "แล้วเสร็จ ",
        "date": "๓๑ มี.ค. ๖๘",
        "summary": "ซ่อมถนนแล้ว",
    }.items():
        results.cell(at, hands.column("results", field)).value = value
    results.cell(at + 5, 1).value = "รวม 2 มาตรการ"
    results.insert_rows(1, 2)
    results["A1"] = "สรุปผลของสำนักปลัด"
    items = hands.sheet("answers")
    column = hands.column("disclosures", "explanation")
    row = hands.row("disclosures", "O3")
    letter = items.cell(row, column).column_letter
    items.merge_cells(f"{letter}{row}:{letter}{row + 1}")
    done = import_(root, hands.save())
    number = at + 2
    assert done.output == (
        "โปรดตรวจ\n"
        "- แผ่นงาน “การติดตาม” ถูกเปลี่ยนชื่อเป็น “ติดตาม 68” อ่านจากแผ่นงานนั้น\n"
        f"- แผ่นงาน “ข้อ OIT” ช่อง {letter}{row + 1} ถูกผสานกับช่องอื่น "
        "จึงไม่รู้ค่าและไม่เปลี่ยนช่องนี้ ยกเลิกการผสาน แล้วพิมพ์ให้ครบทุกแถว\n"
        f"- แผ่นงาน “ผลการดำเนินการ” ช่อง A{number + 5} “รวม 2 มาตรการ” ไม่มีในรายการ "
        "และแถวนี้ไม่มีข้อมูลอื่น จึงไม่ได้นำเข้า\n"
        "เปลี่ยน 1 ช่อง\n"
        f"แผ่นงาน “การติดตาม” ช่อง {changed} ข้อความ: "
        "รายงานทุกเดือน → รายงานทุกสองเดือน\n"
        "เพิ่ม 1 แถว\n"
        f"แผ่นงาน “ผลการดำเนินการ” ช่อง A{number} แถวใหม่ =SUM(A1) · ซ่อมถนนแล้ว\n"
        f"เขียนไฟล์แล้ว: {FOLDER}/measures.yml\n"
    )
    assert (
        "        round: 6-months\n        status: done\n        date: 2568-03-31\n"
        in yaml(root)
    )


@pytest.mark.slow
def test_a_key_that_is_merged_down_counts_for_its_rows(root: Path) -> None:
    hands = Hands(export(root))
    results = hands.sheet("results")
    at, summary = hands.row("results", "m-10"), hands.column("results", "summary")
    results.cell(at, summary).value = "ผลหนึ่ง"
    results.cell(at + 1, summary).value = "ผลสอง"
    results.merge_cells(f"A{at}:A{at + 1}")
    done = import_(root, hands.save())
    assert "โปรดตรวจ" not in done.output
    assert yaml(root).count("summary: ผล") == 2


@pytest.mark.slow
def test_a_changed_header_is_named_with_its_sheet(root: Path) -> None:
    hands = Hands(export(root))
    hands.sheet("results")["A2"] = "ชื่อโครงการ"
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert done.output == (
        "นำเข้า book.xlsx ไม่ได้: แผ่นงาน “ผลการดำเนินการ” ไม่มีแถวหัวตาราง "
        "หรือหัวตารางถูกแก้ ใส่หัวตารางเดิมคืนในแถวเหนือข้อมูล: มาตรการ\n"
    )
