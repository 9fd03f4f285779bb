"""Which rows are measures: not headings, sums, remarks, signatures or other tables."""

from each import each
from printed_table import (
    WRITERS,
    measures,
    open_codes,
    printed,
    titles,
    understood,
    unplaced,
)

every_format = each("form", sorted(WRITERS))
HEADERS = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "งบประมาณ")
FIRST = ("จัดทำคู่มือบริการ", "ร่างคู่มือ", "กองคลัง", "20,000")
SECOND = ("ปรับปรุงเว็บไซต์", "ลงข้อมูล", "สำนักปลัด", "30,000")
TWO = ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]


@every_format
@each(
    "row",
    [
        ("ด้านการเปิดเผยข้อมูล", "<", "<", "<"),
        ("1. ด้านการให้บริการ", "<", "<", "<"),
        ("ด้านการเปิดเผยข้อมูล", "", "", ""),
    ],
)
@each("place", [0, 1, 2])
def test_a_heading_among_the_rows_is_no_measure(
    form: str, row: tuple[str, ...], place: int
) -> None:
    rows: list[tuple[str, ...]] = [HEADERS, FIRST, SECOND]
    rows.insert(place + 1, row)
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    assert [len(measure["steps"]) for measure in measures(draft)] == [1, 1]
    assert unplaced(draft) == [row[0]]
    assert open_codes(draft) == ["sub-heading"]


@every_format
@each(
    "row",
    [
        ("รวม", "", "", "50,000"),
        ("รวมทั้งสิ้น", "<", "<", "50,000"),
        ("รวมงบประมาณทั้งสิ้น", "", "", "50,000"),
        ("หมายเหตุ: งบจากข้อบัญญัติ", "", "กองคลัง", ""),
        ("ผู้จัดทำ", "นางสาวใจดี มีสุข", "", ""),
        ("ลงชื่อ ........", "นายสมชาย ใจดี", "", ""),
    ],
)
@each("blank", [True, False])
def test_a_sum_a_remark_or_a_signature_is_no_measure(
    form: str,
    row: tuple[str, ...],
    blank: bool,  # noqa: FBT001 - with or without a blank row
) -> None:
    rows = [HEADERS, FIRST, SECOND, *([("", "", "", "")] if blank else []), row]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    assert [len(measure["steps"]) for measure in measures(draft)] == [1, 1]
    assert unplaced(draft) == [text for text in row if text not in {"", "<"}]


@every_format
def test_a_measure_whose_title_begins_like_a_sum_is_one(form: str) -> None:
    rows = [HEADERS, ("รวมกลุ่มจิตอาสา", *FIRST[1:])]
    assert titles(understood(printed(form, rows))) == ["รวมกลุ่มจิตอาสา"]


@every_format
@each("wide", [4, 3, 2])
def test_a_blank_row_does_not_end_a_table(form: str, wide: int) -> None:
    second = (*SECOND[:wide], *[""] * (4 - wide))
    draft = understood(printed(form, [HEADERS, FIRST, (), (), second]))
    assert titles(draft) == TWO
    assert measures(draft)[1]["steps"] == [{"id": "m02-s1", "text": "ลงข้อมูล"}]
    assert unplaced(draft) == []


@each("form", ["xlsx", "csv"])
def test_rows_below_a_blank_one_that_are_narrower_are_told_as_a_guess(
    form: str,
) -> None:
    second = (*SECOND[:3], "")
    draft = understood(printed(form, [HEADERS, FIRST, (), second]))
    assert [note.code for note in draft.guessed] == ["below-blank-row", "year-guessed"]


@every_format
@each(
    "other",
    [
        [("ประเภท", "จำนวน (เรื่อง)"), ("ร้องเรียน", "5"), ("แจ้งเหตุ", "12")],
        [("เป้าหมาย", "80"), ("ผลงาน", "85")],
    ],
)
def test_another_table_below_a_blank_row_gives_no_measures(
    form: str, other: list[tuple[str, ...]]
) -> None:
    draft = understood(printed(form, [HEADERS, FIRST, SECOND, (), *other]))
    assert titles(draft)[:2] == TWO
    if form in {"xlsx", "csv"}:  # elsewhere the rows are printed as rows of the table
        assert titles(draft) == TWO
        assert unplaced(draft) == [text for row in other for text in row]


@every_format
def test_a_cell_that_reaches_over_the_next_takes_nothing_from_above(form: str) -> None:
    rows = [HEADERS, FIRST, ("ปรับปรุงเว็บไซต์", "ทุกกองดำเนินการ", "<", "30,000")]
    second = measures(understood(printed(form, rows)))[1]
    assert "units" not in second
    assert second["budget"] == "30,000"


@each("form", ["docx", "xlsx", "html"])
def test_a_cell_merged_downwards_is_of_every_row_that_it_reaches(form: str) -> None:
    rows = [HEADERS, FIRST, ("ปรับปรุงเว็บไซต์", "ลงข้อมูล", "^", "30,000")]
    draft = understood(printed(form, rows))
    units = [measure["units"][0]["text"] for measure in measures(draft)]
    assert units == ["กองคลัง", "กองคลัง"]


@each("form", ["csv", "txt"])
def test_without_merged_cells_an_empty_place_stays_empty(form: str) -> None:
    rows = [HEADERS, FIRST, ("ปรับปรุงเว็บไซต์", "ลงข้อมูล", "", "30,000")]
    assert "units" not in measures(understood(printed(form, rows)))[1]


@every_format
def test_several_rows_of_one_measure_are_one(form: str) -> None:
    rows = [
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
        ("จัดทำคู่มือบริการ", "1. ร่าง", "กองคลัง", "ม.ค. 2568"),
        ("^", "2. ประกาศ", "สำนักปลัด", "ก.พ. 2568"),
        ("ปรับปรุงเว็บไซต์", "ลงข้อมูล", "สำนักปลัด", "มี.ค. 2568"),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    first = measures(draft)[0]
    assert [step["text"] for step in first["steps"]] == ["ร่าง", "ประกาศ"]
    assert first["schedule"] == {
        "text": "ม.ค. 2568 ก.พ. 2568",
        "from": "2568-01-01",
        "to": "2568-02-28",
    }
