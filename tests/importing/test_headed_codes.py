"""Scores of instruments, numbered indicators and columns that are only a year."""

from each import each
from printed_table import (
    LEFT,
    UP,
    WRITERS,
    Rows,
    open_codes,
    printed,
    understood,
    unplaced,
)
from prongsai.importing.understand.draft import Draft

every_format = each("form", sorted(WRITERS))
IIT = "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)"
ONE, TWO = "การปฏิบัติหน้าที่", "การใช้งบประมาณ"
TITLE = "ผลคะแนนการประเมิน ITA รายตัวชี้วัด"


def read(rows: Rows, *above: str, form: str = "docx") -> Draft:
    return understood(printed(form, rows, *above), 2567)


def lines(draft: Draft, group: str) -> list[tuple[str, str]]:
    return [(str(one["code"]), one["score"]) for one in draft.scores.get(group, [])]


@every_format
def test_a_table_of_instruments_gives_their_scores(form: str) -> None:
    rows = [
        ("ลำดับ", "เครื่องมือการประเมิน", "ค่าน้ำหนัก", "คะแนน", "คะแนนถ่วงน้ำหนัก"),
        ("1", IIT, "30", "89.10", "26.73"),
        ("2", "EIT", "30", "91.20", "27.36"),
        ("3", "OIT", "40", "100", "40"),
    ]
    draft = read(rows, form=form)
    assert lines(draft, "instruments") == [
        ("IIT", "89.10"),
        ("EIT", "91.20"),
        ("OIT", "100"),
    ]
    assert [one.get("wording") for one in draft.scores["instruments"]] == [
        IIT,
        None,
        None,
    ]
    assert unplaced(draft) == ["30", "26.73", "30", "27.36", "40", "40"]
    assert not draft.measures


def test_the_score_of_a_part_of_the_survey_is_not_that_of_the_survey() -> None:
    rows = [
        ("เครื่องมือ", "คะแนน"),
        ("EIT ส่วนที่ 1", "89"),
        ("EIT Survey", "91"),
        ("OIT", "100"),
    ]
    draft = read(rows)
    assert lines(draft, "instruments") == [("OIT", "100")]
    assert unplaced(draft) == ["EIT ส่วนที่ 1", "89", "EIT Survey", "91"]


def test_a_row_whose_indicator_is_not_known_is_not_that_of_its_instrument() -> None:
    rows = [
        ("เครื่องมือ", "ตัวชี้วัด", "คะแนน"),
        ("IIT", ONE, "90"),
        ("IIT", "เรื่องอื่น", "12"),
    ]
    draft = read(rows)
    assert lines(draft, "indicators") == [("1", "90")]
    assert lines(draft, "instruments") == []
    assert unplaced(draft) == ["IIT", "เรื่องอื่น", "12"]


@every_format
@each("header", ["ตัวชี้วัด", "ตัวชี้วัดย่อย", "ตัวชี้วัดที่"])
def test_numbers_below_a_header_of_indicators_are_theirs(
    form: str, header: str
) -> None:
    rows = [
        (header, "คะแนน"),
        ("1", "89.10"),
        ("ตัวชี้วัดที่ ๒", "80"),
        ("9.1 ข้อมูลพื้นฐาน", "91"),
        ("ตัวชี้วัดย่อยที่ 9.2", "70"),
        ("9.3 จัดซื้อ", "60"),
        ("99", "50"),
        ("9.1 การจัดซื้อจัดจ้าง", "40"),
        ("3. เรื่องของเรา", "30"),
    ]
    draft = read(rows, form=form)
    assert lines(draft, "indicators") == [("1", "89.10"), ("2", "80")]
    assert lines(draft, "sub_indicators") == [
        ("9.1", "91"),
        ("9.2", "70"),
        ("9.3", "60"),
    ]
    assert unplaced(draft)[-6:] == [
        *("99", "50"),
        *("9.1 การจัดซื้อจัดจ้าง", "40"),
        *("3. เรื่องของเรา", "30"),
    ]
    guessed = [dict(n.facts)["code"] for n in draft.guessed if n.code == "code-guessed"]
    assert guessed == ["1", "2", "9.2", "9.3"]


def test_a_number_and_a_name_of_an_indicator_are_one() -> None:
    rows = [("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน"), ("1", ONE, "89.10"), ("3", TWO, "91.2")]
    draft = read(rows)
    assert lines(draft, "indicators") == [("1", "89.10"), ("2", "91.2")]
    assert unplaced(draft) == ["3"]


@every_format
def test_years_over_figures_are_scores_where_the_heading_says_so(form: str) -> None:
    rows = [("ตัวชี้วัด", "2566", "๒๕๖๗"), (ONE, "89.10", "90.5"), (TWO, "91.2", "92")]
    draft = read(rows, TITLE, form=form)
    assert lines(draft, "indicators") == [("1", "90.5"), ("2", "92")]
    assert unplaced(draft) == ["89.10", "91.2"]
    assert open_codes(draft) == ["score-of-other-year"]


def test_years_below_a_header_of_years_are_scores_too() -> None:
    rows = [
        ("ตัวชี้วัด", "ปีงบประมาณ", LEFT),
        (UP, "2566", "2567"),
        (ONE, "89.10", "90.5"),
    ]
    assert lines(read(rows, TITLE), "indicators") == [("1", "90.5")]


@each("title", ["", "ค่าน้ำหนักคะแนนรายตัวชี้วัด", "ตัวชี้วัดของเทศบาล", "คะแนนเฉลี่ยระดับประเทศ"])
def test_years_over_other_figures_are_asked_about_once(title: str) -> None:
    rows = [("ตัวชี้วัด", "2566", "2567"), (ONE, "89.10", "90.5"), (TWO, "91.2", "92")]
    draft = read(rows, *[title] * bool(title))
    assert lines(draft, "indicators") == []
    assert open_codes(draft) == ["year-alone"]
    assert len(unplaced(draft)) == 6
