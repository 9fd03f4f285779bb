"""Times as documents print them: days, months, quarters, fiscal years, in order."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prongsai.importing.notes import Reason
from prongsai.thai.dates import (
    ERA_OFFSET,
    MONTHS,
    SHORT_MONTHS,
    fiscal_year_end,
    fiscal_year_start,
)

DASH = r"(?:[-‐‑‒–—―−~∼～〜⁓﹘﹣－→⟶➔⇒]+|จนถึง|ถึง|จน)"
_LIST = r"(?:,|;|/|และ|กับ|หรือ|\s)+"


def _loose(short: str) -> str:
    return r"\s?".join(f"{re.escape(part)}\\.?" for part in short.split(".") if part)


MONTH = "|".join([*MONTHS, *(_loose(short) for short in SHORT_MONTHS)])
"""Every month in full and in short, with or without its dots."""

_ERA = r"(?:พ\.?\s?ศ\.?\s*)?"
_YEAR = r"25\d{2}|24\d{2}|\d{2}"
_OF_YEAR = r"(?:\s*/\s*(?P<of>25\d\d|\d\d)(?!\d))?"
"""The year behind a quarter: 1/2568."""

_TIME = re.compile(
    rf"(?:วันที่\s*)?(?:(?P<first>\d{{1,2}})\s*{DASH}\s*)?(?:(?P<day>\d{{1,2}})\s*)?(?:เดือน\s*)?"
    rf"(?P<month>{MONTH})(?:\s*(?:ปี\s*)?{_ERA}(?P<year>{_YEAR})(?!\d))?"
    rf"|(?<!\d)(?P<number>\d{{1,2}}/\d{{1,2}}/25\d\d)(?!\d)"
    rf"|(?:ไตรมาส\s*(?:ที่)?|(?<![A-Za-z])Q)\s*(?P<quarter>[1-4])(?!\d){_OF_YEAR}"
    rf"|ปี\s*งบประมาณ\s*{_ERA}(?P<fiscal>25\d{{2}})(?!\d)"
)
_MORE_QUARTERS = re.compile(
    rf"\s*(?P<by>{DASH}|{_LIST})\s*(?:ที่|Q)?\s*(?P<quarter>[1-4])(?![\d.]){_OF_YEAR}"
)
_MORE_YEARS = re.compile(
    rf"\s*(?P<by>{DASH}|{_LIST})\s*{_ERA}(?P<fiscal>25\d{{2}}|\d{{2}})(?!\d)"
)
_DAY_BEFORE = re.compile(r"\d{1,2}\s*(?:,|;|/|และ|กับ)\s*(?:วันที่\s*)?$")
_EXACT = re.compile(
    rf"(?P<intro>วันที่\s*)?(?<!\d)(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{MONTH})\s*"
    rf"{_ERA}(?P<year>2[45]\d{{2}})(?!\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One printed time: its place, and its days where they are certain.

    `ranged`: a dash or ถึง is between it and the time before; `month` and `day` are
    kept for times whose year is elsewhere.
    """

    at: int
    end: int
    kind: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    ranged: bool = False
    month: int = 0
    day: int = 0
    guess: Reason | None = None


def times(text: str, year: int) -> list[Time]:
    """Return every time in a text in Arabic digits, of fiscal year `year`."""
    found: list[Time] = []
    for match in _TIME.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        ranged = bool(found) and _is_range(text[found[-1].end : match.start()])
        if match["quarter"]:
            found += _quarters(match, text, _year_of_quarters(text, year), ranged)
        elif match["number"]:
            found.append(_in_figures(match, ranged))
        elif match["fiscal"]:
            found += _fiscal_years(match, text, year, ranged)
        else:
            found.append(_month(match, text, year, ranged))
    return found


def days_named(text: str) -> Iterator[tuple[str, datetime.date | None, str]]:
    """Yield every exact day with the text before and after it."""
    for match in _EXACT.finditer(text):
        at = match.start("day") if match["intro"] else match.start()
        yield text[:at], _exact(match), text[match.end() :]


def month_number(month: str) -> int:
    """Return 1 to 12 of a month's name, in full or in short."""
    if month in MONTHS:
        return MONTHS.index(month) + 1
    bare = re.sub(r"[.\s]", "", month)
    shorts = [short.replace(".", "") for short in SHORT_MONTHS]
    return shorts.index(bare) + 1


def last_day(year: int, month: int) -> datetime.date:
    """Return the last day of a month of ค.ศ. `year`."""
    return datetime.date(year, month, _days(year, month))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def quarter_start(number: int, year: int) -> datetime.date:
    """Return the first day of a quarter of fiscal year `year` (พ.ศ.)."""
    months = 9 + 3 * (number - 1)
    return datetime.date(year - ERA_OFFSET - 1 + months // 12, months % 12 + 1, 1)


def full_year(text: str, year: int) -> int:
    """Return a year (พ.ศ.) of four or two digits; 0 where two are far from `year`."""
    if len(text) == 4:
        return int(text)
    full = 2500 + int(text)
    return full if abs(full - year) <= 2 else 0


def _is_range(between: str) -> bool:
    return re.fullmatch(rf"\s*{DASH}\s*(?:สิ้น|ปลาย)?", between) is not None


def _year_of_quarters(text: str, year: int) -> int:
    """Return the fiscal year that the text names, 0 where it names another year."""
    named = {int(found) for found in re.findall(r"(?<!\d)25\d\d(?!\d)", text)}
    fiscal = {int(match["fiscal"]) for match in _TIME.finditer(text) if match["fiscal"]}
    if len(fiscal) == 1:
        return fiscal.pop()
    return year if named <= {year, year - 1} else 0


def _quarters(
    match: re.Match[str],
    text: str,
    year: int,
    ranged: bool,  # noqa: FBT001 - one of a table
) -> Iterator[Time]:
    yield _quarter(match, int(match["quarter"]), year, ranged=ranged)
    more = _MORE_QUARTERS.match(text, match.end())
    while more:
        yield _quarter(more, int(more["quarter"]), year, ranged=_is_range(more["by"]))
        more = _MORE_QUARTERS.match(text, more.end())


def _quarter(match: re.Match[str], number: int, year: int, *, ranged: bool) -> Time:
    at, end = match.span()
    if not year or (match["of"] and full_year(match["of"], year) != year):
        return Time(at=at, end=end, kind="quarter", ranged=ranged)
    first = quarter_start(number, year)
    last = last_day(first.year, first.month + 2)
    return Time(
        at=at,
        end=end,
        kind="quarter",
        first=first,
        last=last,
        ranged=ranged,
        guess="quarter-of-year",
    )


def _fiscal_years(
    match: re.Match[str],
    text: str,
    year: int,
    ranged: bool,  # noqa: FBT001 - one of a table
) -> Iterator[Time]:
    yield _fiscal(match, match["fiscal"], year, ranged=ranged)
    more = _MORE_YEARS.match(text, match.end())
    while more:
        yield _fiscal(more, more["fiscal"], year, ranged=_is_range(more["by"]))
        more = _MORE_YEARS.match(text, more.end())


def _fiscal(match: re.Match[str], printed: str, year: int, *, ranged: bool) -> Time:
    of = full_year(printed, year)
    at, end = match.span()
    if not of or abs(of - year) > 3:
        return Time(at=at, end=end, kind="fiscal", ranged=ranged)
    return Time(
        at=at,
        end=end,
        kind="fiscal",
        first=fiscal_year_start(of),
        last=fiscal_year_end(of),
        ranged=ranged,
    )


def _in_figures(match: re.Match[str], ranged: bool) -> Time:  # noqa: FBT001 - one of a table
    """Return a day in figures, as it is written in Thailand: day, month, พ.ศ."""
    day, month, year = map(int, match["number"].split("/"))
    at, end = match.span()
    made = Time(at=at, end=end, kind="month", ranged=ranged, month=month, day=day)
    return (
        dated(made, year) if day and 1 <= month <= 12 else replace(made, kind="unclear")
    )


def _month(
    match: re.Match[str],
    text: str,
    year: int,
    ranged: bool,  # noqa: FBT001 - one of a table
) -> Time:
    number, day = month_number(match["month"]), int(match["day"] or 0)
    at, end = match.span()
    of = full_year(match["year"], year) if match["year"] else 0
    short = match["year"] and len(match["year"]) == 2
    listed = day and _DAY_BEFORE.search(text[:at])
    unclear = listed or (match["year"] and not of)
    kind = "unclear" if unclear else "month"
    made = Time(
        at=at,
        end=end,
        kind=kind,
        ranged=ranged,
        month=number,
        day=day,
        guess="two-digit-year" if short else None,
    )
    return made if unclear or not of else dated(made, of, int(match["first"] or 0))


def dated(time: Time, year: int, first_day: int = 0) -> Time:
    """Return a month or day in a year (พ.ศ.); unclear where there is no such day."""
    of = year - ERA_OFFSET
    unclear = replace(time, kind="unclear")
    try:
        last = datetime.date(of, time.month, time.day or _days(of, time.month))
        first = datetime.date(of, time.month, first_day or time.day or 1)
    except ValueError:
        return unclear
    return replace(time, first=first, last=last) if first <= last else unclear


def _exact(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(
            int(match["year"]) - ERA_OFFSET,
            month_number(match["month"]),
            int(match["day"]),
        )
    except ValueError:
        return None
