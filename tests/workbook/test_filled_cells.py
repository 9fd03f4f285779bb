"""The cells that hold something are those of openpyxl, in odd sheets, too."""

import io
import zipfile

from openpyxl import Workbook, load_workbook

from each import each
from prongsai.workbook.filled_cells import filled_cells

TEXT = '<c r="{0}" t="inlineStr"><is><t>{0}</t></is></c>'
NAMELESS = '<c t="inlineStr"><is><t>no place</t></is></c>'
ROWS = {
    "empty cells": f'<row r="1"><c r="A1" s="0"/>{TEXT.format("C1")}<c r="D1"/></row>',
    "missing rows": f'<row r="4">{TEXT.format("A4")}</row><row r="9"/>',
    "no places": f"<row><c/>{NAMELESS}</row><row>{NAMELESS}</row>",
    "some places": f'<row r="2"><c r="B2"/>{NAMELESS}</row>',
    "a row again": f'<row r="2">{TEXT.format("A2")}</row><row r="1">{NAMELESS}</row>',
    "past the last": f'<row r="1">{TEXT.format("D1")}{TEXT.format("E1")}</row>',
    "texts": '<row r="1"><c r="A1" t="inlineStr"><is><t/></is></c>'
    '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> ก &amp;\n </t></is></c>'
    '<c r="C1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>'
    '<c r="D1" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    '</row><row r="2"><c r="A2" t="inlineStr"><is/></c><c r="B2" t="inlineStr"/>'
    '<c r="C2" t="inlineStr"><is><t>1</t></is><v>2</v></c>'
    '<c r="D2" t="inlineStr"><f>A1</f><is><t>3</t></is></c></row>',
    "kinds": '<row r="1"><c r="A1"><v>1.50</v></c><c r="B1" t="b"><v>1</v></c>'
    '<c r="C1"><f>A1</f><v>2</v></c><c r="D1" t="e"><v>#N/A</v></c></row>',
}


@each("kind", ROWS)
def test_the_cells_are_those_of_openpyxl(kind: str) -> None:
    plain, odd = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"</sheetData>" in data
                rows = f"{ROWS[kind]}</sheetData>".encode()
                data = data.replace(b"</sheetData>", rows)
            new.writestr(name, data)
    book = load_workbook(odd, read_only=True)
    page = book.worksheets[0]
    page.reset_dimensions()
    theirs = {
        (number, at): (cell.value, cell.data_type)
        for number, row in enumerate(page.iter_rows(max_col=4), 1)
        for at, cell in enumerate(row, 1)
        if cell.value is not None
    }
    ours = {
        (number, cell.column): (cell.value, cell.data_type)
        for number, row in enumerate(filled_cells(page, 4), 1)
        for cell in row
    }
    assert ours == theirs
    assert ours
