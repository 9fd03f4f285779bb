"""What people type about a code: `ข้อ e๙ คำถาม (ปี 2568 ส่วนที่ 2) = 84.00`."""

import re

from prongsai.thai.digits import to_arabic

_CODE = re.compile(
    r"(?:ข้อ|ตัวชี้วัดที่|ตัวชี้วัด)?\s*"
    r"([IEOieo]\s?[0-9]{1,2}|[IEO]IT|[0-9]{1,2}(?:\.[0-9])?)(?![0-9A-Za-z./])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_OF_ENTRY = re.compile(
    r"(?:(?:ปี|year)?\s*(?:พ\.ศ\.\s*)?(2[45][0-9]{2}))?\s*"
    r"(?:(?:ส่วนที่|part)\s*([12]).*)?"
)
_SCORE = re.compile(r"\s*=\s*([0-9.]+)\s*$")
_BETWEEN = re.compile(r"\s*(?:[,;]|และ)\s*")


def leading_code(text: str) -> tuple[str, str]:
    """Return the code that a text begins with, as is usual, and the words after it.

    Both are empty where it begins with none.
    """
    found = _CODE.match(to_arabic(text))
    if found is None:
        return "", ""
    name = found[1].replace(" ", "")
    upper = name.upper()
    spelled = upper if upper.endswith("IT") or upper[0] == "O" else name.lower()
    return spelled, text[found.end() :].strip(" :–-")


def year_and_part(text: str) -> tuple[int, str, str, str]:
    """Return year and part (`1`, `2`) named in brackets, and the text on both sides.

    The year is 0 and the part empty where none is named.
    """
    for found in reversed(list(_BRACKETS.finditer(to_arabic(text)))):
        inside = _OF_ENTRY.fullmatch(found[1].strip())
        if inside and (inside[1] or inside[2]):
            head, rest = text[: found.start()].strip(), text[found.end() :].strip()
            return int(inside[1] or 0), inside[2] or "", head, rest
    return 0, "", text, ""


def final_score(text: str) -> tuple[str, str]:
    """Return the score after `=` at the end, and the text before it."""
    found = _SCORE.search(to_arabic(text))
    return (found[1], text[: found.start()]) if found else ("", text)


def first_bracket(text: str) -> tuple[str, str]:
    """Return the text in the first brackets, and what is before them."""
    found = _BRACKETS.search(text)
    return (found[1], text[: found.start()].strip()) if found else ("", text)


def several(text: str) -> list[str]:
    """Return the parts between commas and `และ`."""
    return [part for part in _BETWEEN.split(text) if part]
