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


def measure_rows(document: str) -> list[Row]:
    """Return topic and raw cells of every measure, continued rows joined."""
    topic, found = 0, list[Row]()
    for line in document.splitlines():
        if heading := re.match(r"([1-7])\) ", to_arabic(line)):
            topic = int(heading[1])
        elif "\t" in line and not line.startswith("มาตรการ/โครงการ"):
            cells = line.split("\t")
            if cells[0].strip():
                found.append((topic, cells))
            else:
                found[-1][1][5] += " " + cells[5]
    return found


def in_pairs(measures: Measures, rows: list[Row]) -> list[tuple[Measure, list[str]]]:
    pairs = zip(measures.measures, rows, strict=True)
    return [(measure, cells) for measure, (_, cells) in pairs]
