"""The year and the round that an item asks for, where its own words name them."""

from each import each
from prongsai.model.measures import Round
from prongsai.rules.periods import data_year_of, period_of, round_of


@each(
    ("text", "period", "data_year", "which"),
    [
        ("แผนดำเนินงานของปี พ.ศ. 2569", "ปี พ.ศ. 2569", 0, None),
        ("รายงานผลของปีงบประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณ พ.ศ. 2568", -1, None),
        ("แผนพัฒนาปี 2566", "ปี 2566", None, None),
        ("แผนของปี 2568 และปี 2569", "ปี 2568 / ปี 2569", None, None),
        (
            "ความก้าวหน้า รอบ 6 เดือน ของปี 2569",
            "ปี 2569 / รอบ 6 เดือน",
            0,
            Round.SIX_MONTHS,
        ),
        ("ผลการดำเนินการ รอบ ๑๒ เดือน", "รอบ 12 เดือน", None, Round.TWELVE_MONTHS),
        ("รอบ 6 เดือน และรอบ 12 เดือน", "รอบ 6 เดือน / รอบ 12 เดือน", None, None),
        ("ข้อมูลผู้บริหาร", None, None, None),
    ],
)
def test_year_and_round_are_those_that_are_named(
    text: str, period: str | None, data_year: int | None, which: Round | None
) -> None:
    assert period_of([text]) == period
    assert data_year_of([text], 2569) == data_year
    assert round_of([text]) == which
