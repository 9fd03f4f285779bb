"""The document of Mueang Chan, its tables read without the importer.

The document is counted with regular expressions alone: nine tables, a row a measure.
Cells are issue, unit, steps, follow-up, result, but the procurement row has unit and
steps in one cell, follow-ups in the third and a lone deadline in the fourth.
"""

from prongsai.thai.digits import to_arabic

HEADER = "ประเด็นที่ต้องปรับปรุง"
PROCUREMENT = 2


def fold(text: str) -> str:
    """Return `text` without white space and in Arabic digits."""
    return "".join(to_arabic(text).split())


def work_cells(place: int, row: list[str]) -> tuple[str, str]:
    """Return the cells of steps and of follow-ups, which procurement has shifted."""
    return (row[1], row[2]) if place == PROCUREMENT else (row[2], row[3])
