"""What is a score in a cell, and which columns of figures are no scores."""

from each import each
from printed_table import WRITERS, open_codes, printed, scores, understood, unplaced
from prongsai.importing.understand.figures import figures

every_format = each("form", sorted(WRITERS))


@each(
    ("text", "found"),
    [
        ("91.27", ["91.27"]),
        ("84.00", ["84.00"]),
        ("๙๑.๒๗ คะแนน", ["91.27"]),
        ("ร้อยละ 91.27", ["91.27"]),
        ("91.27%", ["91.27"]),
        ("91.27/100", ["91.27"]),
        ("91.27 จาก 100", ["91.27"]),
        ("91.27*", ["91.27"]),
        ("91.27 **", ["91.27"]),
        ("91.27[1]", ["91.27"]),
        ("91.27¹", ["91.27"]),
        ("100", ["100"]),
        ("90.09 91.32 88.87", ["90.09", "91.32", "88.87"]),
        ("-91.27", []),
        ("191.27", []),
        ("91,27", []),
        ("85-100", []),
        ("85/90", []),
        ("A", []),
        ("N/A", []),
        ("-", []),
        ("ข้อ 7", []),
    ],
)
def test_a_cell_holds_scores_or_something_else(text: str, found: list[str]) -> None:
    assert figures(text) == found


@every_format
@each(
    ("header", "others"),
    [
        ("น้ำหนัก (ร้อยละ)", ("30", "30")),
        ("ค่าน้ำหนักคะแนน", ("30", "40")),
        ("คะแนนเต็ม", ("100", "100")),
        ("เป้าหมาย (85 คะแนน)", ("85", "85")),
        ("อันดับที่", ("1", "12")),
        ("คะแนนเฉลี่ยระดับประเทศ", ("88.10", "86.20")),
        ("คะแนนปี 2566", ("88.10", "86.20")),
        ("คะแนนปีที่แล้ว", ("88.10", "86.20")),
        ("ช่วงคะแนน", ("85-100", "75-84")),
        ("จำนวนผู้ตอบ (คน)", ("34", "45")),
        ("ส่วนต่าง", ("3.17", "5.56")),
    ],
)
@each("first", [True, False])
def test_a_figure_under_another_header_is_no_score(
    form: str,
    header: str,
    others: tuple[str, str],
    first: bool,  # noqa: FBT001 - which of two orders
) -> None:
    own = ("คะแนน", "91.27", "80.64")
    columns = [(header, *others), own] if first else [own, (header, *others)]
    names = ("ตัวชี้วัด", "การปฏิบัติหน้าที่", "การใช้งบประมาณ")
    rows = list(zip(("ที่", "1", "2"), names, *columns, strict=True))
    draft = understood(printed(form, rows), 2567)
    assert scores(draft) == ["91.27", "80.64"]
    assert unplaced(draft) == list(others)


@every_format
def test_parts_of_one_are_no_scores(form: str) -> None:
    rows = [
        ("ตัวชี้วัด", "คะแนน"),
        ("การปฏิบัติหน้าที่", "0.9127"),
        ("การใช้งบประมาณ", "1"),
    ]
    draft = understood(printed(form, rows), 2567)
    assert scores(draft) == []
    assert "fractions" in open_codes(draft)
