"""Random tables in four formats: no value is ever in a field of another meaning."""

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from docx import Document as Word
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from prongsai.importing.read.csv import read_csv
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.xlsx import read_xlsx
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.whole_document import understand

HEADERS = {
    "title": ("มาตรการ", "มาตรการ/แนวทาง"),
    "steps": ("ขั้นตอน", "วิธีการดำเนินการ"),
    "units": ("ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ"),
    "follow_up": ("การกำกับติดตาม", "การรายงานผล"),
    "results": ("ผลการดำเนินการ",),
    "expected": ("ผลที่คาดว่าจะได้รับ",),
    "note": ("หมายเหตุ",),
    "": ("งบประมาณที่ใช้", "ค่าน้ำหนัก"),
}
WORDS = {
    "title": "กิจการ",
    "steps": "ลงมือ",
    "units": "แผนก",
    "follow_up": "เฝ้าดู",
    "results": "ลุล่วง",
    "expected": "มุ่งผล",
    "note": "บันทึก",
    "": "เงินตรา",
    "heading": "ชื่อหมวด",
}
"""The beginning of every value says what it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A table as it was drawn.

    `rows` are texts by column; a row of one text is a heading over the whole width;
    None is a cell that the one above reaches into; no text at all is a blank row.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    @property
    def width(self) -> int:
        return len(self.headers)


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    others = [name for name in HEADERS if name not in {"title", "steps"}]
    chosen = draw(
        st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True)
    )
    meanings = draw(st.permutations(["title", "steps", *chosen]))
    headers = tuple(draw(st.sampled_from(HEADERS[name])) for name in meanings)
    rows: list[tuple[str | None, ...]] = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(("row", "row", "row", "heading", "blank")))
        if kind == "heading" and rows:
            rows.append((f"{WORDS['heading']}{number}",))
        elif kind == "blank" and rows:
            rows.append(())
        merges = bool(rows) and len(rows[-1]) == len(meanings)
        rows.append(
            tuple(
                None
                if merges and name == "units" and draw(st.booleans())
                else draw(st.sampled_from((f"{WORDS[name]}{number}", "")))
                if name not in {"title", "steps"}
                else f"{WORDS[name]}{number}"
                for name in meanings
            )
        )
    return Drawn(headers=headers, rows=tuple(rows))


def padded(drawn: Drawn) -> Iterator[list[str]]:
    yield list(drawn.headers)
    for drawn_row in drawn.rows:
        texts = [text or "" for text in drawn_row]
        yield texts + [""] * (drawn.width - len(texts))


def as_csv(drawn: Drawn) -> SourceDocument:
    stream = io.StringIO()
    csv.writer(stream).writerows(padded(drawn))
    return read_csv("a.csv", stream.getvalue().encode())


def as_xlsx(drawn: Drawn) -> SourceDocument:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for texts in padded(drawn):
        sheet.append([text or None for text in texts])
    for at, row in enumerate(drawn.rows, 2):
        if len(row) == 1:
            sheet.merge_cells(
                start_row=at, end_row=at, start_column=1, end_column=drawn.width
            )
        for column, text in enumerate(row, 1):
            if text is None:
                top = at - 1
                while drawn.rows[top - 2][column - 1] is None:
                    top -= 1
                if at == len(drawn.rows) + 1 or _ends(drawn, at, column):
                    sheet.merge_cells(
                        start_row=top,
                        end_row=at,
                        start_column=column,
                        end_column=column,
                    )
    stream = io.BytesIO()
    book.save(stream)
    return read_xlsx("a.xlsx", stream.getvalue())


def _ends(drawn: Drawn, at: int, column: int) -> bool:
    below = drawn.rows[at - 1]
    return len(below) < drawn.width or below[column - 1] is not None


def as_docx(drawn: Drawn) -> SourceDocument:
    word = Word()
    table = word.add_table(rows=0, cols=drawn.width)
    for texts in padded(drawn):
        for cell, printed in zip(table.add_row().cells, texts, strict=True):
            cell.text = printed
    for at, row in enumerate(drawn.rows, 1):
        if len(row) == 1:
            table.cell(at, 0).merge(table.cell(at, drawn.width - 1)).text = row[0] or ""
        for column, text in enumerate(row):
            if text is None:
                above = table.cell(at - 1, column)
                above.merge(table.cell(at, column)).text = above.text.strip()
    stream = io.BytesIO()
    word.save(stream)
    return read_docx("a.docx", stream.getvalue())


def as_html(drawn: Drawn) -> SourceDocument:
    out = ["<tr>" + "".join(f"<th>{h}" for h in drawn.headers)]
    for at, row in enumerate(drawn.rows):
        if len(row) == 1:
            out.append(f"<tr><td colspan={drawn.width}>{row[0]}")
            continue
        cells = [
            f"<td rowspan={_height(drawn, at, column)}>{html.escape(text)}"
            for column, text in enumerate(row)
            if text is not None
        ]
        out.append("<tr>" + "".join(cells))
    return read_html("a.html", f"<table>{''.join(out)}</table>".encode())


def _height(drawn: Drawn, at: int, column: int) -> int:
    height = 1
    for row in drawn.rows[at + 1 :]:
        if len(row) != drawn.width or row[column] is not None:
            break
        height += 1
    return height


FORMATS: tuple[Callable[[Drawn], SourceDocument], ...] = (
    as_csv,
    as_xlsx,
    as_docx,
    as_html,
)


def texts_of(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(map(texts_of, value.values()))
    if isinstance(value, list):
        return " ".join(map(texts_of, value))
    return str(value)


def wrong(draft: Draft) -> list[tuple[str, str]]:
    """Return fields with the words of another meaning that are in them."""
    return [
        (field, word)
        for measure in draft.measures.get("measures", [])
        for field, value in measure.items()
        for name, word in WORDS.items()
        if name != field and re.search(word, texts_of(value))
    ]


def mixed(draft: Draft) -> list[str]:
    """Return titles of measures that hold the values of another row."""
    found = []
    for measure in draft.measures.get("measures", []):
        numbers = set(re.findall(r"(?:กิจการ|ลงมือ)(\d)", texts_of(measure)))
        if len(numbers) != 1:
            found.append(texts_of(measure))
    return found


def left_over(draft: Draft) -> list[str]:
    """Return the titles that were left unplaced."""
    texts = [cell["text"] for cell in draft.measures.get("unplaced", [])]
    return [text for text in texts if text.startswith(WORDS["title"])]


BELOW_A_BLANK_ROW = Drawn(
    headers=("มาตรการ", "ขั้นตอน", "ผลการดำเนินการ"),
    rows=(("กิจการ0", "ลงมือ0", "ลุล่วง0"), (), ("กิจการ1", "ลงมือ1", "")),
)


@settings(max_examples=40, deadline=None)
@given(tables(), st.sampled_from(FORMATS))
@example(BELOW_A_BLANK_ROW, as_xlsx)
@pytest.mark.slow
def test_every_value_is_in_its_field_or_unplaced(
    drawn: Drawn, write: Callable[[Drawn], SourceDocument]
) -> None:
    draft = understand(write(drawn), 2568, 2567, {})
    assert wrong(draft) == []
    assert mixed(draft) == []
    assert left_over(draft) == []
    assert len(draft.measures["measures"]) == sum(
        len(row) == drawn.width for row in drawn.rows
    )


FIGURES = {
    "คะแนน": "91.2",
    "คะแนนปี 2567": "92.3",
    "คะแนนปี 2566": "81.1",
    "คะแนนเต็ม": "100",
    "ค่าน้ำหนัก": "30",
    "ค่าเป้าหมาย": "85",
    "อันดับ": "12",
    "ค่าเฉลี่ยประเทศ": "88.8",
    "ผู้ประเมิน": "7",
}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(FIGURES)), min_size=1, max_size=5, unique=True),
    st.sampled_from(FORMATS),
)
@pytest.mark.slow
def test_a_score_is_only_what_is_headed_as_score_of_the_year(
    names: list[str], write: Callable[[Drawn], SourceDocument]
) -> None:
    rows = tuple(
        (name, *(FIGURES[header] for header in names))
        for name in ("การปฏิบัติหน้าที่", "การใช้งบประมาณ")
    )
    drawn = Drawn(headers=("ตัวชี้วัด", *names), rows=rows)
    draft = understand(write(drawn), 2568, 2567, {})
    lines = draft.scores.get("indicators", [])
    found = {line["score"] for line in lines}
    expected = (
        {"92.3"}
        if "คะแนนปี 2567" in names
        else {"91.2"}
        if "คะแนน" in names and "คะแนนปี 2566" not in names
        else found & {"91.2"}
    )
    assert found == expected
