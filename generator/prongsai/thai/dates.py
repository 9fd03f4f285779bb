"""Dates in the Buddhist Era (พ.ศ.): `datetime.date` inside, พ.ศ. in files and on pages.

Fiscal year N runs from 1 October N-1 to 30 September N (both พ.ศ.).
"""

import datetime
import re

from prongsai.thai.digits import to_arabic

ERA_OFFSET = 543
"""พ.ศ. minus ค.ศ."""

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

_DAY_WITHIN = re.compile(r"(?<![\w-])2[45]\d\d-\d\d-\d\d(?![\w-])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


_TYPED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](2[4-6]\d\d|[67]\d)")
_WRITTEN = re.compile(r"(\d{1,2}) ?(\D+?) ?(?:พ\.ศ\. ?)?(2[4-6]\d\d|[67]\d)")


class EraError(ValueError):
    """A year that is not of the Buddhist Era: most likely typed as ค.ศ."""


def parse_date(text: str) -> datetime.date:
    """Read `2568-03-31` (พ.ศ., Thai or Arabic digits).

    Raises:
        EraError: the year is below 2400 or above 2700.
        ValueError: not of that form, or no such day.
    """
    match = _ISO.fullmatch(to_arabic(text.strip()))
    if match is None:
        message = f"not a date: {text!r}"
        raise ValueError(message)
    year, month, day = (int(part) for part in match.groups())
    if not 2400 <= year <= 2700:
        raise EraError(text)
    return datetime.date(year - ERA_OFFSET, month, day)


def day_as_typed(text: str) -> str:
    """Return a day as in YAML if it is certain, else the text in Arabic digits.

    People type `31/3/2569`, `๓๑ มี.ค. ๖๙` or `31 มีนาคม 2569` (พ.ศ.).
    """
    typed = to_arabic(text)
    if found := _TYPED.fullmatch(typed):
        return f"{_full(found[3])}-{int(found[2]):02}-{int(found[1]):02}"
    if found := _WRITTEN.fullmatch(typed):
        for names in (MONTHS, SHORT_MONTHS):
            if found[2] in names:
                month = names.index(found[2]) + 1
                return f"{_full(found[3])}-{month:02}-{int(found[1]):02}"
    return typed


def _full(year: str) -> str:
    """Return a year of two digits with its century: 69 is 2569, never 2069."""
    return year if len(year) == len("2569") else f"25{year}"


def format_iso(date: datetime.date) -> str:
    """Write `date` as in YAML: `2568-03-31` (พ.ศ.)."""
    return f"{buddhist_year(date):04d}-{date.month:02d}-{date.day:02d}"


def buddhist_year(date: datetime.date) -> int:
    """Return the calendar year of `date` in พ.ศ."""
    return date.year + ERA_OFFSET


def format_long(date: datetime.date) -> str:
    """Write `date` as on an official letter: `31 มีนาคม 2568`."""
    return f"{date.day} {MONTHS[date.month - 1]} {buddhist_year(date)}"


def format_short(date: datetime.date) -> str:
    """Write `date` short: `31 มี.ค. 2568`."""
    return f"{date.day} {SHORT_MONTHS[date.month - 1]} {buddhist_year(date)}"


def with_days(text: str) -> str:
    """Return a text with its days (`2568-03-31`) as people write them, short."""
    return _DAY_WITHIN.sub(_as_people, text)


def _as_people(found: re.Match[str]) -> str:
    try:
        return format_short(parse_date(found[0]))
    except ValueError:  # it looks like a day, but there is none
        return found[0]


def fiscal_year(date: datetime.date) -> int:
    """Return the fiscal year (พ.ศ.) in which `date` lies."""
    return buddhist_year(date) + (1 if date.month >= 10 else 0)


def fiscal_year_start(year: int) -> datetime.date:
    """Return the first day of fiscal year `year` (พ.ศ.): 1 October before."""
    return datetime.date(year - ERA_OFFSET - 1, 10, 1)


def fiscal_year_end(year: int) -> datetime.date:
    """Return the last day of fiscal year `year` (พ.ศ.): 30 September."""
    return datetime.date(year - ERA_OFFSET, 9, 30)
