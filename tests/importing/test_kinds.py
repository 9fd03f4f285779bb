"""More of each kind of mistake from the field, in the formats that can hold it."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl import Workbook

from each import each
from printed_table import (
    WRITERS,
    days,
    measures,
    open_codes,
    printed,
    scores,
    titles,
    understood,
    unplaced,
)
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.html import read_html
from prongsai.importing.read.xlsx import read_xlsx

every_format = each("form", sorted(WRITERS))
HEADERS = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")


def sheet(rows: list[tuple[Any, ...]], change: Callable[[Any], None]) -> SourceDocument:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    change(page)
    stream = io.BytesIO()
    book.save(stream)
    return read_xlsx("a.xlsx", stream.getvalue())


@every_format
@each(
    ("header", "values", "expected"),
    [
        ("ตัวชี้วัด", ("ผู้เข้าอบรมร้อยละ 80",), ["ผู้เข้าอบรมร้อยละ 80"]),
        ("ตัวชี้วัดความสำเร็จ", ("ผู้เข้าอบรม",), ["ผู้เข้าอบรม"]),
        (
            ("ตัวชี้วัดความสำเร็จ", "เป้าหมาย"),
            ("ผู้เข้าอบรม", "ร้อยละ 80"),
            ["ผู้เข้าอบรม", "ร้อยละ 80"],
        ),
    ],
)
def test_how_success_is_measured_is_expected(
    form: str,
    header: str | tuple[str, ...],
    values: tuple[str, ...],
    expected: list[str],
) -> None:
    names = header if isinstance(header, tuple) else (header,)
    rows = [("มาตรการ", *names, "ผู้รับผิดชอบ"), ("อบรมพนักงาน", *values, "กองคลัง")]
    (measure,) = measures(understood(printed(form, rows)))
    assert (measure["title"], measure["expected"]) == ("อบรมพนักงาน", expected)
    assert "addresses" not in measure


@every_format
def test_an_indicator_of_the_assessment_beside_measures_is_what_they_answer(
    form: str,
) -> None:
    rows = [("ตัวชี้วัด", *HEADERS[:3]), ("การปฏิบัติหน้าที่", "อบรม", "เชิญ", "กองคลัง")]
    (measure,) = measures(understood(printed(form, rows)))
    assert measure["addresses"] == [{"code": "2567:1", "wording": "การปฏิบัติหน้าที่"}]


@every_format
@each(
    "code",
    [
        "O7",
        "OIT 7",
        "OIT7",
        "O.7",
        "o-7",
        "O๗",
        "๐๗",
        "07",
        "ข้อ 7",
        "7.",
        "Ｏ7",
        "ข้อ O7",
    ],
)
def test_an_item_is_known_by_every_form_of_its_code(form: str, code: str) -> None:
    rows = [("ข้อ OIT", "คะแนน"), (code, "100"), ("O8", "0")]
    draft = understood(printed(form, rows), 2565)
    lines = [(str(line["code"]), line["score"]) for line in draft.scores["items"]]
    assert lines == [("O7", "100"), ("O8", "0")]


@every_format
def test_a_number_that_no_item_has_is_asked_about(form: str) -> None:
    rows = [("ข้อ OIT", "คะแนน"), ("99", "100"), ("O8", "0")]
    draft = understood(printed(form, rows), 2565)
    assert scores(draft, "items") == ["0"]
    assert open_codes(draft) == ["code-not-of-year"]


@every_format
def test_rows_of_one_measure_name_each_unit_once(form: str) -> None:
    rows = [
        HEADERS,
        ("จัดทำคู่มือ", "1. ร่าง", "กองคลัง", "ม.ค. 2568"),
        ("", "2. ตรวจ", "สำนักปลัด", "ก.พ. 2568"),
        ("", "3. แจก", "กองคลัง", "มี.ค. 2568"),
    ]
    (measure,) = measures(understood(printed(form, rows)))
    assert measure["units"] == [
        {"text": "กองคลัง", "unit": "finance"},
        {"text": "สำนักปลัด", "unit": "office"},
    ]


@every_format
@each(
    ("text", "shown"),
    [
        ("คู\uf70aมือ", "คู่มือ"),
        ("ให\uf70b", "ให้"),
        ("ปร\uf710บปรุง", "ปรับปรุง"),
        ("เเผน", "แผน"),
        ("กำหนด".replace("ำ", "ํา"), "กำหนด"),
        ("จัดทำ\u200bคู่มือ\u00a0ใหม่", "จัดทำคู่มือ ใหม่"),
    ],
)
def test_thai_text_from_a_pdf_is_read_as_it_looks(
    form: str, text: str, shown: str
) -> None:
    rows = [HEADERS, (text, "ร่าง", "กองคลัง", "ม.ค. 2568")]
    assert titles(understood(printed(form, rows))) == [shown]


@every_format
@each(
    "text",
    ["ไตรมาส ๑ - ๔", "ต.ค. 2567 ~ ก.ย. 2568", "ต.ค.67—ก.ย.68", "1/10/2567 - 30/9/2568"],
)
def test_a_schedule_of_a_year_is_the_whole_year(form: str, text: str) -> None:
    rows = [HEADERS, ("จัดทำคู่มือ", "ร่าง", "กองคลัง", text)]
    assert days(understood(printed(form, rows))) == [("2567-10-01", "2568-09-30")]


@each(
    ("value", "form", "text", "first", "last"),
    [
        (
            date(2025, 3, 31),
            "[$-107041E]d mmm yyyy",
            "31 มีนาคม 2568",
            31,
            31,
        ),
        (date(2025, 3, 31), "[$-D07041E]d/m/yy", "31 มีนาคม 2568", 31, 31),
        (date(2025, 3, 1), "mmm-yy", "มีนาคม 2568", 1, 31),
        (date(2025, 3, 15), "[$-41E]mmmm bbbb", "มีนาคม 2568", 1, 31),
        (date(2568, 3, 31), "d/m/yyyy", "31 มีนาคม 2568", 31, 31),
        (date(1968, 3, 31), "d/m/yy", "31 มีนาคม 2568", 31, 31),
        (45747, "d mmmm yyyy", "31 มีนาคม 2568", 31, 31),
        ("31/3/2568", "General", "31/3/2568", 31, 31),
    ],
)
def test_a_day_in_a_sheet_is_as_exact_as_it_is_shown(
    value: object, form: str, text: str, first: int, last: int
) -> None:
    def change(page: Any) -> None:
        page["D2"].number_format = form

    draft = understood(sheet([HEADERS, ("ก", "ข", "กองคลัง", value)], change))
    assert measures(draft)[0]["schedule"]["text"] == text
    assert days(draft) == [(f"2568-03-{first:02}", f"2568-03-{last:02}")]


@each(
    ("value", "form", "shown"),
    [
        (0.9127, "0.00%", "91.27"),
        (0.80645, "0.0%", "80.6"),
        (1, "0%", "100"),
        (79.425, "0.00", "79.43"),
        (88.675, "#,##0.00", "88.68"),
        (84, "0.00", "84.00"),
        (91.2, '0.0 "คะแนน"', "91.2"),
        (91.27, "[$-D000000]0.00", "91.27"),
        (91.27, "[Red][<85]0.00;[Blue][>=85]0.00", "91.27"),
    ],
)
def test_a_score_in_a_sheet_is_the_figure_that_is_shown(
    value: float, form: str, shown: str
) -> None:
    def change(page: Any) -> None:
        page["B2"].number_format = form

    rows = [("ตัวชี้วัด", "คะแนน"), ("การปฏิบัติหน้าที่", value)]
    assert scores(understood(sheet(rows, change), 2567)) == [shown]


def test_a_formula_that_was_never_computed_is_told_and_goes_on_with_nothing() -> None:
    def change(page: Any) -> None:
        page["A3"] = "=A2&A2"

    row = ("จัดทำคู่มือ", "ร่าง", "กองคลัง", "ม.ค. 2568")
    draft = understood(
        sheet([HEADERS, row, ("", "ซื้อรถ", "กองช่าง", "ก.พ. 2568")], change)
    )
    assert titles(draft) == ["จัดทำคู่มือ"]
    assert measures(draft)[0]["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert unplaced(draft) == ["ซื้อรถ", "กองช่าง", "ก.พ. 2568"]
    (warning,) = draft.document.warned
    assert warning.code == "formula-without-value"
    assert dict(warning.facts) == {"sheet": "Sheet", "cell": "A3"}


@each(
    ("items", "labels"),
    [
        ("<ol><li>ร่าง<li>แจก</ol>", ["1", "2"]),
        ("<ol start=3><li>ร่าง<li>แจก</ol>", ["3", "4"]),
        ("<ol><li value=7>ร่าง<li>แจก</ol>", ["7", "8"]),
        ("<ol reversed><li>ร่าง<li>แจก</ol>", []),
        ("<ol type=a><li>ร่าง<li>แจก</ol>", []),
    ],
)
def test_entries_of_a_list_have_the_numbers_that_the_page_shows(
    items: str, labels: list[str]
) -> None:
    row = f"<tr><td>จัดทำคู่มือ<td>{items}"
    page = f"<table><tr><td>มาตรการ<td>ขั้นตอน{row}</table>"
    steps = measures(understood(read_html("a.html", page.encode())))[0]["steps"]
    text = " ".join(f"{step.get('label', '')} {step['text']}" for step in steps)
    assert [word for word in text.split() if word.isdecimal()] == labels
    assert [word for word in text.split() if not word.isdecimal()] == ["ร่าง", "แจก"]


@each("depth", [1, 2, 3])
def test_a_table_inside_layout_tables_is_found(depth: int) -> None:
    inner = "<table><tr><td>มาตรการ<td>ขั้นตอน<tr><td>จัดทำคู่มือ<td>ร่าง</table>"
    for _ in range(depth):
        inner = f"<table><tr><td>เมนู<td>{inner}</table>"
    assert titles(understood(read_html("a.html", inner.encode()))) == ["จัดทำคู่มือ"]
