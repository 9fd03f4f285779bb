"""Three-way: what one side changed is taken, what both changed stops the import."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from manuals import FORMATS, Shape, asked_of
from prongsai.cli import cli
from prongsai.rules.own_file import read_own
from prongsai.yaml.reader import read_yaml
from workbook_project import FOLDER, Hands, change, export, import_, project, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def diff(before: str, after: str) -> list[str]:
    """Return the lines that are gone and that came, each once."""
    old, new = before.splitlines(), after.splitlines()
    gone = [f"- {line.strip()}" for line in old if line not in new]
    return gone + [f"+ {line.strip()}" for line in new if line not in old]


Typed = tuple[str, tuple[str | None, ...], dict[str, object]]
"""A sheet, the key of a row in it, and what is typed there."""

CASES: dict[str, tuple[str, Typed, list[str]]] = {
    "a text beside a comment": (
        "measures",
        ("measures", ("m-09",), {"title": "ชื่อใหม่"}),
        ["- title: มาตรการหนึ่ง  # beside", "+ title: ชื่อใหม่  # beside"],
    ),
    "one entry of a list": (
        "measures",
        ("measures", ("m-09",), {"expected": "หนึ่ง\nสองใหม่"}),
        ["- - สอง", "+ - สองใหม่"],
    ),
    "one more entry": (
        "measures",
        ("measures", ("m-09",), {"expected": "หนึ่ง\nสอง\nสาม"}),
        ["+ - สาม"],
    ),
    "a day as people write it": (
        "measures",
        ("measures", ("m-09",), {"schedule__to": "๓๐ กันยายน ๒๕๖๘"}),
        ["+ to: 2568-09-30"],
    ),
    "a choice by its Thai word": (
        "measures",
        ("measures", ("m-09",), {"schedule__repeats": "ทุกไตรมาส"}),
        ["+ repeats: quarterly"],
    ),
    "a schedule that was not there": (
        "measures",
        ("measures", ("m-10",), {"schedule__text": "ทั้งปี"}),
        ["+ text: ทั้งปี"],
    ),
    "a folded text": (
        "measures",
        ("steps", ("m-09", None, "s2"), {"text": "สั้น"}),
        ["- text: >-", "- ขั้นสอง", "- ยาวสองบรรทัด", "+ text: สั้น"],
    ),
    "an emptied field": (
        "disclosures",
        ("disclosures", ("O1",), {"updated": None}),
        ["- updated: 2568-01-15"],
    ),
    "a unit by its name": (
        "disclosures",
        ("disclosures", ("O3",), {"owner": "กองคลัง"}),
        ["- owner: office", "+ owner: finance"],
    ),
    "the assessor's comment": (
        "disclosures",
        ("disclosures", ("O3",), {"assessor__comment": "ขาดวันที่"}),
        ["+ assessor:", "+ comment: ขาดวันที่"],
    ),
    "a score": (
        "scores",
        ("scores", ("IIT", None), {"score": 92.7}),
        ["- score: 92.620", "+ score: 92.700"],
    ),
    "the total": (
        "scores",
        ("total", (), {"total": 91.9}),
        ["- total: 91.80", "+ total: 91.90"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_only_what_was_typed_changes(root: Path, name: str) -> None:
    kind, (sheet, key, fields), expected = CASES[name]
    before = yaml(root, kind)
    hands = Hands(export(root))
    _put(hands, sheet, key, fields)
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    assert diff(before, yaml(root, kind)) == expected


def _put(
    hands: Hands, sheet: str, key: tuple[str | None, ...], fields: dict[str, object]
) -> None:
    """Type into the row of a key; sheets of one record have one row."""
    names = tuple(part for part in key if part is not None)
    number = 3 if not key else _row(hands, sheet, names)
    for field, value in fields.items():
        at = hands.column(sheet, field.replace("__", "."))
        hands.sheet(sheet).cell(number, at).value = value


def _row(hands: Hands, sheet: str, names: tuple[str, ...]) -> int:
    wanted = {hands.said(sheet, one) for one in names}
    for number in range(3, 200):
        cells = [cell.value for cell in hands.sheet(sheet)[number]][:4]
        if wanted <= set(cells):
            return number
    raise KeyError(names)


def test_two_workbooks_and_the_yaml_all_survive(root: Path) -> None:
    first, second = Hands(export(root)), Hands(export(root, "second.xlsx"))
    first.put("measures", ("m-09",), title="จากคนแรก")
    _put(first, "results", ("m-10",), {"summary": "ผลของคนแรก"})
    second.put("measures", ("m-09",), note="จากคนที่สอง")
    _put(second, "results", ("m-10",), {"summary": "ผลของคนที่สอง"})
    change(root, "เรื่องที่ต้องแก้", "แก้ในไฟล์")
    assert import_(root, first.save()).exit_code == 0
    assert import_(root, second.save()).exit_code == 0
    text = yaml(root)
    for words in ("จากคนแรก", "จากคนที่สอง", "แก้ในไฟล์", "# comment at the head"):
        assert words in text
    tree = read_yaml(text.encode(), "").tree
    assert isinstance(tree, dict)
    results = tree["measures"][1]["results"]  # type: ignore[index,call-overload]  # a file of measures
    assert results == [
        {"id": "m-10-result-1", "summary": "ผลของคนแรก"},
        {"id": "m-10-result-2", "summary": "ผลของคนที่สอง"},
    ]


def test_the_same_workbook_twice_changes_nothing_more(root: Path) -> None:
    hands = Hands(export(root))
    _put(hands, "results", ("m-10",), {"summary": "ผล", "status": "แล้วเสร็จ"})
    hands.put("measures", (), title="มาตรการใหม่")
    file = hands.save()
    assert import_(root, file).exit_code == 0
    after = yaml(root)
    assert "- id: m-11\n    title: มาตรการใหม่\n" in after
    again = import_(root, file)
    assert (again.exit_code, again.output) == (0, "ไม่มีอะไรเปลี่ยน\n")
    assert yaml(root) == after


def test_a_conflict_shows_three_values_and_writes_nothing(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใน Excel", note="ไม่ชนกัน")
    change(root, "มาตรการหนึ่ง", "ในไฟล์")
    before = yaml(root)
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert done.output == (
        "แก้ชนกัน 1 จุด จึงยังไม่ได้เขียนอะไร เลือกค่าที่ถูกแล้วแก้ให้ตรงกัน\n"
        "แผ่นงาน “มาตรการ” ช่อง B3 ชื่อ (มาตรการหนึ่ง)\n"
        "  ตอนส่งออก: มาตรการหนึ่ง\n"
        f"  ในไฟล์ {FOLDER}/measures.yml: ในไฟล์\n"
        "  ใน Excel: ใน Excel\n"
    )
    assert yaml(root) == before


def test_both_changing_alike_is_no_conflict(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="เหมือนกัน")
    change(root, "มาตรการหนึ่ง", "เหมือนกัน")
    assert import_(root, hands.save()).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_value_that_makes_an_error_is_refused_at_its_cell(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), schedule__to="2025-03-31", units="กองคลัง | nobody")
    _put(hands, "results", ("m-10",), {"summary": "ผล", "answers": "s9"})
    before = yaml(root)
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert "มีค่าที่ใช้ไม่ได้ 2 จุด" in done.output
    assert "แผ่นงาน “มาตรการ” ช่อง I3: วันที่ “2025-03-31” ไม่ใช่ปี พ.ศ." in done.output
    assert "แผ่นงาน “ผลการดำเนินการ” ช่อง D" in done.output
    hands.put("measures", ("m-09",), schedule__to="2568-09-30")
    _put(hands, "results", ("m-10",), {"answers": None})
    done = import_(root, hands.save())
    assert "มีค่าที่ใช้ไม่ได้ 1 จุด" in done.output
    assert "แผ่นงาน “มาตรการ” ช่อง F3: " in done.output
    assert yaml(root) == before


def test_an_error_that_was_there_does_not_stop_an_import(root: Path) -> None:
    change(root, "unit: office", "unit: nobody")
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใหม่")
    assert import_(root, hands.save()).exit_code == 0


def test_rows_that_are_gone_are_proposed_and_deleted_only_on_request(
    root: Path,
) -> None:
    hands = Hands(export(root))
    hands.sheet("measures").delete_rows(hands.row("measures", "m-10"))
    row = _row(hands, "steps", ("m-09", "s2"))
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
    hands.sheet("follow-up").delete_rows(_row(hands, "follow-up", ("f1",)))
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
    _put(hands, "outcomes", ("m-09", "1"), {"text": "ผลใหม่"})
    change(
        root,
        "    expected:\n",
        "      - text: ผลที่สอง\n    expected:\n",
    )
    assert import_(root, hands.save()).exit_code == 0
    assert "      - text: ผลใหม่\n" in yaml(root)
    assert "      - text: ผลที่สอง\n" in yaml(root)


def test_ticking_the_manual_writes_the_own_catalogue(root: Path) -> None:
    hands = Hands(export(root))
    names = [cell.value for cell in hands.sheet("manual")[3]]
    item, component = str(names[0]), str(names[2])
    _put(hands, "manual", (item, component), {"tick": "ใช่", "sources": 41})
    hands.put("manual", (), code="O1", text="ข้อความใหม่จากคู่มือ", sources="42")
    _put(hands, "manual-items", ("O1",), {"components_known": "ใช่"})
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    path = root / "content/catalogue/2568.yml"
    lines = path.read_text().splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../.schemas/catalogue.json"
    assert lines[1] == "fiscal_year: 2568"
    assert "  - id: manual-p41" in lines
    assert "    title: คู่มือการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 หน้า 41" in lines
    assert f"      - id: {component}" in lines
    assert "        text: ข้อความใหม่จากคู่มือ" in lines
    assert "        authority: local" in lines
    assert "    components_known: true" in lines
    again = export(root, "again.xlsx")
    assert import_(root, again).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_draft_of_the_manual_counts_once_it_is_ticked_in_the_workbook(
    root: Path,
) -> None:
    manual = root / "manual.txt"
    manual.write_bytes(FORMATS["manual.txt"](asked_of(2568), Shape()))
    words = ["rules", str(manual), "--year", "2568", "-C", str(root)]
    assert CliRunner().invoke(cli, words).exit_code == 0
    hands = Hands(export(root))
    done: dict[str, object] = {
        "components_known": "ใช่",
        "ticked.by": "ปลัดเทศบาล",
        "ticked.on": "2/4/2568",
    }
    _put(hands, "manual-items", ("O4",), done)
    _put(hands, "manual-items", ("O5",), {"components_known": "ใช่"})
    found = import_(root, hands.save())
    assert found.exit_code == 0, found.output
    own = read_own((root / "content/catalogue/2568.yml").read_bytes(), "")
    assert own is not None
    items = {item.code: item for item in own.items}
    assert not items["O4"].draft
    assert items["O4"].ticked is not None
    assert items["O4"].ticked.name == "ปลัดเทศบาล"
    assert items["O5"].draft
    assert items["O6"].draft
    again = export(root, "again.xlsx")
    assert import_(root, again).output == "ไม่มีอะไรเปลี่ยน\n"


def test_an_empty_year_is_filled_in_from_the_workbook(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    hands = Hands(export(root, "book.xlsx", "--year", "2569"))
    hands.put("measures", (), title="มาตรการแรก")
    _put(hands, "survey", (), {"link": "https://itas.nacc.go.th/go/eit/exampl"})
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    folder = root / "content/agencies/thot/2569"
    assert (folder / "measures.yml").read_text() == (
        "# yaml-language-server: $schema=../../../.schemas/measures.json\n"
        "measures:\n  - id: m-1\n    title: มาตรการแรก\n"
    )
    assert (folder / "survey.yml").exists()


def test_files_with_crlf_and_comments_keep_them(root: Path) -> None:
    path = root / FOLDER / "measures.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใหม่")
    assert import_(root, hands.save()).exit_code == 0
    data = path.read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert "title: ใหม่  # beside\r\n".encode() in data
