"""What attributes of HTML say: a box and its tick, the first number of a list."""

import re

from prongsai.importing.read.line_builder import UNMARKED
from prongsai.importing.read.style import Values

_BOXES = frozenset({"checkbox", "radio"})


def box(values: Values) -> str:
    """Return a box as it is ticked; of a field for text, what is typed into it."""
    if (values.get("type") or "checkbox").lower() in _BOXES:
        return " ☑ " if "checked" in values else " ☐ "
    return f" {values.get('value') or ''} "


def first_number(tag: str, values: Values) -> int | None:
    """Return the first number of a list, None where its entries have a dash.

    Letters, and numbers that count down, are no numbers of the entries.
    """
    letters = (values.get("type") or "1") not in {"1", "disc", "circle", "square"}
    if "none" in (values.get("style") or "") or letters or "reversed" in values:
        return UNMARKED
    return whole(values.get("start"), 1) if tag == "ol" else None


def whole(text: str | None, otherwise: int) -> int:
    """Return an attribute as a whole number from 1 on, or what it is otherwise."""
    found = re.fullmatch(r"\s*(\d{1,4})\s*", text or "", re.ASCII)
    return max(min(1, otherwise), int(found[1])) if found else otherwise
