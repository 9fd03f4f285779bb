"""The calendar of the assessment, where a manual has it as a table."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.importing.understand.periods import period
from prongsai.rules.manual import Manual, ManualRow

_WHAT = re.compile(r"^(กิจกรรม|ขั้นตอน|การดำเนินการ|รายการ)")
_WHEN = re.compile(r"^(ระยะเวลา|วันที่|กำหนดการ|ช่วงเวลา|ห้วงเวลา)")

_UNTIL = re.compile(r"^\s*(?:ภายใน|ไม่เกิน|ก่อน|ถึง|จนถึง)")
_SINCE = re.compile(r"^\s*(?:ตั้งแต่|เริ่ม)(?!.*(?:ถึง|[-–—]))")
"""Words that print one day of a step only: its last, or its first."""

_NAME = 30
"""Letters below which a cell may be the name of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStep:
    """A step of the calendar; its days are None where not sure or not printed."""

    title: str
    printed: str
    page: int | None
    start: datetime.date | None = None
    end: datetime.date | None = None


def read_steps(manual: Manual, year: int) -> tuple[ReadStep, ...]:
    """Return the steps of every table whose header names an activity and a time."""
    return tuple(_steps(manual, year))


def begins_calendar(row: ManualRow) -> bool:
    """Return whether a row is the header of a calendar."""
    names = ["".join(line.text for line in cell) for cell in row.cells]
    return row.tabular and max(map(len, names)) < _NAME and _header(names) is not None


def _steps(manual: Manual, year: int) -> Iterator[ReadStep]:
    columns: tuple[int, int] | None = None
    for row in manual.rows:
        if not row.tabular:
            columns = None
            continue
        names = ["".join(line.text for line in cell) for cell in row.cells]
        if header := _header(names):
            columns = header
        elif columns and max(columns) < len(names):
            what, when = (names[place].strip() for place in columns)
            if what and when:
                yield _step(what, when, row, year)


def _header(names: list[str]) -> tuple[int, int] | None:
    what = next((i for i, name in enumerate(names) if _WHAT.match(name)), None)
    when = next((i for i, name in enumerate(names) if _WHEN.match(name)), None)
    return (what, when) if what is not None and when is not None else None


def _step(what: str, when: str, row: ManualRow, year: int) -> ReadStep:
    read = period(when, year)
    sure = not read.guess
    return ReadStep(
        title=what,
        printed=when,
        page=row.page,
        start=read.start if sure and not _UNTIL.match(when) else None,
        end=read.end if sure and not _SINCE.match(when) else None,
    )
