"""The calendar of a year in todo: late first, then by day; unknown days stay so."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from prongsai.cli import cli
from prongsai.internal.reminders import reminders
from prongsai.loading.load import load
from small_site import AGENCY, sources
from small_site import write as small_site

STEPS = """\
fiscal_year: 2570
calendar:
  - {title: ประกาศผล, authority: local}
  - {title: ชี้แจงคะแนน OIT, authority: local, start: 2570-06-01, end: 2570-06-15}
  - {title: ตอบแบบวัด OIT, authority: local, start: 2570-03-01, end: 2570-04-30}
  - {title: ลงทะเบียน, authority: local, end: 2570-02-28}
  - {title: เริ่มการประเมิน, authority: local, start: 2570-02-01}
"""
CONTENT = {
    "content/catalogue/2570.yml": STEPS,
    f"{AGENCY}/2570/measures.yml": "measures:\n  - {id: m1, title: ระบบคิว, topic: 1}\n",
    f"{AGENCY}/2571/measures.yml": "measures:\n  - {id: m1, title: ระบบคิว, topic: 1}\n",
}


def told(day: str, year: int = 2570) -> list[tuple[str, str, bool]]:
    content, wrong = load(sources(CONTENT))
    assert content is not None, wrong
    agency = content.agencies[0]
    assert agency.year(year)
    today = datetime.date.fromisoformat(day)
    shown = reminders(content.catalogues.get(year), today, "th")
    return [(one.title, one.time, one.pressing) for one in shown]


LAST = ("ประกาศผล", "ยังไม่รู้วัน", False)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2026-11-26",
            [
                ("เริ่มการประเมิน", "เริ่ม 1 ก.พ. 2570", False),
                ("ลงทะเบียน", "ถึง 28 ก.พ. 2570", False),
                ("ตอบแบบวัด OIT", "เริ่ม 1 มี.ค. 2570", False),
                ("ชี้แจงคะแนน OIT", "เริ่ม 1 มิ.ย. 2570", False),
            ],
        ),
        (
            "2027-02-01",
            [
                ("เริ่มการประเมิน", "เริ่มแล้วเมื่อ 1 ก.พ. 2570 ยังไม่รู้วันสิ้นสุด", False),
                ("ลงทะเบียน", "เหลือ 27 วัน (28 ก.พ. 2570)", True),
                ("ตอบแบบวัด OIT", "เริ่มในอีก 28 วัน (1 มี.ค. 2570)", True),
                ("ชี้แจงคะแนน OIT", "เริ่ม 1 มิ.ย. 2570", False),
            ],
        ),
        (
            "2027-03-30",
            [
                ("เริ่มการประเมิน", "เริ่มแล้วเมื่อ 1 ก.พ. 2570 ยังไม่รู้วันสิ้นสุด", False),
                ("ลงทะเบียน", "เลยมาแล้ว 30 วัน (28 ก.พ. 2570)", True),
                ("ตอบแบบวัด OIT", "ถึง 30 เม.ย. 2570", False),
                ("ชี้แจงคะแนน OIT", "เริ่ม 1 มิ.ย. 2570", False),
            ],
        ),
        (
            "2027-04-30",
            [
                ("เริ่มการประเมิน", "เริ่มแล้วเมื่อ 1 ก.พ. 2570 ยังไม่รู้วันสิ้นสุด", False),
                ("ตอบแบบวัด OIT", "วันสุดท้ายวันนี้ (30 เม.ย. 2570)", True),
                ("ชี้แจงคะแนน OIT", "เริ่ม 1 มิ.ย. 2570", False),
            ],
        ),
    ],
)
def test_the_steps_as_of_a_day(day: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(day) == [*expected, LAST]


def test_nothing_is_carried_into_the_next_year() -> None:
    assert told("2027-11-26", 2571) == []


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_todo_begins_with_the_calendar(form: str, tmp_path: Path) -> None:
    root = small_site(tmp_path, CONTENT)
    line = ["todo", "-C", str(root), "--year", "2570", "--today", "2570-04-29"]
    done = CliRunner().invoke(cli, [*line, "--format", form], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    html = root / "build/internal/ban-rai/2570/todo.html"
    text = html.read_text("utf-8") if form == "html" else done.output
    assert "ปฏิทินของปี" in text
    plain = text.replace("\\", "")
    assert "ตอบแบบวัด OIT: เหลือ 1 วัน (30 เม.ย. 2570)" in plain
    assert plain.index("ตอบแบบวัด OIT:") < plain.index("ประกาศผล: ยังไม่รู้วัน")


def test_the_sheet_of_a_year_that_begins_has_the_calendar(tmp_path: Path) -> None:
    before = {name.replace("2570/m", "2569/m"): text for name, text in CONTENT.items()}
    root = small_site(tmp_path, before)
    line = ["roll-over", "-C", str(root), "--year", "2570", "--today", "2570-02-01"]
    done = CliRunner().invoke(cli, line, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    sheet = (root / "build/internal/ban-rai/2570/start.html").read_text("utf-8")
    assert "<strong>ลงทะเบียน: เหลือ 27 วัน (28 ก.พ. 2570)</strong>" in sheet
    assert "<li>ประกาศผล: ยังไม่รู้วัน</li>" in sheet
