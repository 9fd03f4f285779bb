"""An officer fills in all items of a year on one sheet, by the names of files."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from checkout import ROOT
from prongsai.loading.catalogues import catalogue
from prongsai.yaml.reader import read_yaml
from workbook_project import FOLDER, Hands, export, import_, project, prongsai, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def put_file(root: Path, name: str, folder: str = FOLDER) -> None:
    path = root / folder / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"เนื้อหาของ {name}", encoding="utf-8")


def items(root: Path, folder: str = FOLDER) -> dict[str, Any]:
    data = (root / folder / "disclosures.yml").read_bytes()
    tree: Any = read_yaml(data, "disclosures.yml").tree
    return {item["code"]: item for item in tree["items"]}


def first_component(item: str, year: int = 2568) -> str:
    rules = catalogue(year)
    assert rules is not None
    found = next(one for one in rules.items if one.code == item)
    return found.components[0].id


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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ประกาศ นโยบาย.txt", {"file": "ประกาศ นโยบาย.txt", "title": "ประกาศ นโยบาย"}),
        ("ประกาศ  นโยบาย", {"file": "ประกาศ นโยบาย.txt", "title": "ประกาศ นโยบาย"}),
        (
            "C:\\งาน\\ita\\ประกาศ นโยบาย.TXT",
            {"file": "ประกาศ นโยบาย.txt", "title": "ประกาศ นโยบาย"},
        ),
        (
            "https://www.thot.go.th/o2",
            {"url": "https://www.thot.go.th/o2", "title": "ข้อมูลผู้บริหาร"},
        ),
    ],
)
def test_evidence_is_named_as_people_name_it(
    root: Path, typed: str, expected: dict[str, str]
) -> None:
    put_file(root, "ประกาศ นโยบาย.txt")
    hands = Hands(export(root))
    component = first_component("O2")
    hands.put("answers", ("O2", component), evidence=typed)
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    item = items(root)["O2"]
    assert item["evidence"] == [{"id": "o2-doc-1", **expected}]
    assert item["components"] == [{"id": component, "evidence": ["o2-doc-1"]}]
    again = import_(root, hands.file)
    assert (again.exit_code, again.output) == (0, "ไม่มีอะไรเปลี่ยน\n")


def test_one_file_for_two_components_is_one_document(root: Path) -> None:
    put_file(root, "แผน.txt")
    rules = catalogue(2568)
    assert rules is not None
    item = next(one for one in rules.items if len(one.components) > 1)
    hands = Hands(export(root))
    for component in item.components[:2]:
        hands.put("answers", (item.code, component.id), evidence="แผน.txt")
    hands.put("disclosures", (item.code,), explanation="ข้อความของข้อ")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    made = items(root)[item.code]
    assert len(made["evidence"]) == (2 if item.code == "O1" else 1)
    cited = {name for one in made["components"] for name in one["evidence"]}
    assert f"{item.code.lower()}-" in next(iter(cited))


def test_a_document_of_the_whole_item_needs_no_component(root: Path) -> None:
    put_file(root, "รายงาน.txt")
    hands = Hands(export(root))
    hands.put("disclosures", ("O5",), documents="รายงาน.txt", owner="กองคลัง")
    assert import_(root, hands.save()).exit_code == 0
    assert items(root)["O5"] == {
        "code": "O5",
        "owner": "finance",
        "evidence": [{"id": "o5-doc-1", "title": "รายงาน", "file": "รายงาน.txt"}],
    }
    assert import_(root, export(root, "again.xlsx")).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_document_that_is_there_is_cited_by_its_title(root: Path) -> None:
    hands = Hands(export(root))
    rules = catalogue(2568)
    assert rules is not None
    last = next(one for one in rules.items if one.code == "O1").components[-1].id
    hands.put("answers", ("O1", last), evidence="แผนผัง")
    before = len(items(root)["O1"]["evidence"])
    assert import_(root, hands.save()).exit_code == 0
    item = items(root)["O1"]
    assert len(item["evidence"]) == before
    assert {"id": last, "evidence": ["o1-chart"]} in item["components"]


def test_all_names_that_nothing_has_are_told_at_once_and_nothing_is_written(
    root: Path,
) -> None:
    before = yaml(root, "disclosures")
    hands = Hands(export(root))
    component = first_component("O2")
    hands.put("answers", ("O2", component), evidence="ไม่มี.pdf")
    hands.put("disclosures", ("O5",), documents="รายงานประจำปี", due="31 มีนา 68")
    done = import_(root, hands.save())
    assert done.exit_code == 1
    at = [hands.row("answers", "O2", component), hands.row("disclosures", "O5")]
    folder = f"โฟลเดอร์ {FOLDER}/files"
    assert done.output == (
        "มีค่าที่ใช้ไม่ได้ 3 จุด จึงยังไม่ได้เขียนอะไร\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง F{at[0]}: ไม่พบไฟล์ “ไม่มี.pdf” ของข้อ O2 "
        f"วางไฟล์ไว้ใน{folder} แล้วนำเข้าใหม่ หรือแก้ชื่อให้ตรงกับไฟล์\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง F{at[1]}: ไม่มีไฟล์หรือเอกสารชื่อ “รายงานประจำปี” ในข้อ O5 "
        f"พิมพ์ชื่อไฟล์ที่อยู่ใน{folder} หรือลิงก์ที่ขึ้นต้นด้วย https://\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง I{at[1]}: อ่านวันที่ “31 มีนา 68” ไม่ได้ "
        "พิมพ์ เช่น 31/3/2568\n"
    )
    assert yaml(root, "disclosures") == before


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


OWN = (
    "items:\n  - code: O1\n    evidence:\n"
    "      - id: o1-a\n        title: แผนผัง\n        url: https://x.go.th/a\n"
    "      - id: o1-b\n        title: คำสั่ง\n        url: https://x.go.th/b\n"
)


def test_a_document_taken_out_of_its_item_is_proposed_and_then_deleted(
    tmp_path: Path,
) -> None:
    root = project(tmp_path, {"disclosures": OWN})
    hands = Hands(export(root))
    hands.put("disclosures", ("O1",), documents="คำสั่ง")
    cell = hands.cell("disclosures", "documents", "O1").coordinate
    line = (
        f"แผ่นงาน “ข้อ OIT” ช่อง {cell} ไม่มีแถวใดของข้อ O1 ที่มีชื่อเอกสารนี้แล้ว "
        "จึงหมายถึงเอาออกจากข้อ: O1 · แผนผัง (ไฟล์ยังอยู่ในโฟลเดอร์)\n"
    )
    done = import_(root, hands.save())
    assert done.output == (
        "ไม่มีอะไรเปลี่ยน\nแถวที่หายไปจากสมุดงาน 1 แถว ยังไม่ได้ลบ "
        f"ถ้าต้องการลบจริงพิมพ์คำสั่งเดิมแล้วเติม --delete\n{line}"
    )
    assert yaml(root, "disclosures") == OWN
    done = import_(root, hands.file, "--delete")
    assert done.output == (f"ลบ 1 แถว\n{line}เขียนไฟล์แล้ว: {FOLDER}/disclosures.yml\n")
    assert [one["id"] for one in items(root)["O1"]["evidence"]] == ["o1-b"]
    assert import_(root, hands.file).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_document_moved_to_a_component_stays_and_says_so_when_taken_out(
    tmp_path: Path,
) -> None:
    root = project(tmp_path, {"disclosures": OWN})
    component = first_component("O1")
    hands = Hands(export(root))
    hands.put("disclosures", ("O1",), documents="คำสั่ง")
    hands.put("answers", ("O1", component), evidence="แผนผัง")
    done = import_(root, hands.save(), "--delete")
    assert done.exit_code == 0
    assert items(root)["O1"]["components"] == [{"id": component, "evidence": ["o1-a"]}]
    assert len(items(root)["O1"]["evidence"]) == 2
    again = Hands(export(root, "again.xlsx"))
    again.put("answers", ("O1", component), evidence=None, text="ดูที่ศาลากลาง")
    cell = again.cell("answers", "evidence", "O1", component).coordinate
    done = import_(root, again.save())
    assert done.output.startswith(
        f"โปรดตรวจ\n- แผ่นงาน “ข้อ OIT” ช่อง {cell} เอาชื่อ “แผนผัง” ออกจากแถวนี้แล้ว "
        "เอกสารยังแสดงในข้อ O1 ที่แถว “▸ ทั้งข้อ” ถ้าไม่ใช้เอกสารนี้แล้ว "
        "ลบแถวของเอกสารในแผ่นงาน “เอกสาร”\n"
    )
    assert len(items(root)["O1"]["evidence"]) == 2
