"""Marks of footnotes, crossed-out words and hidden titles never get into a field."""

import io

from docx import Document as Word
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from each import each
from printed_table import measures, open_codes, scores, titles, understood, unplaced
from printed_table import warned as said
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.xlsx import read_xlsx

RAISED, STRUCK, HIDDEN = "raised", "struck", "hidden"
Run = tuple[str, str]
"""A text and how it looks; nothing where it is plain."""

Table = list[list[list[Run]]]


def plain(*texts: str) -> list[list[Run]]:
    return [[(text, "")] for text in texts]


def as_docx(table: Table) -> SourceDocument:
    word = Word()
    made = word.add_table(rows=0, cols=len(table[0]))
    for row in table:
        for cell, runs in zip(made.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], runs)
    stream = io.BytesIO()
    word.save(stream)
    return read_docx("a.docx", stream.getvalue())


def _runs(paragraph: WordParagraph, runs: list[Run]) -> None:
    for text, look in runs:
        font = paragraph.add_run(text).font
        font.superscript = look == RAISED or None
        font.strike = look == STRUCK or None
        font.hidden = look == HIDDEN or None


def as_html(table: Table) -> SourceDocument:
    tags = {RAISED: "sup", STRUCK: "s", HIDDEN: "span hidden", "": "span"}
    rows = "".join(
        "<tr>"
        + "".join(
            "<td>" + "".join(f"<{tags[k]}>{t}</{tags[k].split()[0]}>" for t, k in runs)
            for runs in row
        )
        for row in table
    )
    return read_html("a.html", f"<table>{rows}</table>".encode())


def as_xlsx(table: Table) -> SourceDocument:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(table, 1):
        for column, runs in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if len(runs) > 1:
                cell.value = CellRichText(*(_block(*run) for run in runs))
                continue
            text, look = runs[0]
            cell.value = text
            cell.font = Font(strike=look == STRUCK)
            cell.number_format = ";;;" if look == HIDDEN else "General"
    stream = io.BytesIO()
    book.save(stream)
    return read_xlsx("a.xlsx", stream.getvalue())


def _block(text: str, look: str) -> TextBlock:
    raised = "superscript" if look == RAISED else None
    return TextBlock(InlineFont(vertAlign=raised, strike=look == STRUCK), text)


every_format = each("read", [as_docx, as_html, as_xlsx])
HEADERS = plain("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")
FIRST = plain("จัดทำคู่มือ", "ร่างคู่มือ", "กองคลัง", "ม.ค. 2568")


@every_format
@each("mark", ["1", "๑", "(1)", "[1]", "*", "1,2"])
def test_a_raised_mark_is_in_neither_score_nor_name(read: object, mark: str) -> None:
    table = [
        plain("ตัวชี้วัด", "คะแนน"),
        [[("การปฏิบัติหน้าที่", ""), (mark, RAISED)], [("91.27", ""), (mark, RAISED)]],
        plain("การใช้งบประมาณ", "80.64"),
    ]
    draft = understood(read(table), 2567)  # type: ignore[operator]  # one of three readers
    assert scores(draft) == ["91.27", "80.64"]
    assert draft.scores["indicators"][0]["wording"] == "การปฏิบัติหน้าที่"
    assert said(draft.document) == [("footnote-marks", "2", f"การปฏิบัติหน้าที่ {mark}")]


@every_format
def test_a_square_metre_keeps_its_power(read: object) -> None:
    step = [("ปรับปรุงพื้นที่ 20 ม.", ""), ("2", RAISED)]
    table = [HEADERS, [plain("จัดทำศูนย์บริการ")[0], step, *FIRST[2:]]]
    draft = understood(read(table))  # type: ignore[operator]  # one of three readers
    assert measures(draft)[0]["steps"][0]["text"] == "ปรับปรุงพื้นที่ 20 ม.²"
    assert said(draft.document) == []


@every_format
def test_crossed_out_words_are_left_out_and_told(read: object) -> None:
    unit = [("กองช่าง", STRUCK), ("กองคลัง", "")]
    table = [HEADERS, [*FIRST[:2], unit, FIRST[3]]]
    draft = understood(read(table))  # type: ignore[operator]  # one of three readers
    assert measures(draft)[0]["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert said(draft.document) == [("struck-text", "1", "กองช่าง")]


@every_format
@each("look", [STRUCK, HIDDEN])
def test_a_row_whose_title_is_hidden_does_not_go_on_with_the_row_above(
    read: object, look: str
) -> None:
    second = [[("แผนลับ", look)], *plain("ซื้อรถ", "กองช่าง", "ก.พ. 2568")]
    third = plain("ปรับปรุงเว็บไซต์", "ลงข้อมูล", "สำนักปลัด", "มี.ค. 2568")
    draft = understood(read([HEADERS, FIRST, second, third]))  # type: ignore[operator]  # one of three readers
    assert titles(draft) == ["จัดทำคู่มือ", "ปรับปรุงเว็บไซต์"]
    assert measures(draft)[0]["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert unplaced(draft) == ["ซื้อรถ", "กองช่าง", "ก.พ. 2568"]
    assert open_codes(draft) == ["subject-hidden"]
    assert [first for _, _, first in said(draft.document)] == ["แผนลับ"]


@each(
    ("style", "cell"),
    [
        ("", '<td style="display:none">กองช่าง'),
        ("", '<td><span style="visibility: hidden">กองช่าง</span>'),
        ("", '<td><span style="font-size:0">กองช่าง</span>'),
        ("", '<td><span style="opacity: 0">กองช่าง</span>'),
        ("", '<td><span style="color:transparent">กองช่าง</span>'),
        ("", "<td><span hidden>กองช่าง</span>"),
        (".x{display:none}", '<td><b class="a x">กองช่าง</b>'),
        ("td .x, .y {display:none}", '<td><b class="x">กองช่าง</b>'),
        ("#u{display:none}", '<td><b id="u">กองช่าง</b>'),
        ("#u{visibility:hidden}", '<td id="u">กองช่าง'),
    ],
)
def test_what_a_page_hides_is_left_out_whichever_way_it_does(
    style: str, cell: str
) -> None:
    page = (
        f"<style>{style}</style><table><tr><td>มาตรการ<td>ขั้นตอน<td>ผู้รับผิดชอบ"
        f"<tr><td>จัดทำคู่มือ<td>ร่าง{cell}</table>"
    )
    draft = understood(read_html("a.html", page.encode()))
    assert titles(draft) == ["จัดทำคู่มือ"]
    assert "units" not in measures(draft)[0]
    assert said(draft.document) == [("hidden-text", "1", "กองช่าง")]


@each(
    "style",
    [
        "@media print{.x{display:none}}",
        "/* .x{display:none} */",
        ".x:hover{display:none}",
        ".xy{display:none}",
        ".x{font-size:0.9em;opacity:0.8}",
    ],
)
def test_what_a_page_shows_on_the_screen_is_read(style: str) -> None:
    page = (
        f"<style>{style}</style><table><tr><td>มาตรการ<td>ผู้รับผิดชอบ"
        "<tr><td>จัดทำคู่มือ<td class=x>กองช่าง</table>"
    )
    draft = understood(read_html("a.html", page.encode()))
    assert measures(draft)[0]["units"] == [{"text": "กองช่าง"}]
    assert said(draft.document) == []
