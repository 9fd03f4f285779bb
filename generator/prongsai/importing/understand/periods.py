"""When something is done or due: the printed words, days where they are a range."""

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.importing.notes import Reason
from prongsai.importing.understand.times import MONTH, Time, dated, times
from prongsai.importing.understand.vocabulary import says
from prongsai.thai.dates import ERA_OFFSET
from prongsai.thai.digits import to_arabic

_EVERY_YEAR = (
    rf"ภายใน\s*(?:เดือน\s*)?(?:{MONTH})(?:\s*และ\s*(?:เดือน\s*)?(?:{MONTH}))*\s*ของทุกปี"
)
_DUE = re.compile(
    rf"{_EVERY_YEAR}|ภายใน\s*(?:วันที่\s*\d{{1,2}}\s*)?(?:เดือน\s*)?(?:{MONTH})"
    rf"(?:\s*(?:พ\.?\s?ศ\.?\s*)?2[45]\d{{2}}(?!\d))?"
)
_TWO_MONTHS = re.compile(rf"(?:{MONTH})\s*และ\s*(?:เดือน\s*)?(?:{MONTH})\s*ของทุกปี")
_NO_END = re.compile(r"เป็นต้นไป|ยกเว้น|เว้น|ก่อน|หลังจาก|ของทุกปี|ทุกปี")
_PART = re.compile(r"สัปดาห์|(?<!งบ)ประมาณ|(?:ต้น|กลาง|ปลาย|สิ้น)\s*(?:เดือน|ปี|ไตรมาส)")
"""Words for a part of a time, which has no days of its own."""

_NEXT_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From when to when, and how often; `words` are the document's own.

    `guess` names what had to be assumed, if anything.
    """

    words: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    repeats: str = ""
    guess: Reason | None = None


def period(text: str, year: int) -> Period:
    """Read a schedule of fiscal year `year` (พ.ศ.): all its times, or no days."""
    plain = to_arabic(text)
    repeats = recurrence(plain)
    found = _with_years(times(plain, year))
    if not found:
        return Period(repeats=repeats)
    words = " ".join(plain[found[0].at : found[-1].end].split())
    part = _PART.search(plain) and not any(time.ranged for time in found)
    span = None if part or _NO_END.search(plain) else _one_range(found)
    if span is None:
        return Period(words=words, repeats=repeats)
    guess = next((time.guess for time in found if time.guess), None)
    start, end = span
    return Period(words=words, start=start, end=end, repeats=repeats, guess=guess)


def due(text: str) -> Period:
    """Read by when something must be done; without one clear day it stays open."""
    plain = to_arabic(text)
    repeats = recurrence(plain)
    printed = [" ".join(match[0].split()) for match in _DUE.finditer(plain)]
    if len(printed) != 1:
        return Period(words=" ".join(printed), repeats=repeats)
    if printed[0].endswith("ของทุกปี"):
        return Period(words=printed[0], repeats=recurrence(printed[0]))
    year = re.search(r"2[45]\d\d$", printed[0])
    found = times(printed[0], int(year[0])) if year else []
    end = found[0].last if len(found) == 1 else None
    return Period(words=printed[0], end=end, repeats=repeats)


def range_named(text: str) -> str:
    """Return the words of a range of times (`ตุลาคม 65 ถึง กันยายน 66`), or nothing."""
    plain = to_arabic(text)
    found = times(plain, 0)
    for first, second in itertools.pairwise(found):
        if second.ranged:
            return " ".join(plain[first.at : second.end].split())
    return ""


def recurrence(text: str) -> str:
    """Return how often, in the model's word, or an empty string."""
    if _TWO_MONTHS.search(to_arabic(text)):
        return "half-yearly"
    found = says("repeats", text)
    order = ("monthly", "quarterly", "half-yearly", "yearly")
    return next((name for name in order if name in found), "")


def _with_years(found: Sequence[Time]) -> list[Time]:
    """Give months without a year that of the next one, by the order of the months."""
    made: list[Time] = []
    after: Time | None = None
    for time in reversed(found):
        if time.kind == "month" and time.first is None and after and after.first:
            year = after.first.year + ERA_OFFSET - (time.month > after.month)
            made.append(dated(time, year))
        else:
            made.append(time)
        after = made[-1] if made[-1].kind == "month" else None
    return made[::-1]


def _one_range(
    found: Sequence[Time],
) -> tuple[datetime.date, datetime.date] | None:
    """Return the days that all times cover together, None where there is a gap."""
    spans: list[tuple[datetime.date, datetime.date]] = []
    for time in _in_their_year(found):
        if time.first is None or time.last is None or time.kind == "unclear":
            return None
        if time.ranged and spans:
            spans[-1] = (spans[-1][0], time.last)
            if time.last < spans[-1][0]:
                return None
        else:
            spans.append((time.first, time.last))
    spans.sort()
    first, last = spans[0]
    for start, end in spans[1:]:
        if start > last + _NEXT_DAY:
            return None
        last = max(last, end)
    return first, last


def _in_their_year(found: Sequence[Time]) -> Sequence[Time]:
    """Leave out the fiscal year that only tells in which year the others are."""
    others = [time for time in found if time.kind != "fiscal"]
    years = [time for time in found if time.kind == "fiscal"]
    if not others or not years:
        return found
    inside = all(
        year.first
        and year.last
        and time.first
        and time.last
        and year.first <= time.first
        and time.last <= year.last
        for year in years
        for time in others
    )
    return others if inside else found
