"""Years (พ.ศ.) that a text names: alone, and from one to another."""

import re

from prongsai.thai.digits import to_arabic

FIRST_YEAR, LAST_YEAR = 2500, 2650
"""Fiscal years (พ.ศ.) that can be meant."""

_ERA = r"(?:พ\.?\s?ศ\.?\s*)?"
_RANGE = re.compile(
    rf"(?<!\d)(?P<first>2[45]\d\d)\s*(?:[-‐‑‒–—―−~/]|จนถึง|ถึง)\s*(?:ปี\s*)?{_ERA}"
    r"(?P<last>2[45]\d\d|\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")


def names_year(text: str, year: int) -> bool:
    """Return whether a text names a year, or one before it and one behind it."""
    plain = to_arabic(text)
    return year in map(int, _YEAR.findall(plain)) or spans_year(plain, year)


def spans_year(text: str, year: int) -> bool:
    """Return whether a text names several years with this one (2566-2570)."""
    for match in _RANGE.finditer(to_arabic(text)):
        first, last = int(match["first"]), int(match["last"])
        last += first // 100 * 100 if last < 100 else 0
        if first < last and first <= year <= last:
            return True
    return False
