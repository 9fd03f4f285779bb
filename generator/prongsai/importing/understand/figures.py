"""Scores in cells: figures from 0 to 100 with nothing but their own words."""

import re

from prongsai.importing.understand.vocabulary import words
from prongsai.thai.digits import to_arabic

_MARKS = re.compile(r"(?<=\d)\s*(?:[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+|\[\d+\])+$")
"""Marks of footnotes behind a figure."""

_OF_HUNDRED = re.compile(r"(?<=\d)\s*(?:/|จาก|เต็ม)\s*100(?:\.0+)?$")
_FIGURE = re.compile(r"(?:100(?:\.0{1,4})?|[0-9]{1,2}(?:\.[0-9]{1,4})?)")


def is_figure(text: str) -> bool:
    """Return whether a text is a score or several, with nothing but their own word."""
    bare = normalise_words(text)
    return bool(bare) and all(_FIGURE.fullmatch(part) for part in bare.split())


def normalise_words(text: str) -> str:
    """Remove the words and marks around scores."""
    plain = _MARKS.sub("", to_arabic(text).strip())
    for word in words("score_words"):
        plain = plain.replace(word, " ")
    plain = " ".join(plain.replace(":", " ").replace("%", " ").split())
    return _OF_HUNDRED.sub("", plain)


def figures(text: str) -> list[str]:
    """Return the scores in a cell that holds nothing else."""
    return normalise_words(text).split() if is_figure(text) else []
