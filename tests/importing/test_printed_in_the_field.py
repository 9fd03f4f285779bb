"""Tables as offices print them: sums, two side by side, weights, what was planned."""

import pytest

from each import each
from printed_table import (
    LEFT,
    UP,
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
ONE, TWO = "การปฏิบัติหน้าที่", "การใช้งบประมาณ"
PLAN = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "งบประมาณ")


@pytest.mark.slow
@each(
    "total",
    ["รวม", "รวมย่อย", "รวมทั้งสิ้น 2 มาตรการ", "รวมงบประมาณทั้งหมด", "ยอดรวม", "ไม่มี"],
)
@each("number", ["", "2"])
def test_a_row_of_sums_is_no_measure_in_whatever_column_it_says_so(
    total: str, number: str
) -> None:
    rows = [
        ("ที่", *PLAN),
        ("1", "รวมพลังต้านทุจริต", "เดินรณรงค์", "กองคลัง", "10,000"),
        (number, total, "", "", "10,000"),
    ]
    draft = understood(printed("docx", rows))
    assert titles(draft) == ["รวมพลังต้านทุจริต"]
    assert open_codes(draft) == ["no-measure"]
    assert total in unplaced(draft)


@every_format
def test_two_tables_side_by_side_are_two(form: str) -> None:
    rows = [
        ("มาตรการ", "ขั้นตอน", "", "ตัวชี้วัด", "คะแนน"),
        ("อบรม", "เชิญ", "", ONE, "91.27"),
        ("คู่มือ", "ร่าง", "", TWO, "80.64"),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == ["อบรม", "คู่มือ"]
    assert not any("addresses" in measure for measure in measures(draft))
    assert scores(draft) == ["91.27", "80.64"]
    assert unplaced(draft) == []


@every_format
def test_a_table_that_goes_on_next_to_itself_is_read_on(form: str) -> None:
    rows = [
        ("ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"),
        (ONE, "91.27", "การใช้อำนาจ", "77"),
        (TWO, "80.64", "", ""),
    ]
    draft = understood(printed(form, rows), 2567)
    assert sorted(scores(draft)) == ["77", "80.64", "91.27"]
    assert unplaced(draft) == []


def test_years_below_one_header_are_not_tables_side_by_side() -> None:
    rows = [
        ("ตัวชี้วัด", "ปี 2566", LEFT, "ปี 2567", LEFT),
        (UP, "คะแนน", "ระดับ", "คะแนน", "ระดับ"),
        (ONE, "90", "A", "91.27", "A"),
    ]
    assert scores(understood(printed("docx", rows), 2567)) == ["91.27"]


@each("header", ["คะแนนเต็ม", "ค่าน้ำหนัก"])
def test_a_score_that_is_never_above_its_weight_is_not_out_of_a_hundred(
    header: str,
) -> None:
    rows = [("ตัวชี้วัด", header, "คะแนนที่ได้"), (ONE, "30", "27.4"), (TWO, "30", "24")]
    draft = understood(printed("docx", rows), 2567)
    assert scores(draft) == []
    assert open_codes(draft) == ["scores-of-weights"]
    with_share = [(*row, share) for row, share in zip(rows, SHARES, strict=True)]
    draft = understood(printed("docx", with_share), 2567)
    assert scores(draft) == ["91.33", "80"]


SHARES = ("ร้อยละ", "91.33", "80")


def test_a_header_of_a_plan_is_not_taken_for_one_of_results() -> None:
    rows = [
        ("มาตรการ", "แผนการดำเนินงาน", "ผลการดำเนินงาน"),
        ("อบรม", "มี.ค. 68", "จัดอบรมแล้วเสร็จ"),
    ]
    draft = understood(printed("docx", rows))
    (measure,) = measures(draft)
    assert [result["summary"] for result in measure["results"]] == ["จัดอบรมแล้วเสร็จ"]
    assert unplaced(draft) == ["มี.ค. 68"]
    assert open_codes(draft) == ["unknown-header"]


@each("form", ["docx", "xlsx", "html"])
def test_quarters_of_what_was_done_are_no_plan(form: str) -> None:
    rows = [
        ("มาตรการ", "แผน", LEFT, "ผลการดำเนินงาน", LEFT),
        (UP, "ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 1", "ไตรมาส 2"),
        ("อบรม", "✓", "", "", "✓"),
    ]
    draft = understood(printed(form, rows))
    assert days(draft) == [("2567-10-01", "2567-12-31")]
    assert unplaced(draft) == ["✓"]
    assert open_codes(draft) == ["time-of-results"]


@every_format
def test_steps_in_rows_of_their_own_are_steps_of_their_own(form: str) -> None:
    rows = [
        PLAN[:3],
        ("อบรม", "เชิญวิทยากร", "กองคลัง"),
        ("", "จัดอบรม", "สำนักปลัด"),
        ("", "สรุปผล", ""),
    ]
    (measure,) = measures(understood(printed(form, rows)))
    texts = [step["text"] for step in measure["steps"]]
    assert texts == ["เชิญวิทยากร", "จัดอบรม", "สรุปผล"]


def test_an_indicator_next_to_a_goal_is_expected_too() -> None:
    rows = [("มาตรการ", "เป้าหมาย", "ตัวชี้วัด"), ("อบรม", "ทุกคน", "ร้อยละ 80")]
    (measure,) = measures(understood(printed("docx", rows)))
    assert (measure["title"], measure["expected"]) == ("อบรม", ["ทุกคน", "ร้อยละ 80"])


def test_numbers_of_two_columns_are_no_measure() -> None:
    rows = [("มาตรการ", "ขั้นตอน"), ("(1)", "(2)"), ("อบรม", "เชิญ")]
    assert titles(understood(printed("docx", rows))) == ["อบรม"]


@each("line", ["..........", "……", "______"])
def test_a_dotted_line_is_no_text(line: str) -> None:
    rows = [PLAN[:3], ("อบรม", "เชิญ", line)]
    draft = understood(printed("docx", rows))
    (measure,) = measures(draft)
    assert "units" not in measure
    assert unplaced(draft) == []
    assert draft.counts()["to-fill"] == 1


@pytest.mark.slow
@each(
    ("name", "period"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน", ("", "")),
        ("รอบ 6 เดือน (ตุลาคม 2567 - มีนาคม 2568)", ("2567-10-01", "2568-03-31")),
        ("ประจำปีงบประมาณ พ.ศ. 2568 รอบ 12 เดือน", ("2567-10-01", "2568-09-30")),
    ],
)
def test_a_report_of_six_months_is_not_of_the_whole_year(
    name: str, period: tuple[str, str]
) -> None:
    rows = [("มาตรการ", "ผลการดำเนินการ"), ("อบรม", "จัดอบรม")]
    draft = understood(printed("docx", rows, f"รายงานผลการดำเนินการตามมาตรการ {name}"))
    (document,) = draft.measures["documents"]
    days_of = document.get("period_from", ""), document.get("period_to", "")
    assert days_of == period


@each(
    ("cell", "title", "told"),
    [
        ("1. อบรม\n2. คู่มือ", "1. อบรม 2. คู่มือ", [("several-titles", "2")]),
        ("1. อบรมเจ้าหน้าที่", "อบรมเจ้าหน้าที่", []),
        ("อบรม\nเจ้าหน้าที่", "อบรม เจ้าหน้าที่", []),
    ],
)
def test_several_measures_in_one_cell_stay_as_printed_and_are_told(
    cell: str, title: str, told: list[tuple[str, str]]
) -> None:
    draft = understood(printed("docx", [PLAN, (cell, "เชิญ", "กองคลัง", "")]))
    assert titles(draft) == [title]
    several = [note for note in draft.guessed if note.code == "several-titles"]
    assert [(one.code, dict(one.facts)["count"]) for one in several] == told
