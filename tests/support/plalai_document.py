"""The document of ปลาไหล, its tables read without the importer."""

import re

from prongsai.model.measures import Measure, Measures
from prongsai.thai.digits import to_arabic

QUOTE = re.compile(
    r"([ie]\d+|0\d+|6[789]|11[345])(.+?)ผล *คะแนน (\d+(?:\.\d+)?)",
)


Row = tuple[int, list[str]]


def plain(text: str) -> str:
    """Fold digits, put blanks for tags, and fold white space."""
    return " ".join(re.sub(r"<[^>]*>", " ", to_arabic(text)).split())


def squeeze(text: str) -> str:
    """Drop all white space too: line breaks inside a cell mean nothing."""
    return plain(text).replace(" ", "")


def in_pairs(measures: Measures, rows: list[Row]) -> list[tuple[Measure, list[str]]]:
    pairs = zip(measures.measures, rows, strict=True)
    return [(measure, cells) for measure, (_, cells) in pairs]
