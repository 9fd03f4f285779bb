"""The order in which people look names up: that of a Thai dictionary, with numbers."""

import re

from prongsai.thai.digits import to_arabic

_VOWEL_FIRST = re.compile("([เ-ไ])([ก-ฮ])")
_MARKS = re.compile("[็-์]")


def in_order(text: str) -> tuple[tuple[tuple[int, str], ...], str]:
    """Return a key that sorts texts: `เชียงราย` at ช, `หมู่ 2` before `หมู่ 10`.

    A vowel that is written before its consonant counts after it, and marks of tone do
    not count, as in the dictionary of the Royal Society.
    """
    spoken = _VOWEL_FIRST.sub(r"\2\1", _MARKS.sub("", to_arabic(text)))
    parts = re.split(r"(\d+)", spoken)
    key = tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
    return key, text
