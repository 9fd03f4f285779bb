"""Find personal numbers in text: citizen IDs, mobile phones, bank accounts.

Digits may be Thai or Arabic. What is found is returned with most digits hidden, so
that a report does not spread what it warns of.
"""

import re
from collections.abc import Iterator

from prongsai.thai.digits import to_arabic

_LONG = re.compile("[0-9๐-๙](?:[^0-9๐-๙]{0,5}[0-9๐-๙]){8}")
_LEFT, _RIGHT = r"(?<![0-9A-Za-z_/=%.-])", r"(?![0-9A-Za-z_]|[.-][0-9A-Za-z])"
_GAP = r"[ \t\u00a0\u2010-\u2013-]{1,2}"
_CITIZEN = re.compile(
    rf"{_LEFT}(?:[1-9][0-9]{{12}}"
    rf"|[1-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{5}}{_GAP}[0-9]{{2}}{_GAP}[0-9]){_RIGHT}"
)
_BOXES = re.compile(rf"{_LEFT}[1-9](?:[ \t]+[0-9]){{12}}{_RIGHT}")
_BREAK = r"[ \t\r\n\f\u00a0]"
_FOLD = rf"{_BREAK}{{0,2}}[\u2010-\u2013-]{_BREAK}{{0,2}}"
_FOLDED = re.compile(
    _LEFT
    + _FOLD.join(
        rf"(?:{_BREAK}{{1,4}})?".join([first, *["[0-9]"] * (count - 1)])
        for first, count in [("[1-9]", 1), *(("[0-9]", n) for n in (4, 5, 2, 1))]
    )
    + _RIGHT
)
"""All hyphens of an ID, with the ends of lines wherever a cell was too narrow."""
_HALVES = re.compile(
    rf"{_LEFT}(?=([1-9][0-9]{{0,11}}{_BREAK}{{1,4}}[0-9]{{1,12}}){_RIGHT})"
)
_NAMES_THE_ID = re.compile(
    r"(?:เลข|หมายเลข)[^\n]{0,20}ประชาชน|บัตร(?:ประจำตัว)?ประชาชน|citizen id|id card",
    re.IGNORECASE,
)
_SAYS_CITIZEN = re.compile(r"ประชาชน|citizen|identification|\bid\b", re.IGNORECASE)
_NEAR = 80
_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9][ .,-])(?:\+66[ -]?|0)[689]"
    r"(?:[0-9]{8}|-[0-9]{4}-[0-9]{4}"
    r"|[0-9]([ -])(?:[0-9]{3}\1?[0-9]{4}|[0-9]{4}\1[0-9]{3}))"
    r"(?![0-9])(?![ .,-][0-9])"
)
_BANK = re.compile(
    r"บัญชี[^0-9\n\t]{0,40}?(?<![0-9])"
    r"([0-9]{3}[ -][0-9][ -][0-9]{5}[ -][0-9]|[0-9]{12}|[0-9]{10})(?![0-9-])"
)


def has_long_number(text: str) -> bool:
    """Return whether nine digits are close together: only then search further."""
    return _LONG.search(text) is not None


def is_citizen_id(digits: str) -> bool:
    """Return whether 13 Arabic digits are a person's ID with the right last digit.

    One that begins with 0 is a company's tax ID.
    """
    if not re.fullmatch(r"[1-9][0-9]{12}", digits):
        return False
    return int(digits[12]) == check_digit(digits[:12])


def check_digit(digits: str) -> int:
    """Return the last digit that belongs to the first twelve."""
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(digits))
    return (11 - total % 11) % 10


def citizen_ids(text: str) -> Iterator[str]:
    """Yield citizen IDs, hidden but for three digits (`x-xxxx-xxxxx-70-8`).

    Thirteen digits in separate boxes count only near a word for the card; those that
    the end of a line or cell cuts in two without a hyphen, only after its name.
    """
    text = to_arabic(text)
    for match in _CITIZEN.finditer(text):
        yield from _citizen(match[0])
    for match in _BOXES.finditer(text):
        if _SAYS_CITIZEN.search(text, max(0, match.start() - _NEAR), match.start()):
            yield from _citizen(match[0])
    yield from _over_line_ends(text)


def _over_line_ends(text: str) -> Iterator[str]:
    for match in _FOLDED.finditer(text):
        if not _CITIZEN.fullmatch(match[0]):
            yield from _citizen(match[0])
    named = _NAMES_THE_ID.search(text)
    if named is None:
        return
    for match in _HALVES.finditer(text, named.end()):
        yield from _citizen(match[1])


def _citizen(written: str) -> Iterator[str]:
    digits = re.sub(r"[^0-9]", "", written)
    if is_citizen_id(digits):
        yield f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"


def mobile_numbers(text: str) -> Iterator[str]:
    """Yield mobile phone numbers (06, 08, 09) as ten digits."""
    for match in _MOBILE.finditer(to_arabic(text)):
        digits = re.sub(r"[^0-9]", "", match[0])
        number = "0" + digits[2:] if digits.startswith("66") else digits
        if len(number) == 10:
            yield number


def hidden_phone(number: str) -> str:
    """Hide the middle of a phone number: `08x-xxx-5678`."""
    return f"{number[:2]}x-xxx-{number[-4:]}"


def bank_accounts(text: str) -> Iterator[str]:
    """Yield numbers near the word for an account, hidden but for the end."""
    text = to_arabic(text)
    for match in _BANK.finditer(text):
        if not any(mobile_numbers(match[1])):
            digits = re.sub(r"[^0-9]", "", match[1])
            yield f"xxx-x-xx{digits[-4:-1]}-{digits[-1]}"


__all__ = [
    "bank_accounts",
    "check_digit",
    "citizen_ids",
    "has_long_number",
    "hidden_phone",
    "is_citizen_id",
    "mobile_numbers",
]
