"""A workbook of a year without a list of its own says once that items are a draft."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from checkout import ROOT
from each import each
from prongsai.workbook.book import book_of
from prongsai.workbook.export import year_of
from prongsai.workbook.write import write_book
from prongsai.years.moving import tree_of
from workbook_project import FOLDER, Hands, export, import_, project

pytestmark = pytest.mark.slow

EXAMPLE = "tambon-tuayang"
SAID = (
    "ยังไม่มีรายการ OIT ของปี 2570 สมุดงานนี้ใช้รายการปี 2569 เป็นร่าง "
    "เมื่อรายการมาถึง โปรแกรมย้ายสิ่งที่กรอกให้"
)


def cells(year: int) -> list[str]:
    data = write_book(book_of(year_of(ROOT, EXAMPLE, year)))
    book = load_workbook(BytesIO(data))
    return [
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell and "ร่าง" in str(cell) and "อ่านจากคู่มือ" not in str(cell)
    ]


@each(("year", "said"), [(2570, [SAID]), (2569, [])])
def test_a_draft_is_told_once_and_only_where_it_is_one(
    year: int, said: list[str]
) -> None:
    assert cells(year) == said


def test_what_is_typed_into_it_is_of_the_list_that_it_shows(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    (root / FOLDER).rename(root / FOLDER.replace("2568", "2570"))
    book = export(root, "book.xlsx", "--year", "2570")
    hands = Hands(book)
    hands.put("disclosures", ("O1",), owner="กองคลัง")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    made = root / FOLDER.replace("2568", "2570") / "disclosures.yml"
    tree = tree_of(made.read_bytes(), "")
    assert tree["codes_of"] == "2569"
    assert tree["items"][0] == {"code": "O1", "owner": "finance"}
