"""Texts that a spreadsheet must take for texts: no program may run a cell.

A text that begins like a formula gets one apostrophe before it: Excel would run it, or
show `#NAME?` for a list such as “- จัดทำแผน”. Numbers such as `-5` run nothing and stay.
Signs that show nothing do not count as a beginning, and signs of full width count as
those of usual width: Excel with an East Asian keyboard runs `＝1+1`.
A text that begins with apostrophes before such a sign gets one more, so that taking one
away always gives the text back.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from typing import TextIO

_RUNS = frozenset("=+-@")
_ENDS_A_CELL = frozenset("\t\r\n")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]")
"""Letters and marks that show nothing though their category says otherwise."""

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_SPLITS = re.compile("[;\t]")


def guarded(text: str) -> str:
    """Return a text as a cell may hold it, in a workbook or in CSV."""
    runs = _begins_like_a_formula(text.lstrip("'")) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def restored(text: str) -> str:
    """Return the text that `guarded` was given."""
    runs = text[:1] == "'" and _begins_like_a_formula(text.lstrip("'"))
    return text[1:] if runs else text


def _begins_like_a_formula(text: str) -> bool:
    for sign in text:
        if sign in _ENDS_A_CELL:
            return True
        if not _shows_nothing(sign):
            return unicodedata.normalize("NFKC", sign)[:1] in _RUNS
    return False


def _shows_nothing(sign: str) -> bool:
    hidden = unicodedata.category(sign) in {"Cc", "Cf"}
    return hidden or sign.isspace() or _UNSEEN.match(sign) is not None


class CsvRows:
    """Writes rows of CSV (RFC 4180), each cell one cell in every program.

    LibreOffice, and Excel in many countries, also split at `;` or a tab unless the cell
    is in quotation marks.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream that leaves ends of lines as they are."""
        self._plain = csv.writer(stream, lineterminator="\r\n")
        self._quoted = csv.writer(stream, lineterminator="\r\n", quoting=csv.QUOTE_ALL)

    def write(self, cells: Iterable[str]) -> None:
        """Write one row of texts that are guarded already."""
        row = list(cells)
        splits = _SPLITS.search("".join(row))
        (self._quoted if splits else self._plain).writerow(row)
