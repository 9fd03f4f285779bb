"""What a single cell of a header says: a field, a time, a year, a number."""

import re

from prongsai.importing.understand.done import judged
from prongsai.importing.understand.times import MONTH
from prongsai.importing.understand.vocabulary import Meaning, column, normalise
from prongsai.thai.digits import to_arabic

_QUARTER = re.compile(r"(?:ไตรมาส\s*(?:ที่)?|Q|q)\s*([1-4])(?:\s*\(.*\))?")
_MONTH = re.compile(rf"(?:เดือน\s*)?({MONTH})(?:\s*(?:25)?\d\d)?")
_LONGEST_STATUS = 30
COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
IN_BRACKETS = re.compile(r"\(.*\)")
YEAR = re.compile(
    r"(?:ประจำ)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(?<!\d)25\d\d(?!\d)"
)
SHORT_YEAR = re.compile(r"ปี\s*(?:พ\.?\s?ศ\.?)?\s*(?P<short>\d\d)(?!\d)")


def time_name(text: str) -> str:
    """Return a quarter or month that a header names as it is printed, or nothing."""
    plain = " ".join(to_arabic(text).split())
    found = _QUARTER.fullmatch(plain) or _MONTH.fullmatch(plain)
    return found[0] if found else ""


def status_name(text: str) -> str:
    """Return the status that a header names, as an office prints one over ticks."""
    if len(text) > _LONGEST_STATUS or meaning_of(text):
        return ""
    return judged(text).status


def meaning_of(text: str) -> Meaning | None:
    """Return the meaning of a header without the year that it names."""
    if len(text) > 160:
        return None
    found = column(text)
    if found is not None and found.sure:
        return found
    bare = YEAR.sub("", to_arabic(text))
    bare = SHORT_YEAR.sub("", bare)
    without = column(bare) if normalise(bare) != normalise(text) else None
    found = without or found
    if found is not None and not found.sure and found.name == "score":
        return None  # a figure under nearly such a header is no score
    return found


def is_year(text: str) -> bool:
    """Return whether a cell names a year and nothing else."""
    plain = to_arabic(text)
    bare = SHORT_YEAR.sub("", YEAR.sub("", plain))
    return bare != plain and not normalise(bare)
