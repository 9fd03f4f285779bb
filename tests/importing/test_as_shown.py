"""Readers give what a page or sheet shows, and report what they left out."""

import io

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from each import each
from office_files import HEADERS, ROW, part, with_parts, word
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.text import read_text
from prongsai.importing.read.xlsx import read_xlsx
from prongsai.importing.understand.whole_document import understand

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def cells(document: SourceDocument) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.tables[0].rows]


def warned(document: SourceDocument) -> list[tuple[str, str, str]]:
    """Return code, count and first words of every warning."""
    facts = [(warning.code, dict(warning.facts)) for warning in document.warned]
    return [(code, known["count"], known["first"]) for code, known in facts]


def in_cell(xml: str) -> SourceDocument:
    """Read a Word file whose last cell has the XML of some runs."""
    data = word([HEADERS, (*ROW[:3], "ท้าย")])
    body = part(data, "word/document.xml").decode()
    run = "<w:r><w:t>ท้าย</w:t></w:r>"
    assert run in body
    return read_docx(
        "a.docx",
        with_parts(data, {"word/document.xml": body.replace(run, xml).encode()}),
    )


@pytest.mark.slow
@each(
    ("xml", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        (
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>',
            "☑",
        ),
        ('<w:ins w:id="1"><w:r><w:t>ใหม่</w:t></w:r></w:ins>', "ใหม่"),
        (
            "<w:sdt><w:sdtContent><w:r><w:t>เลือก</w:t></w:r></w:sdtContent></w:sdt>",
            "เลือก",
        ),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>วันนี้</w:t></w:r></w:fldSimple>', "วันนี้"),
        ("<w:r><w:t>ก</w:t><w:noBreakHyphen/><w:t>ข</w:t></w:r>", "ก-ข"),
        ("<w:r><w:t>\uf70b\ue123</w:t></w:r>", "้�"),
    ],
)
def test_a_word_file_gives_the_signs_that_it_shows(xml: str, text: str) -> None:
    assert cells(in_cell(xml))[1][3] == text


@each(
    ("xml", "code"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ลับ</w:t></w:r>", "hidden-text"),
        (
            '<w:del w:id="1"><w:r><w:delText>ลับ</w:delText></w:r></w:del>',
            "deleted-text",
        ),
    ],
)
def test_what_word_does_not_show_is_left_out_and_told(xml: str, code: str) -> None:
    document = in_cell(xml)
    assert cells(document)[1][3] == ""
    assert warned(document) == [(code, "1", "ลับ")]


def test_heads_of_pages_are_told() -> None:
    file = Word()
    file.add_table(rows=1, cols=2).cell(0, 0).text = "ก"
    file.sections[0].header.paragraphs[0].text = "รอบ 6 เดือน"
    stream = io.BytesIO()
    file.save(stream)
    document = read_docx("a.docx", stream.getvalue())
    assert ("page-heads", "1", "รอบ 6 เดือน") in warned(document)


def test_a_row_that_ends_early_keeps_its_columns() -> None:
    file = Word()
    table = file.add_table(rows=1, cols=3)
    row = table.rows[0]
    for at, text in enumerate(("ก", "ข", "ค")):
        row.cells[at].text = text
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {_W} w:val="1"/>'))
    stream = io.BytesIO()
    file.save(stream)
    assert cells(read_docx("a.docx", stream.getvalue())) == [["", "ก", "ข", "ค"]]


def test_a_page_shows_neither_hidden_cells_nor_deleted_words() -> None:
    document = read_html(
        "a.html",
        b"<style>.x{display:none}</style><table><col><col style='display:none'>"
        b"<tr><td>a<span hidden>b</span><del>c</del><td>d<td>e"
        b"<tr style='display:none'><td>f<td>g<td>h"
        b"<tr><td class=x>i<td>j<td>k <font face=Wingdings>\xc3\xbc</font></table>",
    )
    assert cells(document) == [["a", "", "e"], ["", "", "k ✓"]]
    assert {code: count for code, count, _ in warned(document)} == {
        "hidden-text": "2",
        "struck-text": "1",
        "hidden-columns": "3",
        "hidden-rows": "1",
    }


def test_a_sheet_tells_comments_and_sheets_that_it_hides() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "มาตรการ"
    sheet.append(["ก", "ü", 5])
    sheet["B1"].font = Font(name="Wingdings")
    sheet["C1"].number_format = ";;;"
    sheet["A1"].comment = Comment("ถามกองคลัง", "x")
    book.create_sheet("ลับ").sheet_state = "veryHidden"
    stream = io.BytesIO()
    book.save(stream)
    document = read_xlsx("a.xlsx", stream.getvalue())
    assert cells(document) == [["ก", "✓"]]
    assert warned(document) == [
        ("hidden-text", "1", "5"),
        ("comments", "1", "ถามกองคลัง"),
        ("hidden-sheets", "1", "ลับ"),
    ]


def test_tables_of_markdown_are_read_with_and_without_outer_pipes() -> None:
    for text in (
        "| ก | ข |\n|---|:-:|\n| ค | ง\\|จ |\n",
        "ก | ข\n--- | ---\nค | ง\\|จ\n",
    ):
        assert cells(read_text("a.md", text.encode())) == [["ก", "ข"], ["ค", "ง|จ"]]


def test_text_outside_tables_is_told() -> None:
    text = "มาตรการ ปีงบประมาณ 2568\n\nผู้จัดทำ นักวิเคราะห์\n\nมาตรการ\tขั้นตอน\nก\tข\n"
    draft = understand(read_text("a.txt", text.encode()), 2568, 2567, {})
    assert warned(draft.document) == [("outside-tables", "1", "ผู้จัดทำ นักวิเคราะห์")]


@each(
    "below",
    ["(1)\t(2)\t(3)", "\t\t(เริ่มต้น - สิ้นสุด)", "๑\t๒\t๓"],
)
def test_a_second_row_of_the_header_is_no_measure(below: str) -> None:
    text = f"มาตรการ\tขั้นตอน\tระยะเวลา\n{below}\nก\tข\tม.ค. 2568\n"
    draft = understand(read_text("a.txt", text.encode()), 2568, 2567, {})
    (measure,) = draft.measures["measures"]
    assert measure["title"] == "ก"
    assert measure["schedule"]["from"] == "2568-01-01"
    assert "unplaced" not in draft.measures


def test_quarters_with_a_gap_are_no_range() -> None:
    text = "มาตรการ\tขั้นตอน\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\nก\tข\t✓\t\t/\n"
    draft = understand(read_text("a.txt", text.encode()), 2568, 2567, {})
    (measure,) = draft.measures["measures"]
    assert measure["schedule"] == {"text": "ไตรมาส 1, ไตรมาส 3"}


def test_figures_in_columns_of_quarters_are_no_time() -> None:
    text = "มาตรการ\tขั้นตอน\tไตรมาส 1\tไตรมาส 2\nก\tข\t5,000\t\n"
    draft = understand(read_text("a.txt", text.encode()), 2568, 2567, {})
    assert "schedule" not in draft.measures["measures"][0]
    assert [cell["text"] for cell in draft.measures["unplaced"]] == ["5,000"]
    assert [note.code for note in draft.open] == ["time-not-marked"]
