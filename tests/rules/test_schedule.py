"""The calendar of a manual: the days that are printed, and no other."""

import datetime
import io

import docx

from each import each
from prongsai.rules.readers import read_manual
from prongsai.rules.schedule import ReadStep, read_steps

DAY = datetime.date


def calendar(*rows: tuple[str, str], head: tuple[str, str]) -> tuple[ReadStep, ...]:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for what, when in (head, *rows):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = what, when
    written = io.BytesIO()
    document.save(written)
    return read_steps(read_manual("คู่มือ.docx", written.getvalue()), 2569)


@each(
    ("printed", "start", "end"),
    [
        ("1 มกราคม - 30 เมษายน 2569", DAY(2026, 1, 1), DAY(2026, 4, 30)),
        ("ธันวาคม ๒๕๖๘ – มกราคม ๒๕๖๙", DAY(2025, 12, 1), DAY(2026, 1, 31)),
        ("เดือนสิงหาคม 2569", DAY(2026, 8, 1), DAY(2026, 8, 31)),
        ("ภายในเดือนสิงหาคม 2569", None, DAY(2026, 8, 31)),
        ("ภายใน 31 สิงหาคม 2569", None, DAY(2026, 8, 31)),
        ("ไม่เกินเดือนมีนาคม 2569", None, DAY(2026, 3, 31)),
        ("ถึงเดือนเมษายน 2569", None, DAY(2026, 4, 30)),
        ("ตั้งแต่เดือนมกราคม 2569", DAY(2026, 1, 1), None),
        ("ตั้งแต่ 1 มกราคม ถึง 30 เมษายน 2569", DAY(2026, 1, 1), DAY(2026, 4, 30)),
        ("ไตรมาสที่ 2", None, None),
        ("จะแจ้งให้ทราบ", None, None),
    ],
)
def test_a_step_has_the_days_that_are_printed(
    printed: str, start: datetime.date | None, end: datetime.date | None
) -> None:
    (step,) = calendar(("ตอบแบบวัด EIT", printed), head=("กิจกรรม", "ระยะเวลา"))
    assert (step.title, step.printed) == ("ตอบแบบวัด EIT", printed)
    assert (step.start, step.end) == (start, end)


def test_a_table_of_other_things_is_no_calendar() -> None:
    assert calendar(("O1", "1 มกราคม 2569"), head=("ข้อ", "องค์ประกอบ")) == ()
