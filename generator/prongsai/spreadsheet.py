"""Texts that a spreadsheet must take for texts: no program may run a cell.

A text that begins like a formula gets one apostrophe before it: Excel would run it, or
show `#NAME?` for a list such as “- จัดทำแผน”. Numbers such as `-5` run nothing and stay.
A text that begins with apostrophes before such a sign gets one more, so that taking one
away always gives the text back.
"""

import re

_RUNS = r" *[=+\-@\t\r\n]"
_FORMULA = re.compile(f"'*{_RUNS}")
_GUARDED = re.compile(f"'+{_RUNS}")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def guarded(text: str) -> str:
    """Return a text as a cell may hold it, in a workbook or in CSV."""
    runs = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def restored(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text
