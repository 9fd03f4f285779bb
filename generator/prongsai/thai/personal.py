"""Find personal numbers in text: citizen IDs, mobile phones, bank accounts.

Signs are brought to one spelling first (`spelled`). What is found is returned with most
digits hidden, so that a report does not spread what it warns of.
"""

import re
from collections.abc import Iterator

from prongsai.thai.spelled import spelled

_LONG = re.compile("[0-9](?:[^0-9]{0,5}[0-9]){8}")
_APART = (
    r"(?:[ \t\r\n\f]{0,2}[-./\\,|()\[\]_*:~+=;']{1,2}[ \t\r\n\f]{0,2}"
    r"|[ \t\r\n\f]{0,4}|\][ \t]{0,3}\[)"
)
_THIRTEEN = re.compile(
    rf"(?<![0-9])(?<![0-9][.-])[1-9](?:{_APART}[0-9]){{12}}(?![0-9])"
)
"""Thirteen digits with anything between them that people put there."""

_GROUPS = re.compile(r"[0-9]+")
_USUAL = (1, 4, 5, 2, 1)
_OTHER_GROUPS = frozenset(
    {(4, 4, 4, 1), (1, 4, 4, 4), (3, 3, 3, 4), (4, 3, 3, 3), (4, 5, 4), (1, 12)}
    | {(1,) * 13}
)
_ANYTHING = re.compile(r"[^0-9]+")
SAYS_CITIZEN = re.compile(
    r"ประชาชน|เลขบัตร|ปชช|citizen|identification|(?<![a-z])n?id(?![a-z])|id[ -]?card",
    re.IGNORECASE,
)
_IS_OTHER = re.compile(
    r"(?:ผู้เสียภาษี|นิติบุคคล|ทะเบียนการค้า|e-?gp|serial|s/n|imei|isbn|barcode|บาร์โค้ด|ครุภัณฑ์"
    r"|เลขที่สัญญา|คุมสัญญา|โครงการเลขที่|เลขที่โครงการ|เลขที่อ้างอิง|ref\.?)[^\n\t0-9]{0,25}\Z",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\s*(?:บาท|ล้าน|หน่วย|กิโล|ลิตร|ตัน|ตร\.|ตาราง)")
_NEAR = 80
_BULK = 5
_ADDRESS = re.compile(r"(?:https?://|www\.|[=&?])\S*\Z", re.IGNORECASE)

_MOMENTS = frozenset({"15", "16", "17", "18"})
"""How milliseconds since 1970 begin, from 2017 on."""

_CODE_BEFORE = re.compile(r"(?<!id)(?<!ID)(?<!Id)(?:[A-Za-z_=%]|[A-Z]-|\.)\Z")
_CODE_AFTER = re.compile(r"[A-Za-z_]|-[0-9A-Za-z]|\.(?!0(?![0-9]))[0-9]")

_PHONE_APART = r"(?:[ .,/()_~-]{0,3}|- ?\n ?)"
_MOBILE = re.compile(
    r"(?<![0-9])(?<![0-9][.-])"
    r"(?:\(?(?:\+|00[ -]?)?66\)?[ .-]?(?:\(?0\)?[ .-]?)?|\(?0[ -]?)"
    rf"([689](?:{_PHONE_APART}[0-9]){{8}})(?![0-9])(?!\.[0-9])(?!-[0-9]{2})"
)
_PHONE_GROUPS = frozenset(
    {(9,), (2, 7), (2, 3, 4), (2, 4, 3), (1, 4, 4), (5, 4), (1, 8), (3, 3, 3)}
    | {(2, 2, 2, 3), (2, 3, 2, 2), (2, 2, 5), (6, 3), (3, 6), (4, 5), (1,) * 9}
    | {(1, 2, 2, 2, 2)}
)
"""How the nine digits behind 0 or +66 are grouped."""

_WITHOUT_ZERO = re.compile(
    r"(?:โทรศัพท์|มือถือ|เบอร์|โทร\.?|phone|mobile|\btel\b\.?)[^0-9\n\t]{0,15}[\t ]?"
    r"(?<![0-9])([689][0-9](?:[0-9]{7}|[ -][0-9]{3}[ -]?[0-9]{4}))"
    r"(?![0-9])(?![.-][0-9])",
    re.IGNORECASE,
)
"""As a spreadsheet shows a phone that was typed as a number."""

_NOT_A_PHONE = re.compile(
    r"(?:จำนวนเงิน|งบประมาณ|วงเงิน|ราคา|เลขที่สัญญา|คุมสัญญา|เลขที่โครงการ|ครุภัณฑ์|serial|s/n"
    r"|ผู้เสียภาษี|e-?gp|เลขที่หนังสือ|ใบเสร็จ|ฎีกา|พิกัด|lat|lon)[^\n\t0-9]{0,20}\Z",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"(?:บัญชี(?!รายชื่อ|แสดง|คุม|ราคา|แยกประเภท|ย่อย|แนบ)|บ/ช|ธนาคาร|กรุงไทย|กสิกรไทย|ไทยพาณิชย์|กรุงศรี|ทีทีบี|ธ\.ก\.ส|ธกส|ออมสิน|พร้อมเพย์|promptpay|\b(?:scb|kbank|ktb|bbl|bay|ttb|gsb|baac)\b|account|a/c|เลขที่บช\.?|บช\.)"
    r"[^0-9\n\t]{0,50}[\t ]?(?<![0-9])"
    r"([0-9]{3}[ -]{1,3}[0-9][ -]{1,3}[0-9]{5}[ -]{1,3}[0-9]"
    r"|[0-9]{3}[ -][0-9]{6}[ -][0-9]|[0-9]{3}[ -][0-9]{7}"
    r"|[0-9]{2}-[0-9]{3}-[0-9]-[0-9]{5}-[0-9]"
    r"|[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{12}|[0-9]{10})"
    r"(?![0-9]|-[0-9])",
    re.IGNORECASE,
)


def has_long_number(text: str) -> bool:
    """Return whether nine digits are close together: only then search further."""
    return _LONG.search(spelled(text)) is not None


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

    Digits in groups that are not usual for an ID count only behind a word for the card.
    Among many numbers of thirteen digits, those of one series count only so, too: a
    tenth of all numbers has the right last digit by chance.
    """
    text = spelled(text)
    found = list(_THIRTEEN.finditer(text))
    series = _is_series([match[0] for match in found])
    for match in found:
        digits = _ANYTHING.sub("", match[0])
        if is_citizen_id(digits) and _is_meant(text, match, series=series):
            yield hidden_id(digits)


def hidden_id(digits: str) -> str:
    """Hide an ID but for three digits: `x-xxxx-xxxxx-70-8`."""
    return f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"


def _is_series(written: list[str]) -> bool:
    """Return whether the unbroken numbers are too often none to be a list of IDs."""
    plain = [number for number in written if number.isdigit()]
    right = sum(map(is_citizen_id, plain))
    return len(plain) >= _BULK and right < len(plain) / 2


def _is_meant(text: str, match: re.Match[str], *, series: bool) -> bool:
    start = max(0, match.start() - _NEAR)
    before = text[start : match.start()]
    named = SAYS_CITIZEN.search(before) is not None
    if _IS_OTHER.search(before):
        return named
    groups = tuple(map(len, _GROUPS.findall(match[0])))
    if groups != (13,) and _in_amount(text, match):
        return False
    if groups == (13,):
        return named or not (series or _is_in_word(before, text, match.end()))
    if groups == _USUAL or _folded(match[0]) == _USUAL:
        return True
    return named or (groups in _OTHER_GROUPS and not re.search(r"[,;\t\n]", match[0]))


def _is_in_word(before: str, text: str, end: int) -> bool:
    """Return whether digits are part of a longer sign: a code, a moment in time."""
    if _ADDRESS.search(before):
        return text[end - 13 : end - 11] in _MOMENTS
    after = text[end : end + 2]
    return bool(_CODE_BEFORE.search(before) or _CODE_AFTER.match(after))


def _in_amount(text: str, match: re.Match[str]) -> bool:
    """Return whether commas join digits to more digits."""
    around = text[max(0, match.start() - 2) : match.start()]
    behind = text[match.end() : match.end() + 2]
    return bool(re.match(r"[0-9],", around) or re.match(r",[0-9]", behind))


def _folded(written: str) -> tuple[int, ...]:
    """Return the groups between hyphens, where ends of lines are none."""
    parts = re.sub(r"[ \t\r\n\f]", "", written).split("-")
    return tuple(map(len, parts))


def mobile_numbers(text: str) -> Iterator[str]:
    """Yield mobile phone numbers (06, 08, 09) as ten digits."""
    text = spelled(text)
    for match in _MOBILE.finditer(text):
        if _is_phone(text, match):
            yield "0" + _ANYTHING.sub("", match[1])
    for match in _WITHOUT_ZERO.finditer(text):
        yield "0" + _ANYTHING.sub("", match[1])


def _is_phone(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if _NOT_A_PHONE.search(before) or _AMOUNT.match(text, match.end()):
        return False
    if re.search(r"[0-9] \Z", before) or re.match(r" [0-9]", text[match.end() :][:2]):
        return False
    groups = tuple(map(len, _GROUPS.findall(match[1])))
    if groups != (9,) and "-" not in match[0] and _in_amount(text, match):
        return False
    return groups in _PHONE_GROUPS and not re.search(r",|\d/\d{4}/", match[0])


def hidden_phone(number: str) -> str:
    """Hide the middle of a phone number: `08x-xxx-5678`."""
    return f"{number[:2]}x-xxx-{number[-4:]}"


def bank_accounts(text: str) -> Iterator[str]:
    """Yield numbers near the word for an account, hidden but for the end."""
    for match in _BANK.finditer(spelled(text)):
        if not any(mobile_numbers(match[1])):
            digits = _ANYTHING.sub("", match[1])
            yield f"xxx-x-xx{digits[-4:-1]}-{digits[-1]}"


__all__ = [
    "SAYS_CITIZEN",
    "bank_accounts",
    "check_digit",
    "citizen_ids",
    "has_long_number",
    "hidden_id",
    "hidden_phone",
    "is_citizen_id",
    "mobile_numbers",
]
