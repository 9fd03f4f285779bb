"""Text in the colour of what is behind it, or tiny, is not seen and not published."""

import io

import pytest
from docx import Document as Word
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.worksheet.table import Table, TableStyleInfo

from each import each
from printed_table import measures, understood
from printed_table import warned as said
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.xlsx import read_xlsx

SECRET = "ลับมาก"
HEADERS = ("มาตรการ", "ขั้นตอน", "หมายเหตุ")
ROW = ("ทำคู่มือ", "ร่าง", SECRET)
LEFT_OUT = [("unseen-text", "1", SECRET)]


def notes(document: SourceDocument) -> list[str]:
    return [one.get("note", "") for one in measures(understood(document))]


def docx(
    *,
    text: str = "",
    size: float = 0,
    cell: str = "",
    run: str = "",
    marked: bool = False,
    style: str = "",
) -> SourceDocument:
    word = Word()
    table = word.add_table(rows=0, cols=3)
    if style:
        table.style = style
    for row in (HEADERS, ROW):
        for into, value in zip(table.add_row().cells, row, strict=True):
            into.text = value
    into = table.cell(1, 2)
    (only,) = into.paragraphs[0].runs
    if text:
        only.font.color.rgb = RGBColor.from_string(text)
    if size:
        only.font.size = Pt(size)
    if marked:
        only.font.highlight_color = WD_COLOR_INDEX.BLUE
    for fill, properties in (
        (cell, into._tc.get_or_add_tcPr()),
        (run, only._r.get_or_add_rPr()),
    ):
        if fill:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:val"), "clear")
            shading.set(qn("w:fill"), fill)
            properties.append(shading)
    stream = io.BytesIO()
    word.save(stream)
    return read_docx("a.docx", stream.getvalue())


@pytest.mark.slow
@each(
    "looks",
    [
        {"text": "FFFFFF"},
        {"text": "FDFDFD"},
        {"text": "4472C4", "cell": "4472C4"},
        {"text": "FFFFFF", "run": "FFFFFF", "cell": "000000"},
        {"size": 1},
        {"text": "000000", "cell": "000000"},
    ],
)
def test_word_shows_nothing_of_it(looks: dict[str, str]) -> None:
    document = docx(**looks)  # type: ignore[arg-type]  # one value a way
    assert notes(document) == [""]
    assert said(document) == LEFT_OUT


@pytest.mark.slow
@each(
    "looks",
    [
        {},
        {"text": "000000"},
        {"text": "FFFFFF", "cell": "1F4E79"},
        {"text": "FFFFFF", "run": "1F4E79"},
        {"text": "FFFFFF", "marked": True},
        {"text": "FFFFFF", "style": "Medium Shading 1 Accent 1"},
        {"text": "808080"},
        {"size": 5},
    ],
)
def test_word_shows_text_on_another_colour(looks: dict[str, str]) -> None:
    document = docx(**looks)  # type: ignore[arg-type]  # one value a way
    assert notes(document) == [SECRET]
    assert said(document) == []


def xlsx(
    font: Font | None = None, fill: PatternFill | None = None, table: str = ""
) -> SourceDocument:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADERS, ROW):
        sheet.append(row)
    if font:
        sheet["C2"].font = font
    if fill:
        sheet["C2"].fill = fill
    if table:
        made = Table(displayName="Plan", ref="A1:C2")
        made.tableStyleInfo = TableStyleInfo(name=table, showRowStripes=True)
        sheet.add_table(made)
    stream = io.BytesIO()
    book.save(stream)
    return read_xlsx("a.xlsx", stream.getvalue())


BLUE = PatternFill("solid", fgColor="FF1F4E79")


@each(
    ("font", "fill"),
    [
        (Font(color="FFFFFFFF"), None),
        (Font(color=Color(theme=0)), None),
        (Font(color="FF1F4E79"), BLUE),
        (Font(size=1), None),
        (Font(color=Color(theme=1)), PatternFill("solid", fgColor="FF000000")),
    ],
)
def test_excel_shows_nothing_of_it(font: Font, fill: PatternFill | None) -> None:
    document = xlsx(font, fill)
    assert notes(document) == [""]
    assert said(document) == LEFT_OUT


@each(
    ("font", "fill", "table"),
    [
        (Font(color="FFFFFFFF"), BLUE, ""),
        (Font(color=Color(theme=0)), PatternFill("solid", fgColor=Color(theme=4)), ""),
        (Font(color=Color(theme=0)), None, "TableStyleDark1"),
        (Font(color=Color(theme=0, tint=-0.5)), None, ""),
        (Font(size=6), None, ""),
    ],
)
def test_excel_shows_text_on_another_colour(
    font: Font, fill: PatternFill | None, table: str
) -> None:
    document = xlsx(font, fill, table)
    assert notes(document) == [SECRET]
    assert said(document) == []


def test_a_part_of_a_cell_that_is_not_seen_is_left_out() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS)
    sheet.append(ROW[:2])
    white = TextBlock(InlineFont(color="FFFFFFFF"), SECRET)
    sheet["C2"] = CellRichText("รอ", white)
    stream = io.BytesIO()
    book.save(stream)
    document = read_xlsx("a.xlsx", stream.getvalue())
    assert notes(document) == ["รอ"]
    assert said(document) == LEFT_OUT


def page(cell: str, css: str = "", table: str = "") -> SourceDocument:
    head = "".join(f"<td>{text}</td>" for text in HEADERS)
    row = "".join(f"<td>{text}</td>" for text in ROW[:2])
    rows = f"<tr>{head}</tr><tr>{row}{cell}</tr>"
    html = f"<style>{css}</style><table {table}>{rows}</table>"
    return read_html("a.html", html.encode())


@each(
    ("cell", "css"),
    [
        (f'<td style="color:#fff">{SECRET}</td>', ""),
        (f'<td><font color="white">{SECRET}</font></td>', ""),
        (f'<td class="w">{SECRET}</td>', ".w{color:rgb(255,255,255)}"),
        (f'<td bgcolor="#000000" style="color:black">{SECRET}</td>', ""),
        (f'<td><span style="font-size:1px">{SECRET}</span></td>', ""),
        (f'<td><span style="text-indent:-9999px">{SECRET}</span></td>', ""),
    ],
)
def test_a_page_shows_nothing_of_it(cell: str, css: str) -> None:
    document = page(cell, css)
    assert notes(document) == [""]
    assert [(count, first) for _, count, first in said(document)] == [("1", SECRET)]


@each(
    ("cell", "css", "table"),
    [
        (f'<td style="color:#fff;background:#1f4e79">{SECRET}</td>', "", ""),
        (f'<td style="color:#fff">{SECRET}</td>', "", 'bgcolor="#1f4e79"'),
        (f'<td style="color:#fff">{SECRET}</td>', "table td{background:navy}", ""),
        (f'<td style="color:#fff"><b style="color:#111">{SECRET}</b></td>', "", ""),
        (
            f'<td style="color:rgb(0,0,0);background:rgba(0,0,0,0)">{SECRET}</td>',
            "",
            "",
        ),
        (f"<td>{SECRET}</td>", ".menu td{color:#fff}", ""),
        (f'<td style="font-size:10px">{SECRET}</td>', "", ""),
    ],
)
def test_a_page_shows_text_on_another_colour(cell: str, css: str, table: str) -> None:
    document = page(cell, css, table)
    assert notes(document) == [SECRET]
    assert said(document) == []
