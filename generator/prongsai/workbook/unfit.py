"""What a cell cannot hold, in the words of the sheet, before any file is written."""

import re
from collections.abc import Mapping

from prongsai.thai.dates import EraError, parse_date
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.notes import Misread

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MOST = 12
"""The choices that are listed; more are in the cell's own list."""


def unfit(
    column: Column, text: str, labels: Mapping[str, str]
) -> tuple[Misread, dict[str, str]] | None:
    """Return the problem of a plain text, with its facts; None where it fits."""
    if not text:
        return None
    match column.form:
        case Form.CHOICE if labels and text not in labels:
            return "not-in-list", {"value": text, "known": listed(labels)}
        case Form.LINES if labels and column.choices != "evidence":
            wrong = [line for line in text.split("\n") if line not in labels]
            facts = {"value": wrong[0] if wrong else "", "known": listed(labels)}
            return ("not-in-list", facts) if wrong else None
        case Form.DATE:
            return _day(text)
        case Form.NUMBER if not _NUMBER.fullmatch(text):
            return "not-a-number", {"value": text}
        case _:
            return None


def _day(text: str) -> tuple[Misread, dict[str, str]] | None:
    try:
        parse_date(text)
    except EraError:
        return "not-buddhist", {"value": text}
    except ValueError:
        return "not-a-day", {"value": text}
    return None


def listed(labels: Mapping[str, str]) -> str:
    """Return the choices in one line, or the first of many."""
    words = list(labels.values())
    return " / ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
