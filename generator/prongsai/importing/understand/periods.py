"""When something is done, due or was done: the words as printed, dates where sure."""

import calendar
import datetime
import re
from dataclasses import dataclass

from prongsai.importing.understand.vocabulary import says
from prongsai.thai.dates import (
    ERA_OFFSET,
    MONTHS,
    SHORT_MONTHS,
    fiscal_year_end,
    fiscal_year_start,
)
from prongsai.thai.digits import to_arabic


def _loose(short: str) -> str:
    return r"\s?".join(f"{re.escape(part)}\\.?" for part in short.split(".") if part)


_MONTH = "|".join([*MONTHS, *(_loose(short) for short in SHORT_MONTHS)])
_M = rf"(?:เดือน\s*)?(?P<m{{0}}>{_MONTH})"
_Y = r"(?:\s*(?:พ\.?\s?ศ\.?\s*)?(?P<y{0}>2[45]\d{{2}}|\d{{2}})(?!\d))"
_DAY = r"(?:วันที่\s*)?(?:(?P<d{0}>\d{{1,2}})\s*)?"
_RANGE = re.compile(
    _DAY.format(1)
    + _M.format(1)
    + _Y.format(1)
    + r"?\s*(?:-|–|ถึง|จนถึง)\s*"
    + _DAY.format(2)
    + _M.format(2)
    + _Y.format(2)
)
_ONE = re.compile(_DAY.format(1) + _M.format(1) + _Y.format(1))
_FISCAL = re.compile(r"ปี\s*งบประมาณ\s*(?:พ\.?\s?ศ\.?\s*)?(2[45]\d{2})(?!\d)")
_QUARTER = re.compile(r"ไตรมาส\s*(?:ที่)?\s*([1-4])(?!\d)")
_EVERY_YEAR = (
    rf"ภายใน\s*(?:เดือน\s*)?(?:{_MONTH})(?:\s*และ\s*(?:เดือน\s*)?(?:{_MONTH}))*\s*ของทุกปี"
)
_DUE = re.compile(
    rf"{_EVERY_YEAR}|ภายใน\s*(?:วันที่\s*\d{{1,2}}\s*)?(?:เดือน\s*)?(?:{_MONTH})"
    rf"(?:\s*(?:พ\.?\s?ศ\.?\s*)?2[45]\d{{2}}(?!\d))?"
)
_TWO_MONTHS = re.compile(rf"(?:{_MONTH})\s*และ\s*(?:เดือน\s*)?(?:{_MONTH})\s*ของทุกปี")
_EXACT = re.compile(
    rf"(?:วันที่\s*)?(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{_MONTH})\s*"
    r"(?:พ\.?\s?ศ\.?\s*)?(?P<year>2[45]\d{2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, and how often; `words` are the document's own.

    `guess` names what had to be supposed, empty where nothing had.
    """

    words: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    repeats: str = ""
    guess: str = ""


def period(text: str, year: int) -> Period:
    """Read a schedule of fiscal year `year` (พ.ศ.)."""
    plain = to_arabic(text)
    repeats = recurrence(plain)
    match = _RANGE.search(plain)
    if match:
        return _range(match, year, repeats)
    match = _QUARTER.search(plain)
    if match:
        first = _quarter(int(match[1]), year)
        last = _last_day(first.year, first.month + 2)
        return Period(match[0], first, last, repeats, "quarter-of-year")
    match = _ONE.search(plain)
    if match:
        start, end, guess = _month(match, year)
        return Period(match[0].strip(), start, end, repeats, guess)
    match = _FISCAL.search(plain)
    if match and abs(int(match[1]) - year) <= 3:
        of = int(match[1])
        return Period(match[0], fiscal_year_start(of), fiscal_year_end(of), repeats)
    return Period(repeats=repeats)


def due(text: str) -> Period:
    """Read by when something must be done; without a year the day stays open."""
    plain = to_arabic(text)
    repeats = recurrence(plain)
    match = _DUE.search(plain)
    if match is None:
        return Period(repeats=repeats)
    words = " ".join(match[0].split())
    if words.endswith("ของทุกปี"):
        return Period(words, repeats=recurrence(words))
    one = _ONE.search(match[0])
    if one is None or len(one["y1"]) < 4:
        return Period(words, repeats=repeats)
    _, end, _ = _month(one, 0)
    return Period(words, end=end, repeats=repeats)


def done_on(text: str) -> Period:
    """Read the one exact day that a result names; several days stay words."""
    plain = to_arabic(text)
    found = list(_EXACT.finditer(plain))
    if len(found) == 1:
        day = _exact(found[0])
        return Period("" if day else found[0][0], end=day)
    if found:
        return Period(" ".join(match[0] for match in found))
    match = _RANGE.search(plain)
    return Period(match[0].strip() if match else "")


def recurrence(text: str) -> str:
    """Return how often, as the model says it, or an empty string."""
    if _TWO_MONTHS.search(to_arabic(text)):
        return "half-yearly"
    found = says("repeats", text)
    order = ("monthly", "quarterly", "half-yearly", "yearly")
    return next((name for name in order if name in found), "")


def _exact(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(
            int(match["year"]) - ERA_OFFSET, _number(match["month"]), int(match["day"])
        )
    except ValueError:
        return None


def _number(month: str) -> int:
    if month in MONTHS:
        return MONTHS.index(month) + 1
    bare = re.sub(r"[.\s]", "", month)
    shorts = [short.replace(".", "") for short in SHORT_MONTHS]
    return shorts.index(bare) + 1


def _full_year(text: str, year: int) -> tuple[int, str]:
    """Return the year (พ.ศ.); one of two digits must lie near the document's."""
    if len(text) == 4:
        return int(text), ""
    full = 2500 + int(text)
    return (full, "two-digit-year") if abs(full - year) <= 2 else (0, "")


def _range(match: re.Match[str], year: int, repeats: str) -> Period:
    words = " ".join(match[0].split())
    last_year, guess = _full_year(match["y2"], year)
    first, last = _number(match["m1"]), _number(match["m2"])
    if match["y1"]:
        first_year, _ = _full_year(match["y1"], year)
    else:
        first_year = last_year - (first > last)
    if not first_year or not last_year:
        return Period(words, repeats=repeats)
    try:
        start = datetime.date(first_year - ERA_OFFSET, first, int(match["d1"] or 1))
        end = (
            datetime.date(last_year - ERA_OFFSET, last, int(match["d2"]))
            if match["d2"]
            else _last_day(last_year - ERA_OFFSET, last)
        )
    except ValueError:
        return Period(words, repeats=repeats)
    if start > end:
        return Period(words, repeats=repeats)
    return Period(words, start, end, repeats, guess)


def _month(
    match: re.Match[str], year: int
) -> tuple[datetime.date | None, datetime.date | None, str]:
    full, guess = _full_year(match["y1"], year)
    if not full:
        return None, None, ""
    month = _number(match["m1"])
    if match["d1"]:
        try:
            day = datetime.date(full - ERA_OFFSET, month, int(match["d1"]))
        except ValueError:
            return None, None, ""
        return day, day, guess
    start = datetime.date(full - ERA_OFFSET, month, 1)
    return start, _last_day(start.year, month), guess


def _quarter(number: int, year: int) -> datetime.date:
    start = fiscal_year_start(year)
    months = start.month - 1 + 3 * (number - 1)
    return datetime.date(start.year + months // 12, months % 12 + 1, 1)


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
