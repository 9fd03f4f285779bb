"""Codes of OIT items, however a manual sets them: O12, ข้อ O 12, O๑๒."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prongsai.rules.manual import Line
from prongsai.thai.digits import to_arabic

_ONE = r"(?:(?:OIT|[OОＯ])[\s.–-]{0,2}|[o0๐])([0-9๐-๙]{1,2})(?![0-9๐-๙])"
CODE = re.compile(rf"^(?:ข้อ(?:ที่)?\s*)?\(?{_ONE}[\s.:)–-]*")
"""A small o before a blank is a bullet."""
_MORE = re.compile(rf"^(?:[\s,/&-–]|และ|ถึง|ข้อ|\(|\))*{_ONE}")
_LEADERS = re.compile(r"\s*(\.\s?){3,}[\s.]*[0-9๐-๙]*$|\s*…[\s.…]*[0-9๐-๙]*$|\t.*$")

SUB_INDICATOR = re.compile(r"ตัวชี้วัดย่อย(?:ที่)?\s*(9|10)\.([0-9])")
"""The name of a sub-indicator, in Arabic digits."""


def begins_with_code(cell: Sequence[Line]) -> bool:
    """Return whether a cell begins with the code of an item."""
    return bool(cell and CODE.match(cell[0].text))


def names_code(text: str) -> bool:
    """Return whether the code of an item is anywhere in a text."""
    return bool(re.search(rf"(?<![a-zA-Z]){_ONE}", text))


def code_and_rest(cell: Sequence[Line]) -> tuple[str, tuple[Line, ...]]:
    """Return the code that a cell begins with, and what is behind it."""
    found = CODE.match(cell[0].text)
    assert found
    first = cell[0].text[found.end() :]
    rest = (replace(cell[0], text=first), *cell[1:]) if first else tuple(cell[1:])
    return f"O{int(to_arabic(found[1]))}", rest


def more_codes(line: Line) -> list[str]:
    """Return the codes behind the first one of a line that is only codes: O1 – O2."""
    found = CODE.match(line.text)
    text = line.text[found.start(1) :].lstrip("0123456789๐๑๒๓๔๕๖๗๘๙") if found else ""
    codes: list[str] = []
    while more := _MORE.match(text):
        codes.append(f"O{int(to_arabic(more[1]))}")
        text = text[more.end() :]
    return [] if text.strip(" )") else codes


def without_leaders(text: str) -> str:
    """Drop the dots and the page number of a line in a table of contents."""
    return _LEADERS.sub("", text)
