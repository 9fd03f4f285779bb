"""Texts of a workbook: Excel must not run them, and they come back letter by letter.

In addition to the guard against formulas, signs that XML cannot hold are replaced, and
what looks like an escape of Excel (`_x000A_`) is escaped itself.
"""

import datetime
import re

from prongsai import spreadsheet
from prongsai.thai.cell import shown_figure, shown_year

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

LONGEST = 32_000
"""The longest text of a cell; Excel allows 32,767 signs."""

TOO_LONG = "…"
"""Ends a text that is too long for a cell and can be changed in YAML only."""


def guarded(text: str) -> str:
    """Return a text as it goes into a cell."""
    text = spreadsheet.guarded(_UNFIT.sub("\ufffd", text))
    return _ESCAPE.sub("_x005F_", text)


def restored(text: str) -> str:
    """Return the text of a cell without what `guarded` put before it."""
    return spreadsheet.restored(
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    )


def fitting(text: str) -> str:
    """Return a plain text, cut to what a cell can hold."""
    return text if len(text) <= LONGEST else text[:LONGEST] + TOO_LONG


def text_of(value: object, form: str = "") -> str:
    """Return what a cell holds as a text; `form` is its number format.

    A real day becomes one of พ.ศ., as the cell shows it.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return restored(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):  # a datetime is one, too
        return f"{shown_year(value, form):04}-{value.month:02}-{value.day:02}"
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value)


def _number(value: float, form: str) -> str:
    """Return a figure as shown, unless the format hides digits that somebody typed."""
    typed = shown_figure(value)
    text = shown_figure(value, form)
    try:
        return text if float(text) == float(typed) else typed
    except ValueError:
        return typed
