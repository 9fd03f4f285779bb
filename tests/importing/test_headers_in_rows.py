"""Headers of several rows, with merged cells or without: each column is what it is."""

from each import each
from printed_table import (
    MERGING,
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

every_format = each("form", sorted(WRITERS))
QUARTERS = ("<", "<", "<")
MONTHS = (
    *("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."),
    *("เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."),
)
TWO = ["จัดทำคู่มือบริการ", "ปรับปรุงเว็บไซต์"]
HALVES = [("2567-10-01", "2568-03-31"), ("2568-04-01", "2568-09-30")]


NAMES = [
    ("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"),
    ("ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔"),
    ("Q1", "Q2", "Q3", "Q4"),
    (
        "ไตรมาส 1 (ต.ค.-ธ.ค. 67)",
        "ไตรมาส 2 (ม.ค.-มี.ค. 68)",
        "ไตรมาส 3 (เม.ย.-มิ.ย. 68)",
        "ไตรมาส 4 (ก.ค.-ก.ย. 68)",
    ),
]
MARKS = ["✓", "/", "●", "X", "☑", "√"]
NAMED_AND_MARKED = [
    *((names, MARKS[0]) for names in NAMES),
    *((NAMES[0], mark) for mark in MARKS[1:]),
]
"""Each name with a mark and each mark with a name: neither changes the other."""


@every_format
@each(("names", "mark"), NAMED_AND_MARKED)
def test_quarters_below_a_common_header_are_times(
    form: str, names: tuple[str, ...], mark: str
) -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", *QUARTERS),
        ("^", "^", *names),
        ("จัดทำคู่มือบริการ", "กองคลัง", mark, mark, "", ""),
        ("ปรับปรุงเว็บไซต์", "สำนักปลัด", "", "", mark, mark),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    assert days(draft) == HALVES
    assert unplaced(draft) == []


@every_format
@each("above", ["ไตรมาส", "ไตรมาสที่"])
def test_numbers_below_the_word_quarter_are_quarters(form: str, above: str) -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", above, *QUARTERS),
        ("^", "^", "๑", "๒", "๓", "๔"),
        ("จัดทำคู่มือบริการ", "กองคลัง", "✓", "✓", "☐", "☐"),
        ("ปรับปรุงเว็บไซต์", "สำนักปลัด", "☐", "☐", "☑", "☑"),
    ]
    draft = understood(printed(form, rows))
    assert (titles(draft), days(draft)) == (TWO, HALVES)
    assert unplaced(draft) == []


@every_format
def test_a_header_of_three_rows_with_years_above_months_is_one_header(
    form: str,
) -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", *["<"] * 11),
        ("^", "^", "พ.ศ. 2567", "<", "<", "พ.ศ. 2568", *["<"] * 8),
        ("^", "^", *MONTHS),
        ("จัดทำคู่มือบริการ", "กองคลัง", *["●"] * 3, *[""] * 9),
        ("ปรับปรุงเว็บไซต์", "สำนักปลัด", *[""] * 6, "←", "→", *[""] * 4),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    assert days(draft) == [("2567-10-01", "2567-12-31"), ("2568-04-01", "2568-05-31")]


@every_format
def test_what_is_no_mark_in_a_column_of_months_is_not_made_a_time(form: str) -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", *MONTHS[:3]),
        ("จัดทำคู่มือบริการ", "กองคลัง", "50%", "", ""),
        ("ปรับปรุงเว็บไซต์", "สำนักปลัด", "", "●", ""),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    assert days(draft) == [("", ""), ("2567-11-01", "2567-11-30")]
    assert unplaced(draft) == ["50%"]
    assert open_codes(draft) == ["time-not-marked"]


@every_format
@each(
    ("above", "below"),
    [
        ("คะแนน", ("ปี 2566", "ปี 2567")),
        ("ผลคะแนน", ("พ.ศ. ๒๕๖๖", "พ.ศ. ๒๕๖๗")),
        ("คะแนนที่ได้", ("2566", "2567")),
        ("คะแนน", ("ปีงบประมาณ พ.ศ. 2566", "ปีงบประมาณ พ.ศ. 2567")),
    ],
)
def test_of_years_below_a_header_of_scores_only_the_imported_one_is_taken(
    form: str, above: str, below: tuple[str, str]
) -> None:
    rows = [
        ("ที่", "ตัวชี้วัด", above, "<"),
        ("^", "^", *below),
        ("1", "การปฏิบัติหน้าที่", "88.10", "91.27"),
        ("2", "การใช้งบประมาณ", "86.20", "80.64"),
    ]
    draft = understood(printed(form, rows), 2567)
    assert scores(draft) == ["91.27", "80.64"]
    assert unplaced(draft) == ["88.10", "86.20"]


@every_format
def test_weight_score_and_product_below_one_header_are_told_apart(form: str) -> None:
    rows = [
        ("ที่", "ตัวชี้วัด", "ผลการประเมิน", "<", "<"),
        ("^", "^", "น้ำหนัก", "คะแนน", "คะแนนถ่วงน้ำหนัก"),
        ("1", "การปฏิบัติหน้าที่", "30", "91.27", "27.38"),
        ("2", "การใช้งบประมาณ", "30", "80.64", "24.19"),
    ]
    draft = understood(printed(form, rows), 2567)
    assert scores(draft) == ["91.27", "80.64"]
    assert unplaced(draft) == ["30", "27.38", "30", "24.19"]


@each("form", MERGING)
def test_a_row_of_column_numbers_is_of_the_header(form: str) -> None:
    rows = [
        ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "<"),
        ("^", "^", "^", "เริ่ม", "สิ้นสุด"),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("จัดทำคู่มือบริการ", "ร่าง", "กองคลัง", "ม.ค. 2568", "มี.ค. 2568"),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == ["จัดทำคู่มือบริการ"]
    assert measures(draft)[0]["steps"] == [{"id": "m01-s1", "text": "ร่าง"}]


@every_format
@each(
    "names",
    [("เริ่มต้น", "สิ้นสุด"), ("วันที่เริ่ม", "วันที่สิ้นสุด"), ("เริ่มดำเนินการ", "กำหนดแล้วเสร็จ")],
)
@each("rows_of_header", [1, 2])
def test_a_start_and_an_end_in_two_columns_are_one_schedule(
    form: str, names: tuple[str, str], rows_of_header: int
) -> None:
    header = [("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "<"), ("^", "^", *names)]
    if rows_of_header == 1:
        header = [("มาตรการ", "ผู้รับผิดชอบ", *names)]
    row = ("จัดทำคู่มือ", "กองคลัง", "ต.ค. 2567", "มี.ค. 2568")
    (measure,) = measures(understood(printed(form, [*header, row])))
    assert measure["title"] == "จัดทำคู่มือ"
    assert measure["schedule"] == {
        "text": "ต.ค. 2567 - มี.ค. 2568",
        "from": "2567-10-01",
        "to": "2568-03-31",
    }


@every_format
@each(
    "row",
    [
        ("จัดทำคู่มือ", "กองคลัง", "ต.ค. 2567", ""),
        ("จัดทำคู่มือ", "กองคลัง", "", "มี.ค. 2568"),
    ],
)
def test_a_start_or_an_end_alone_gives_no_days(form: str, row: tuple[str, ...]) -> None:
    header = [("มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา", "<"), ("^", "^", "เริ่มต้น", "สิ้นสุด")]
    draft = understood(printed(form, [*header, row]))
    assert "schedule" not in measures(draft)[0]
    assert unplaced(draft) == [text for text in row[2:] if text]


@every_format
def test_columns_below_results_that_are_only_ticked_are_their_status(form: str) -> None:
    rows = [
        ("มาตรการ", "ผลการดำเนินการ", "<", "<"),
        ("^", "แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ"),
        ("จัดทำคู่มือบริการ", "✓", "", ""),
        ("ปรับปรุงเว็บไซต์", "", "", "✓"),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == TWO
    results = [measure["results"][0] for measure in measures(draft)]
    assert [result["status"] for result in results] == ["done", "not-started"]
    assert [result["summary"] for result in results] == ["แล้วเสร็จ", "ยังไม่ดำเนินการ"]
    assert unplaced(draft) == open_codes(draft) == []


@every_format
def test_fields_above_a_blank_row_and_the_header_tell_year_and_round(form: str) -> None:
    rows = [
        ("หน่วยงาน", "เทศบาลตำบลตัวอย่าง", ""),
        ("ปีงบประมาณ", "2568", ""),
        ("รอบ", "6 เดือน", ""),
        ("", "", ""),
        ("มาตรการ", "ขั้นตอน", "ผลการดำเนินการ"),
        ("จัดทำคู่มือ", "ร่าง", "จัดทำแล้วเสร็จ"),
    ]
    draft = understood(printed(form, rows))
    assert measures(draft)[0]["results"][0]["round"] == "6-months"
    assert "year_inferred" not in draft.measures
