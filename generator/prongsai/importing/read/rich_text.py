"""A cell of Excel whose parts look different: crossed out, raised, in another font."""

from collections.abc import Callable, Sequence
from typing import Any  # openpyxl has no types

from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.raised import as_power, is_mark, told
from prongsai.thai.symbols import of_font


def rich_text(
    parts: Sequence[Any],
    sheet: str,
    noticed: Noticed,
    unseen: Callable[[Any], bool] = lambda _: False,
) -> str:
    """Return what the parts of a cell show; what is left out is noticed.

    `unseen` returns whether text in a font cannot be seen in the cell.
    """
    text = ""
    for part in parts:
        font, own = getattr(part, "font", None), str(part)
        if getattr(font, "strike", False):
            noticed.add("struck-text", own, sheet=sheet)
        elif font is not None and unseen(font):
            noticed.add("unseen-text", own, sheet=sheet)
        elif getattr(font, "vertAlign", None) != "superscript":
            text += of_font(own, getattr(font, "rFont", None) or "")
        elif is_mark(own, text):
            noticed.add("footnote-marks", told(own, text), sheet=sheet)
        else:
            text += as_power(own)
    return text.strip()
