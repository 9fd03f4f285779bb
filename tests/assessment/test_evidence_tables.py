"""A spreadsheet among the documents is a table: its columns are found in checks."""

import html
from pathlib import Path

import pytest

from evidence_book import FORM, WORK, book, columns, findings, page, site
from prongsai import messages
from prongsai.assessment.confirmation import confirmation_hash
from prongsai.assessment.states import State
from prongsai.loading.catalogues import catalogue
from prongsai.model.disclosures import Disclosure

TYPED = dict(zip(FORM, WORK, strict=True))


def test_the_list_of_2568_asks_for_the_nine_columns_in_both_items() -> None:
    rules = catalogue(2568)
    assert rules is not None
    for code in ("O12", "O13"):
        item = next(one for one in rules.items if one.code == code)
        asked = [one for one in item.components if one.looks_for == "table-column"]
        assert {one.text for one in asked} == set(FORM)
        assert {str(one.authority) for one in asked} == {"official"}


def test_a_filled_column_is_found(tmp_path: Path) -> None:
    content = site(tmp_path, book([FORM, WORK, WORK]))
    assert set(columns(content).values()) == {State.FOUND}
    assert findings(content, "evidence-table") == ()


@pytest.mark.slow
def test_a_column_is_found_in_a_file_that_is_not_shown_as_a_table(
    tmp_path: Path,
) -> None:
    content = site(tmp_path, book([FORM, WORK]), how="")
    assert set(columns(content).values()) == {State.FOUND}
    assert 'class="ita data"' not in page(content)
    assert "อยู่ในคอลัมน์ “ราคากลาง (บาท)” ของ" in html.unescape(page(content))


def test_headings_count_however_they_are_typed(tmp_path: Path) -> None:
    typed = [name.replace(" (บาท)", "(บาท)").replace("e-GP", "E-GP") for name in FORM]
    content = site(tmp_path, book([["ที่", *typed], ["๑", *WORK]]))
    assert set(columns(content).values()) == {State.FOUND}


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    rows = [row[:5] + row[6:] for row in (FORM, WORK)]
    content = site(tmp_path, book(rows))
    assert columns(content)["reference-price"] is State.MISSING
    (found,) = findings(content, "evidence-table")
    assert found.code == "table-column-missing"
    assert found.rule is not None
    assert str(found.rule.authority) == "official"
    assert "“ราคากลาง (บาท)”" in messages.message(found)
    assert not any(
        one.subject == "o12-reference-price"
        for one in findings(content, "component-missing")
    )


def test_an_empty_cell_keeps_a_column_from_counting_and_is_named(
    tmp_path: Path,
) -> None:
    gap = (*WORK[:5], None, *WORK[6:])
    total = ("รวม", 3700000, *[None] * 7)
    content = site(tmp_path, book([FORM, WORK, gap, total]))
    found = columns(content)
    assert found.pop("reference-price") is State.MISSING
    assert set(found.values()) == {State.FOUND}
    (said,) = findings(content, "evidence-table")
    assert messages.message(said).startswith(
        "ข้อ O12: คอลัมน์ “ราคากลาง (บาท)” ของเอกสาร “รายการจัดซื้อจัดจ้าง” ว่าง 1 จาก 2 แถว "
        "(แถวที่ 2 ของตาราง) จึงยังไม่นับว่าครบ"
    )


def test_without_a_spreadsheet_the_columns_are_missed_as_ever(tmp_path: Path) -> None:
    content = site(tmp_path, b"%PDF-1.4 ", how="", file="o12.pdf")
    assert set(columns(content).values()) == {State.MISSING}
    assert findings(content, "evidence-table") == ()
    assert findings(content, "component-missing") != ()


def test_personal_numbers_of_a_table_are_found(tmp_path: Path) -> None:
    person = (*WORK[:7], "นาย ก 1-1002-00345-67-0", WORK[8])
    content = site(tmp_path, book([FORM, person]))
    assert "personal-id" in {one.code for one in findings(content, "personal-data")}


def test_a_confirmation_from_before_tables_stays_true() -> None:
    plain = {
        "code": "O12",
        "evidence": [{"id": "a", "title": "ก", "url": "https://a.go.th/"}],
    }
    old = confirmation_hash(Disclosure.model_validate(plain), None, {})
    assert old == "sha256-3d5d3d895ed71551"
    plain["evidence"][0]["show"] = "table"  # type: ignore[index]  # a tree of YAML
    assert confirmation_hash(Disclosure.model_validate(plain), None, {}) != old
