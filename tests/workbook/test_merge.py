"""Three-way: what one side changed is taken, what both changed stops the import."""

from pathlib import Path

import pytest

from prongsai.yaml.reader import read_yaml
from typed_cells import put
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


ALONE = "one more entry"
"""It is typed where another case types something else."""


@pytest.mark.parametrize("names", [sorted(CASES.keys() - {ALONE}), [ALONE]])
def test_only_what_was_typed_changes(root: Path, names: list[str]) -> None:
    kinds = ("measures", "disclosures", "scores")
    before = {kind: yaml(root, kind) for kind in kinds}
    hands = Hands(export(root))
    expected: dict[str, list[str]] = {kind: [] for kind in kinds}
    for name in names:
        kind, (sheet, key, fields), lines = CASES[name]
        put(hands, sheet, key, fields)
        expected[kind] += lines
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    for kind in kinds:
        changed = diff(before[kind], yaml(root, kind))
        assert sorted(changed) == sorted(expected[kind])


def test_two_workbooks_and_the_yaml_all_survive(root: Path) -> None:
    first, second = Hands(export(root)), Hands(export(root, "second.xlsx"))
    first.put("measures", ("m-09",), title="จากคนแรก")
    put(first, "results", ("m-10",), {"summary": "ผลของคนแรก"})
    second.put("measures", ("m-09",), note="จากคนที่สอง")
    put(second, "results", ("m-10",), {"summary": "ผลของคนที่สอง"})
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
    put(hands, "results", ("m-10",), {"summary": "ผล", "status": "แล้วเสร็จ"})
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
    put(hands, "results", ("m-10",), {"summary": "ผล", "answers": "s9"})
    before = yaml(root)
    done = import_(root, hands.save())
    assert done.exit_code == 1
    assert "มีค่าที่ใช้ไม่ได้ 2 จุด" in done.output
    assert "แผ่นงาน “มาตรการ” ช่อง I3: วันที่ “2025-03-31” ไม่ใช่ปี พ.ศ." in done.output
    assert "แผ่นงาน “ผลการดำเนินการ” ช่อง D" in done.output
    hands.put("measures", ("m-09",), schedule__to="2568-09-30")
    put(hands, "results", ("m-10",), {"answers": None})
    done = import_(root, hands.save())
    assert "มีค่าที่ใช้ไม่ได้ 1 จุด" in done.output
    assert "แผ่นงาน “มาตรการ” ช่อง F3: " in done.output
    assert yaml(root) == before


def test_an_error_that_was_there_does_not_stop_an_import(root: Path) -> None:
    change(root, "unit: office", "unit: nobody")
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใหม่")
    assert import_(root, hands.save()).exit_code == 0


def test_files_with_crlf_and_comments_keep_them(root: Path) -> None:
    path = root / FOLDER / "measures.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใหม่")
    assert import_(root, hands.save()).exit_code == 0
    data = path.read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert "title: ใหม่  # beside\r\n".encode() in data
