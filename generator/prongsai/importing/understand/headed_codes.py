"""Codes that their header makes sure: an instrument by name, an indicator by number."""

import re

from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.vocabulary import says
from prongsai.thai.codes import INSTRUMENTS, kind_of
from prongsai.thai.digits import to_arabic

_NUMBER = re.compile(
    r"(?:ตัวชี้วัด(?:ย่อย)?\s*(?:ที่\s*)?)?(?P<code>\d{1,2}(?:\.\d)?)(?!\d)[.)]?\s*(?P<rest>.*)",
    re.DOTALL,
)


def instrument_named(text: str) -> str:
    """Return the instrument that a cell names, and nothing of it; else nothing.

    A part of the EIT has a score of its own, which is not that of the EIT.
    """
    plain = to_arabic(text)
    found = says("headings", plain)
    named = set(INSTRUMENTS) & {*found, plain.strip()}
    whole = not {"public", "survey"} & {*found} and not any(map(str.isdigit, plain))
    return named.pop() if len(named) == 1 and whole else ""


def numbered_indicator(text: str, codes: CodeReader) -> tuple[str, str]:
    """Return the indicator or sub-indicator whose number a cell begins with.

    With it come the words behind the number; those of another title make it none, and
    a whole number with other words may only count the rows.
    """
    found = _NUMBER.fullmatch(to_arabic(text).strip())
    if found is None or not codes.is_indicator(found["code"]):
        return "", ""
    code, rest = found["code"], found["rest"].strip()
    named = codes.named(rest)
    if (named and named != code) or (
        rest and not named and kind_of(code) == "indicator"
    ):
        return "", ""
    return code, rest
