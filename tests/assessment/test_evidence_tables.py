"""A spreadsheet among the documents is a table: on its page, as data, in checks."""

import csv
import datetime
import html
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import confirmation_hash
from prongsai.assessment.states import State, year_states
from prongsai.checks import YEAR_CHECKS
from prongsai.findings import Finding
from prongsai.loading.catalogues import catalogue
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.model.disclosures import Disclosure
from prongsai.pages.tables import ROWS_SHOWN
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from prongsai.storage.content_folder import read_whole
from small_site import YEAR, write

DAY = datetime.date(2025, 3, 31)
FORM = (
    "ชื่อรายการของงานที่ซื้อหรือจ้าง",
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
    "แหล่งที่มาของงบประมาณ",
    "สถานะการจัดซื้อจัดจ้าง",
    "วิธีการจัดซื้อจัดจ้าง",
    "ราคากลาง (บาท)",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
    "เลขที่โครงการในระบบ e-GP",
)
PARTS = (
    "work", "budget", "budget-source", "status", "method", "reference-price",
    "agreed-price", "supplier", "e-gp",
)  # fmt: skip
WORK = ("จ้างซ่อมทางเท้า", 1850000, "เงินรายได้", "สิ้นสุดสัญญา", "e-bidding", 1842000.5,
        1780000, "หจก. ตัวอย่าง", "67019000001")  # fmt: skip
TYPED = dict(zip(FORM, WORK, strict=True))
FILE = "ITA-o12.xlsx"


def book(
    rows: Sequence[Sequence[object]], title: str = "แบบฟอร์ม", hide: str = ""
) -> bytes:
    """Return a workbook: a title over a table, prices as Excel formats them."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = title
    page.append(["เทศบาลตำบลบ้านไร่ ปีงบประมาณ 2568"])
    for row in rows:
        page.append(list(row))
    for line in page.iter_rows(min_row=3):
        for cell in line:
            if isinstance(cell.value, int | float):
                cell.number_format = "#,##0.00"
            elif isinstance(cell.value, datetime.date):
                cell.number_format = "d mmm yyyy"
    if hide:
        page.column_dimensions[hide].hidden = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def site(
    folder: Path, data: bytes, how: str = "        show: table\n", file: str = FILE,
    more: str = "",
) -> Content:  # fmt: skip
    items = (
        "items:\n  - code: O12\n    evidence:\n      - id: o12-list\n"
        f"        title: รายการจัดซื้อจัดจ้าง\n        file: {file}\n{how}{more}"
    )
    measures = {f"{YEAR}/measures.yml": None}
    write(folder, {f"{YEAR}/disclosures.yml": items, **measures})
    target = folder / YEAR / "files" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    content, wrong = load(read_whole(folder))
    assert content is not None, wrong
    return content


def assessed(content: Content) -> AssessedYear:
    agency = content.agencies[0]
    return AssessedYear(
        content=content, agency=agency, year=agency.years[-1], today=DAY
    )


def states(content: Content) -> dict[str, State]:
    item = next(
        one for one in year_states(assessed(content)).items if one.item.code == "O12"
    )
    return {one.component.id: one.state for one in item.components}


def columns(content: Content) -> dict[str, State]:
    found = states(content)
    return {part: found[f"o12-{part}"] for part in PARTS}


def findings(content: Content, name: str) -> tuple[Finding, ...]:
    return tuple(YEAR_CHECKS[name](assessed(content)))


def page(content: Content) -> str:
    return next(
        one.data.decode()
        for one in render(lay_out(content))
        if one.path.endswith("2568/o12/index.md")
    )


def cells(text: str) -> list[list[str]]:
    """Return what the table of a page shows, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", text)
    return [
        [
            html.unescape(re.sub(r"<[^>]*>", "", cell))
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in rows
    ]


def made(content: Content, name: str) -> bytes:
    return next(one.data for one in lay_out(content).made if one.address.endswith(name))


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


@pytest.mark.slow
def test_the_page_shows_the_cells_as_excel_shows_them(tmp_path: Path) -> None:
    head = ("รายการ", "วันที่", "ราคา", "เลขที่")
    row = ("โต๊ะ", datetime.date(2025, 3, 31), 1234.5, "0012")
    how = "        show: table\n        caption: ของที่ซื้อ\n        unit: บาท\n"
    text = page(site(tmp_path, book([head, row]), how))
    assert cells(text) == [list(head), ["โต๊ะ", "31 มีนาคม 2568", "1,234.50", "0012"]]
    assert "หน่วย: บาท" in text
    assert '>ของที่ซื้อ<a class="headerlink" ' in text
    assert 'files/o12-list.xlsx">รายการจัดซื้อจัดจ้าง</a>' in text


@pytest.mark.slow
def test_only_the_chosen_columns_are_shown_in_their_order(tmp_path: Path) -> None:
    how = "        show: table\n        columns: [ราคากลาง (บาท), สถานะการจัดซื้อจัดจ้าง]\n"
    content = site(tmp_path, book([FORM, WORK]), how)
    assert cells(page(content))[1] == ["1,842,000.50", "สิ้นสุดสัญญา"]
    assert set(columns(content).values()) == {State.FOUND}


@pytest.mark.slow
def test_hidden_columns_are_not_shown(tmp_path: Path) -> None:
    head, row = ("ก", "ลับ", "ข"), ("1", "x", "2")
    text = page(site(tmp_path, book([head, row], hide="B")))
    assert cells(text) == [["ก", "ข"], ["1", "2"]]


def test_a_named_sheet_is_taken_and_a_wrong_name_is_a_finding(tmp_path: Path) -> None:
    data = book([FORM, WORK], title="มี.ค.")
    right = site(tmp_path / "a", data, "        show: table\n        sheet: มี.ค.\n")
    assert findings(right, "evidence-table") == ()
    wrong = site(tmp_path / "b", data, "        show: table\n        sheet: เม.ย.\n")
    said = [messages.message(one) for one in findings(wrong, "evidence-table")]
    assert said[0] == (
        "เอกสาร “รายการจัดซื้อจัดจ้าง” ของข้อ O12 ไม่มีแผ่นงานชื่อ “เม.ย.” "
        "ที่แสดงเป็นตารางได้ มีแต่: มี.ค."
    )


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16"])
def test_csv_is_a_table_in_each_encoding_that_offices_use(
    tmp_path: Path, encoding: str
) -> None:
    text = "\r\n".join(";".join(map(str, row)) for row in (FORM, WORK))
    content = site(tmp_path, text.encode(encoding), file="o12.csv")
    assert set(columns(content).values()) == {State.FOUND}
    assert cells(page(content))[0] == list(FORM)


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\xff\xfe\x00", b"%PDF-1.4"])
def test_a_file_without_a_table_is_a_finding_and_a_page_with_the_link(
    tmp_path: Path, data: bytes
) -> None:
    content = site(tmp_path, data)
    (found,) = findings(content, "evidence-table")
    assert found.code == "table-not-readable"
    assert "files/o12-list.xlsx" in page(content)


@pytest.mark.slow
def test_two_thousand_rows_show_the_first_and_say_so(tmp_path: Path) -> None:
    rows = [(*WORK[:8], f"6701{number:07}") for number in range(2_000)]
    content = site(tmp_path, book([FORM, *rows]))
    text = page(content)
    assert len(cells(text)) == 1 + ROWS_SHOWN == 101
    assert "แสดง 100 แถวแรกจาก 2000 แถว ดูทั้งหมดในไฟล์" in text
    assert len(text) < 300_000
    assert set(columns(content).values()) == {State.FOUND}
    data = made(content, "data/ban-rai/2568/table-o12-list.csv").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(data)))) == 2_001


def test_open_data_has_the_rows_with_a_schema(tmp_path: Path) -> None:
    content = site(tmp_path, book([FORM, WORK]))
    (row,) = json.loads(made(content, "2568/table-o12-list.json"))
    assert row["column_1"] == "จ้างซ่อมทางเท้า"
    assert row["column_6"] == 1842000.5
    assert row["column_9"] == "67019000001"
    package = json.loads(made(content, "2568/datapackage.json"))
    found = next(r for r in package["resources"] if r["name"] == "table-o12-list")
    assert found["title"] == "รายการจัดซื้อจัดจ้าง"
    fields = {one["name"]: one for one in found["schema"]["fields"]}
    assert fields["column_6"] == {
        "name": "column_6", "title": "ราคากลาง (บาท)", "type": "number",
    }  # fmt: skip
    assert fields["column_9"]["type"] == "string"


def test_an_internal_item_gives_no_table_away(tmp_path: Path) -> None:
    content = site(tmp_path, book([FORM, WORK]), more="    visibility: internal\n")
    assert not any("o12" in one.address for one in lay_out(content).made)


def test_personal_numbers_of_a_table_are_found(tmp_path: Path) -> None:
    person = (*WORK[:7], "นาย ก 1-1002-00345-67-0", WORK[8])
    content = site(tmp_path, book([FORM, person]))
    assert "personal-id" in {one.code for one in findings(content, "personal-data")}


@pytest.mark.slow
def test_the_text_of_a_cell_stays_text_on_the_page(tmp_path: Path) -> None:
    row = ("<script>alert(1)</script>", "*ก* {{ x }} | &lt;", "=1+1")
    text = page(site(tmp_path, book([("ก", "ข", "ค"), row])))
    assert "<script>alert" not in text
    assert cells(text)[1][0] == row[0]


def test_a_confirmation_from_before_tables_stays_true() -> None:
    plain = {
        "code": "O12",
        "evidence": [{"id": "a", "title": "ก", "url": "https://a.go.th/"}],
    }
    old = confirmation_hash(Disclosure.model_validate(plain), None, {})
    assert old == "sha256-3d5d3d895ed71551"
    plain["evidence"][0]["show"] = "table"  # type: ignore[index]  # a tree of YAML
    assert confirmation_hash(Disclosure.model_validate(plain), None, {}) != old
