"""Personal numbers in which letters stand for digits, as people and OCR write them.

An O for a zero, an l or I for a one. Letters are taken for digits only where the whole
has the form of such a number: its usual groups, or behind the word for it.
"""

import re
from collections.abc import Iterator

from prongsai.thai.personal import (
    SAYS_CITIZEN,
    hidden_id,
    is_citizen_id,
    mobile_numbers,
)
from prongsai.thai.spelled import spelled

_AS_DIGITS = str.maketrans("OoОоΟοQlI|", "0000000111")
"""Letters of Latin, Cyrillic and Greek that look like 0 and 1."""

_ONE = "[0-9OoОоΟοQlI|]"
_BOTH = re.compile("[0-9][- ]?[OoОоΟοQlI|]|[OoОоΟοQlI|][- ]?[0-9]")
_ALONE = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z]-)"
_ENDS = r"(?![0-9A-Za-z])(?!-[0-9A-Za-z])"
_ID = re.compile(
    rf"{_ALONE}{_ONE}([- .]){_ONE}{{4}}\1{_ONE}{{5}}\1{_ONE}{{2}}\1{_ONE}{_ENDS}"
)
_PLAIN_ID = re.compile(rf"{_ALONE}{_ONE}{{13}}{_ENDS}")
_PHONE = re.compile(
    rf"{_ALONE}[0OoОоΟο](?:[689]{_ONE}[- .]{_ONE}{{3}}[- .]?{_ONE}{{4}}"
    rf"|[689][- .]{_ONE}{{4}}[- .]{_ONE}{{4}}){_ENDS}"
)
_NAMED_PHONE = re.compile(
    r"(?:โทรศัพท์|มือถือ|เบอร์|โทร\.?|phone|mobile|\btel\b\.?)[^0-9\n\t]{0,15}?"
    rf"({_ALONE}[0OoОоΟο][689]{_ONE}{{8}}{_ENDS})",
    re.IGNORECASE,
)
_NEAR = 80
_LEAST = 6
"""So many of the signs are digits: a word of such letters is none."""


def odd_ids(text: str) -> Iterator[str]:
    """Yield IDs with letters for digits, hidden but for three digits."""
    text = spelled(text)
    if not _BOTH.search(text):
        return
    for match in _ID.finditer(text):
        yield from _id_of(match[0])
    for match in _PLAIN_ID.finditer(text):
        if SAYS_CITIZEN.search(text, max(0, match.start() - _NEAR), match.start()):
            yield from _id_of(match[0])


def _id_of(written: str) -> Iterator[str]:
    digits = re.sub("[- .]", "", written.translate(_AS_DIGITS))
    if _is_mixed(written) and is_citizen_id(digits):
        yield hidden_id(digits)


def odd_phones(text: str) -> Iterator[str]:
    """Yield mobile numbers with letters for digits, as ten digits."""
    text = spelled(text)
    if not _BOTH.search(text):
        return
    found = [match[0] for match in _PHONE.finditer(text)]
    found += [match[1] for match in _NAMED_PHONE.finditer(text)]
    for written in found:
        if _is_mixed(written):
            yield from mobile_numbers(written.translate(_AS_DIGITS))


def _is_mixed(written: str) -> bool:
    """Return whether there are letters, and enough digits."""
    signs = re.sub("[- .]", "", written)
    return len(signs) > sum(map(str.isdigit, signs)) >= _LEAST
