"""What is around the tables gets into the official document, or is reported."""

import pytest

from each import each
from printed_table import printed, understood, warned

TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568"
ROWS = [
    ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
    ("จัดทำคู่มือ", "ร่าง", "กองคลัง", "ม.ค. 2568"),
]
OWN = {"id": "measures", "kind": "measures", "title": TITLE}


@pytest.mark.slow
@each("form", ["docx", "xlsx", "html", "csv"])
@each(
    ("lines", "fields"),
    [
        (
            ("เลขที่ 12/2568 ลงวันที่ 5 ตุลาคม 2567",),
            {"number": "12/2568", "date": "2567-10-05"},
        ),
        (
            ("ที่ ตง ๗๒๓๐๑/๑๒๓", "ประกาศ ณ วันที่ ๕ ตุลาคม พ.ศ. ๒๕๖๗"),
            {"number": "ตง 72301/123", "date": "2567-10-05"},
        ),
        (
            ("ผู้จัดทำ นางสาวใจดี มีสุข ตำแหน่ง นักวิเคราะห์นโยบายและแผน",),
            {"prepared_by": {"post": "นักวิเคราะห์นโยบายและแผน", "name": "นางสาวใจดี มีสุข"}},
        ),
        (("ผู้เห็นชอบ: ปลัดเทศบาล",), {"reviewed_by": {"post": "ปลัดเทศบาล"}}),
        (
            (
                "ลงชื่อ.................ผู้จัดทำ",
                "(นางสาวใจดี มีสุข)",
                "นักวิเคราะห์นโยบายและแผน",
                "(ลงชื่อ) ........ ผู้ตรวจสอบ",
                "(นายสมชาย ใจเย็น)",
                "ปลัดเทศบาล",
                "ลงชื่อ ________ ผู้อนุมัติ",
                "(นายสมศักดิ์ รักไทย)",
                "ตำแหน่ง นายกเทศมนตรีตำบลตัวอย่าง",
            ),
            {
                "prepared_by": {
                    "post": "นักวิเคราะห์นโยบายและแผน",
                    "name": "นางสาวใจดี มีสุข",
                },
                "reviewed_by": {"post": "ปลัดเทศบาล", "name": "นายสมชาย ใจเย็น"},
                "approved_by": {
                    "post": "นายกเทศมนตรีตำบลตัวอย่าง",
                    "name": "นายสมศักดิ์ รักไทย",
                },
            },
        ),
    ],
)
def test_number_day_and_signatures_are_of_the_document(
    form: str, lines: tuple[str, ...], fields: dict[str, object]
) -> None:
    draft = understood(printed(form, ROWS, TITLE, *lines))
    assert draft.measures["documents"] == [OWN | fields]
    assert warned(draft.document) == []


@pytest.mark.slow
@each("form", ["docx", "xlsx", "html", "csv"])
@each(
    "lines",
    [
        ("ข้อมูล ณ วันที่ 31 มีนาคม 2568",),
        ("ผู้จัดทำ นายสมชาย ใจดี", "โทร. 0 2123 4567"),
        ("ลงชื่อ.......ผู้จัดทำ ลงชื่อ.......ผู้ตรวจสอบ",),
        ("ลงชื่อ.......ผู้จัดทำ", "(นายสมชาย ใจดี)", "โทร. 0 2123 4567"),
        ("วันที่ 5 ตุลาคม 2567 ถึงวันที่ 6 ตุลาคม 2567",),
        ("ที่ตั้ง 12/3 ถนนสุขใจ",),
    ],
)
def test_what_no_field_has_is_reported_by_name_and_count(
    form: str, lines: tuple[str, ...]
) -> None:
    draft = understood(printed(form, ROWS, TITLE, *lines))
    assert draft.measures["documents"] == [OWN]
    said = " / ".join(lines)
    assert warned(draft.document) == [("outside-tables", str(len(lines)), said)]


@each("form", ["docx", "xlsx", "html", "csv"])
def test_a_line_of_its_own_gives_the_round_of_a_report(form: str) -> None:
    title = "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2568"
    rows = [("มาตรการ", "ผลการดำเนินการ"), ("จัดทำคู่มือ", "จัดทำแล้วเสร็จ")]
    draft = understood(printed(form, rows, title, "รอบ 6 เดือน"))
    (document,) = draft.measures["documents"]
    assert document == {
        "id": "report",
        "kind": "report",
        "title": title,
        "round": "6-months",
    }


@each("form", ["docx", "xlsx", "html", "csv"])
@each("line", ["เมนูหลัก", "1 หมายเหตุ เบื้องต้น", "โลโก้ เทศบาล"])
def test_only_a_line_that_names_a_document_is_the_source(form: str, line: str) -> None:
    rows = [("ตัวชี้วัด", "คะแนน"), ("การปฏิบัติหน้าที่", "91.27")]
    draft = understood(printed(form, rows, line), 2567)
    assert draft.scores["source"] == {"document": f"plan.{form}"}
    assert warned(draft.document) == [("outside-tables", "1", line)]
