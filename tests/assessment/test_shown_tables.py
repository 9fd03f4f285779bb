"""A spreadsheet among the documents is a table on its page and in open data."""

import csv
import datetime
import html
import io
import json
import re
from pathlib import Path

import pytest

from evidence_book import FORM, WORK, book, columns, findings, page, site
from prongsai import messages
from prongsai.assessment.states import State
from prongsai.loading.content import Content
from prongsai.pages.tables import ROWS_SHOWN
from prongsai.site.page_types import lay_out


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


@pytest.mark.slow
def test_the_text_of_a_cell_stays_text_on_the_page(tmp_path: Path) -> None:
    row = ("<script>alert(1)</script>", "*ก* {{ x }} | &lt;", "=1+1")
    text = page(site(tmp_path, book([("ก", "ข", "ค"), row])))
    assert "<script>alert" not in text
    assert cells(text)[1][0] == row[0]
