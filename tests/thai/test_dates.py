"""Days within a text."""

import pytest

from prongsai.thai.dates import with_days


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ส่งภายใน 2569-09-11", "ส่งภายใน 11 ก.ย. 2569"),
        ("2568-03-31–2568-04-01", "31 มี.ค. 2568–1 เม.ย. 2568"),
        ("ไม่มีวันที่ 2568-02-31", "ไม่มีวันที่ 2568-02-31"),
        ("เลขที่ 1-2568-03-31 และ plan-2568-03-31.pdf", None),
    ],
)
def test_days_within_a_text_are_as_people_write_them(
    text: str, shown: str | None
) -> None:
    assert with_days(text) == (text if shown is None else shown)
