"""Documents are named on the sheet of items as people name them."""

from pathlib import Path

import pytest

from items_sheet import items, put_file
from prongsai.loading.catalogues import catalogue
from workbook_project import FOLDER, Hands, export, import_, project, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def first_component(item: str, year: int = 2568) -> str:
    rules = catalogue(year)
    assert rules is not None
    found = next(one for one in rules.items if one.code == item)
    return found.components[0].id


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
