"""No code of the program is seen in a workbook; names typed in words are understood."""

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from checkout import ROOT
from examples import some
from prongsai.thai.near import meant
from prongsai.workbook.book import book_of
from prongsai.workbook.export import year_of
from prongsai.workbook.snapshot import LISTS
from prongsai.workbook.write import write_book
from workbook_project import AGENCY, Hands, export, import_, project, yaml

YEARS = sorted(
    (path.parent.name, int(path.name))
    for path in (ROOT / "content/agencies").glob("*/[0-9][0-9][0-9][0-9]")
)
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[0-9]{4}:[0-9A-Za-z.]+")
ENDINGS = r"\S+\.(?:pdf|png|xlsx|csv|txt|docx)"
WRITTEN = re.compile(rf"https?://\S+|\S+@\S+|[^\n]*{ENDINGS}|prongsai import")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def words(tree: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a tree with the name of its field."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from words(value, key)
    elif isinstance(tree, list):
        for value in tree:
            yield from words(value, name)
    elif tree is not None:
        yield name, str(tree)


CODED = {
    "id", "unit", "code", "part", "kind", "rule", "selection", "direction", "round",
    "status", "answers", "evidence", "by", "repeats", "owner", "visibility", "show",
    "parent", "codes_of",
}  # fmt: skip


def seen(book: Any) -> Iterator[tuple[str, str]]:
    """Yield place and text of all that people see: cells, remarks, lists."""
    for sheet in book:
        if sheet.sheet_state != "visible" and sheet.title != LISTS:
            continue
        widths = sheet.column_dimensions
        hidden = {letter for letter, one in widths.items() if one.hidden}
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            if cell.column_letter in hidden:
                continue
            if cell.value is not None:
                yield f"{sheet.title}!{cell.coordinate}", str(cell.value)
            if cell.comment:
                yield f"{sheet.title}!{cell.coordinate}", str(cell.comment.text)


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "year"), some(YEARS, 3))
def test_no_code_of_ours_is_seen_in_any_workbook(slug: str, year: int) -> None:
    made = year_of(ROOT, slug, year)
    every = [two for tree in made.trees.values() for two in words(tree)]
    codes = {text for name, text in every if name in CODED and CODE.fullmatch(text)}
    texts = " ".join(text for name, text in every if name not in CODED)
    known = set(CODE.findall(texts))
    book = load_workbook(io.BytesIO(write_book(book_of(made))))

    def ours(text: str) -> list[str]:
        return [
            code
            for code in CODE.findall(text)
            if code in codes - known or ":" in code
            if not re.fullmatch(r"[ie][0-9]+", code)
        ]

    doubtful = [(place, text) for place, text in seen(book) if ours(text)]
    assert [one for one in doubtful if ours(WRITTEN.sub("", one[1]))] == []


TWO = AGENCY + """\
  - id: roads
    name: กองช่าง
  - id: clerk-1
    name: งานธุรการ
    parent: roads
  - id: clerk-2
    name: งานธุรการ
    parent: finance
"""  # fmt: skip


UNITS = {
    "กองคลัง": (["- text: กองคลัง", "unit: finance"], ""),
    " กอง  คลัง": (["- text: กองคลัง", "unit: finance"], ""),
    "กองคลง": (["- text: กองคลัง", "unit: finance"], "taken"),
    "งานการเงิน กองคลัง": (["- text: งานการเงิน กองคลัง", "unit: cash"], ""),
    "ฝ่ายรายได้ (กองคลัง)": (["- text: ฝ่ายรายได้", "unit: finance"], ""),
    "งานธุรการ (กองช่าง)": (["- text: งานธุรการ", "unit: clerk-1"], ""),
    "ทุกส่วนงาน": (["- text: ทุกส่วนงาน"], "unknown"),
    "กองคลัง | finance": (["- text: กองคลัง", "unit: finance"], ""),
    "ฝ่ายคลัง | กองคลัง": (["- text: ฝ่ายคลัง", "unit: finance"], ""),
    "กองคลังและกองช่าง": (
        ["- text: กองคลัง", "unit: finance", "- text: กองช่าง", "unit: roads"],
        "",
    ),
}
SAID = {
    "taken": "- แผ่นงาน “มาตรการ” ช่อง {cell} อ่าน “กองคลง” เป็น “กองคลัง” ถ้าไม่ใช่ "
    "โปรดแก้ช่องนี้แล้วนำเข้าอีกครั้ง\n",
    "unknown": "- แผ่นงาน “มาตรการ” ช่อง {cell} ไม่มีส่วนงานชื่อ “ทุกส่วนงาน” "
    "จึงเก็บเป็นข้อความ ไม่ขึ้นในงานของส่วนงานใด ถ้าเป็นส่วนงานของท่าน เลือกชื่อจากรายการ\n",
}


def new_measure(hands: Hands, typed: str, field: str) -> Any:
    """Type a new measure below the others, and return the cell of a field."""
    sheet, title = hands.sheet("measures"), hands.column("measures", "title")
    at = next(row for row in range(3, 500) if not sheet.cell(row, title).value)
    sheet.cell(at, title).value = f"ใหม่ {typed}"
    cell = sheet.cell(at, hands.column("measures", field))
    cell.value = typed
    return cell


@pytest.mark.slow
def test_units_are_named_in_words(root: Path) -> None:
    (root / "content/agencies/thot/agency.yml").write_text(TWO)
    hands = Hands(export(root))
    warned = ""
    for typed, (_, word) in UNITS.items():
        cell = new_measure(hands, typed, "units")
        warned += SAID[word].format(cell=cell.coordinate) if word else ""
    done = import_(root, hands.save())
    assert done.output.startswith(f"โปรดตรวจ\n{warned}เพิ่ม 10 แถว\n"), done.output
    made = yaml(root).split("title: ใหม่ ")[1:]
    for one, (expected, _) in zip(made, UNITS.values(), strict=True):
        lines = one.partition("units:\n")[2].split("\n  - id")[0].splitlines()
        assert [line.strip() for line in lines] == expected
    again = import_(root, hands.file)
    assert again.output == f"โปรดตรวจ\n{warned}ไม่มีอะไรเปลี่ยน\n"


@pytest.mark.slow
def test_a_unit_that_may_be_one_of_two_is_asked(root: Path) -> None:
    (root / "content/agencies/thot/agency.yml").write_text(TWO)
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), units="งานธุรการ")
    done = import_(root, hands.save())
    cell = hands.cell("measures", "units", "m-09").coordinate
    assert done.output == (
        "มีค่าที่ใช้ไม่ได้ 1 จุด จึงยังไม่ได้เขียนอะไร\n"
        f"แผ่นงาน “มาตรการ” ช่อง {cell}: “งานธุรการ” หมายถึงข้อใด เลือกหนึ่งในนี้จากรายการ: "
        "งานธุรการ (กองช่าง) / งานธุรการ (กองคลัง)\n"
    )


TARGETS = {
    "e9": ["- code: 2567:e9"],
    "E 9": ["- code: 2567:e9"],
    "ข้อ e๙ (ปี ๒๕๖๘)": ["- code: e9"],
    "การใช้งบประมาณ": ["- code: 2567:2"],
    "2 การใช้งบประมาณ": ["- code: 2567:2"],
    "ตัวชี้วัดที่ 2 การใช้งบประมาณ": ["- code: 2567:2"],
    "การใช้งบประมาน": ["- code: 2567:2"],
    "e9 คำถามตามเอกสาร (ปี 2566 ส่วนที่ 2)": [
        "- code: 2566:e9",
        "part: survey",
        "wording: คำถามตามเอกสาร",
    ],
    "3 เรื่องที่ประชาชนถาม": ["- text: 3 เรื่องที่ประชาชนถาม"],
    "2567:e9 | public": ["- code: 2567:e9", "part: public"],
    "E9, i4 และ O3": ["- code: 2567:e9", "- code: 2567:i4", "- code: 2567:O3"],
}


@pytest.mark.slow
def test_issues_are_named_by_code_or_title(root: Path) -> None:
    hands = Hands(export(root))
    for typed in TARGETS:
        new_measure(hands, typed, "addresses")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    made = yaml(root).replace('"', "").split("title: ใหม่ ")[1:]
    for one, expected in zip(made, TARGETS.values(), strict=True):
        lines = one.partition("addresses:\n")[2].split("\n  - id")[0].splitlines()
        assert [line.strip() for line in lines] == expected


@pytest.mark.slow
def test_a_score_that_is_quoted_is_typed_with_its_code(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("outcomes", ("m-09", "1"), scores="i1 (ปี 2567) = 91.80\ne9 = ๘๔.๐๐")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    assert (
        "        scores:\n          - code: 2567:i1\n            score: 91.80\n"
        "          - code: 2567:e9\n            score: 84.00\n"
        in yaml(root).replace('"', "")
    )


@pytest.mark.slow
def test_a_quoted_score_without_a_code_is_refused(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("outcomes", ("m-09", "1"), scores="ได้คะแนนดี")
    done = import_(root, hands.save())
    cell = hands.cell("outcomes", "scores", "m-09", "1").coordinate
    assert done.output == (
        "มีค่าที่ใช้ไม่ได้ 1 จุด จึงยังไม่ได้เขียนอะไร\n"
        f"แผ่นงาน “ผลลัพธ์” ช่อง {cell}: ไม่รู้ว่าคะแนนนี้ของข้อใด พิมพ์รหัสข้อนำหน้า "
        "และคะแนนหลังเครื่องหมาย = เช่น e9 (ปี 2568) = 84.00\n"
    )


E1 = "e1 เจ้าหน้าที่ปฏิบัติงานหรือให้บริการแก่ท่าน เป็นไปตามขั้นตอนและระยะเวลา (ปี 2567)"


@pytest.mark.slow
def test_the_report_says_entries_in_words(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("measures", ("m-10",), units="งานการเงิน กองคลัง", addresses="e1")
    done = import_(root, hands.save())
    lines = [line for line in done.output.splitlines() if "→" in line]
    assert [line.partition("” ช่อง ")[2].partition(" ")[2] for line in lines] == [
        f"เรื่องที่มาตรการตอบ: (ว่าง) → {E1}",
        "ผู้รับผิดชอบ: สำนักปลัด → งานการเงิน กองคลัง (งานการเงิน)",
    ]


@pytest.mark.slow
def test_units_and_issues_are_chosen_from_lists(root: Path) -> None:
    book = Hands(export(root)).book
    sheet = book["มาตรการ"]
    lists = book[LISTS]
    rules = sheet.data_validations.dataValidation
    formulas = [str(rule.formula1) for rule in rules]
    texts = [
        [cell.value for cell in lists[formula.split("$")[1]] if cell.value]
        for formula in formulas
    ]
    assert ["กองคลัง", "งานการเงิน", "สำนักปลัด"] in texts
    assert any("2 การใช้งบประมาณ (ปี 2567)" in each for each in texts)


def test_a_slip_never_changes_a_number_or_a_negation() -> None:
    names = ("มาตรการที่ 1", "มาตรการที่ 12", "ดำเนินการแล้วเสร็จ", "กองสาธารณสุข")
    assert meant("มาตรการที่  ๑", names) == ("มาตรการที่ 1",)
    assert meant("มาตรการที่ 2", names) == ()
    assert meant("ดำเนินการไม่แล้วเสร็จ", names) == ()
    assert meant("กองสาธารณะสุข", names) == ("กองสาธารณสุข",)
    assert meant("", names) == ()
