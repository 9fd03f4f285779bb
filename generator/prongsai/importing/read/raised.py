"""Raised signs: a footnote's mark is around the text, a square metre is in it."""

import re

_MARK = re.compile(r"[\s\d๐-๙*†‡§#,()\[\]⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNIT = re.compile(r"(?:ม|เมตร|ซม|กม|วา|m|km|cm)\.?\s*$", re.IGNORECASE)
_POWERS = {"2": "²", "3": "³", "๒": "²", "๓": "³"}
_BEFORE = 20


def is_mark(raised: str, before: str) -> bool:
    """Return whether a raised text after `before` is the mark of a footnote."""
    power = raised.strip() in _POWERS and _UNIT.search(before)
    return bool(raised.strip()) and not power and bool(_MARK.fullmatch(raised))


def as_power(raised: str) -> str:
    """Return a raised text; 2 and 3 as the signs of a square and a cube."""
    return _POWERS.get(raised.strip(), raised)


def told(raised: str, before: str) -> str:
    """Return a mark with the words before it, for the report."""
    return f"{before[-_BEFORE:].strip()} {raised.strip()}".strip()
