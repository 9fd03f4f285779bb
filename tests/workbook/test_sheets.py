"""A sheet is a value: no module of the workbook asks for a sheet by its name."""

import re
from pathlib import Path

import pytest

from each import each
from prongsai.loading.catalogues import catalogue
from prongsai.workbook import write
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.sheets import BY_NAME, SHEETS
from prongsai.workbook.tables import rows_of
from source_modules import MODULES, name_of
from workbook_project import FOR_PEOPLE, Hands, import_, project, prongsai, yaml

SCORES, STEPS, MANUAL = BY_NAME["scores"], BY_NAME["steps"], BY_NAME["manual"]


def test_no_module_asks_for_a_sheet_by_name() -> None:
    asks = re.compile(r"sheet\.name (==|!=|in)|sheet\.lists ==|sheet is [A-Z]")
    found = {
        name_of(path)
        for path in MODULES
        if name_of(path).startswith("workbook")
        and asks.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@each("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_is_particular_to_a_sheet_names_its_own_columns(sheet: Sheet) -> None:
    names = {column.name for column in sheet.columns}
    assert {sheet.present} <= names | {""}
    assert set(sheet.order) <= names
    assert set(sheet.start) <= names
    assert sheet.may_lack < max(1, len(sheet.keys))


def test_the_part_of_a_score_may_be_empty_and_no_other_key() -> None:
    assert SCORES.key_is_whole(("i1", ""))
    assert not SCORES.key_is_whole(("", "public"))
    assert not STEPS.key_is_whole(("m1", ""))
    assert STEPS.key_is_whole(("m1", "s1"))


def test_a_score_is_a_record_of_the_list_of_its_code() -> None:
    assert SCORES.list_of is not None
    codes = ("IIT", "9", "9.1", "e7", "O27", "?")
    assert [SCORES.list_of(code) for code in codes] == [
        *("instruments", "indicators", "sub_indicators", "questions", "items"),
        "questions",
    ]


def test_scores_are_rows_in_the_order_of_the_lists() -> None:
    tree = {
        "questions": [{"code": "e1", "part": "public", "score": "80"}],
        "instruments": [{"code": "IIT", "score": "90"}],
    }
    rows = rows_of(SCORES, tree)
    assert [row.key for row in rows] == [("IIT", ""), ("e1", "public")]
    assert [row.path for row in rows] == [("instruments", 0), ("questions", 0)]


def test_steps_below_a_step_are_rows_with_their_parent() -> None:
    inner = {"id": "s2", "text": "ข"}
    measure = {"id": "m1", "steps": [{"id": "s1", "text": "ก", "steps": [inner]}]}
    rows = rows_of(STEPS, {"measures": [measure]})
    assert [(row.key, row.cells["parent"]) for row in rows] == [
        (("m1", "s1"), ""),
        (("m1", "s2"), "s1"),
    ]


def test_the_manual_has_the_texts_of_the_packaged_rules() -> None:
    rules = catalogue(2568)
    assert rules is not None
    assert MANUAL.texts is not None
    texts = MANUAL.texts(rules)
    item = next(one for one in rules.items if one.components)
    assert texts[item.code, item.components[0].id] == item.components[0].text


@pytest.mark.slow
def test_people_find_forty_empty_rows_below_a_list_and_may_use_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BLANK", FOR_PEOPLE)
    root, file = project(tmp_path), tmp_path / "book.xlsx"
    assert prongsai("export", "--xlsx", "-C", root, "-o", file).exit_code == 0
    hands = Hands(file)
    first, last = hands.row("measures"), hands.sheet("measures").max_row
    assert last - first + 1 == FOR_PEOPLE == 40
    at = hands.column("measures", "title")
    hands.sheet("measures").cell(last, at).value = "มาตรการในแถวสุดท้าย"
    assert import_(root, hands.save()).exit_code == 0
    assert "title: มาตรการในแถวสุดท้าย" in yaml(root)
