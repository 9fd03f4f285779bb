"""How cells look: locked grey, open white, help above."""

from copy import copy
from typing import Any  # openpyxl has no types

from prongsai.workbook.columns import Column, Form
from prongsai.workbook.safe_text import guarded

HELP, HEADER, LOCKED, OPEN, NUMBER = "help", "head", "locked", "open", "number"
_FONT = "TH Sarabun New"
_SIZE = 16


class Styles:
    """The styles of one workbook, made once."""

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - openpyxl is untyped
        """Give the workbook its named styles."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - an extra
        from openpyxl.styles import (  # noqa: PLC0415 - an extra
            Alignment,
            Border,
            Font,
            NamedStyle,
            PatternFill,
            Protection,
            Side,
        )

        line = Side(style="thin", color="BFBFBF")
        frame = Border(left=line, right=line, top=line, bottom=line)
        wrap = Alignment(wrap_text=True, vertical="top")
        plain = Font(name=_FONT, size=_SIZE)
        grey = PatternFill("solid", fgColor="EDEDED")
        blue = PatternFill("solid", fgColor="1F3864")
        white = Font(name=_FONT, size=_SIZE, bold=True, color="FFFFFF")
        locked, unlocked = Protection(locked=True), Protection(locked=False)
        looks = {
            HELP: (Font(name=_FONT, size=_SIZE, bold=True), None, locked, None),
            HEADER: (white, blue, locked, wrap),
            LOCKED: (plain, grey, locked, wrap),
            OPEN: (plain, None, unlocked, wrap),
            NUMBER: (plain, None, unlocked, wrap),
        }
        for name, (font, fill, protection, alignment) in looks.items():
            style = NamedStyle(f"prongsai-{name}", font=font, protection=protection)
            if fill:
                style.fill = fill
            if alignment:
                style.alignment = alignment
                style.border = frame
            style.number_format = "General" if name == NUMBER else "@"
            file.add_named_style(style)

        sheet = file.create_sheet("styles")
        file.remove(sheet)
        self._made = {}
        for name in looks:
            cell = WriteOnlyCell(sheet)
            cell.style = f"prongsai-{name}"
            self._made[name] = cell._style  # noqa: SLF001 - setting a name is slow

    def cell(self, sheet: Any, text: str, name: str) -> Any:  # noqa: ANN401 - openpyxl is untyped
        """Return a cell with a text that Excel does not run."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - openpyxl is slow to load

        cell = WriteOnlyCell(sheet, guarded(text) if text else None)
        cell._style = copy(self._made[name])  # noqa: SLF001 - fast: the public way copies
        return cell

    def data(
        self,
        sheet: Any,  # noqa: ANN401 - openpyxl is untyped
        column: Column | None,
        text: str,
        *,
        new: bool,
    ) -> Any:  # noqa: ANN401 - openpyxl is untyped
        """Return a cell of a record; ids of records that are there are locked.

        So is a cell of a column that the record does not have.
        """
        if column is None or column.shown or (column.key and (text or not new)):
            return self.cell(sheet, text, LOCKED)
        number = _number(text) if column.form is Form.NUMBER else None
        if column.form is not Form.NUMBER:
            return self.cell(sheet, text, OPEN)
        cell = self.cell(sheet, text, NUMBER)
        if number is not None:
            _, _, places = text.partition(".")
            cell.value = number
            cell.number_format = f"0.{'0' * len(places)}" if places else "0"
        return cell


def _number(text: str) -> float | int | None:
    """Return a figure that comes back as it is printed."""
    whole, _, places = text.partition(".")
    digits = whole.isascii() and whole.isdigit() and len(whole) <= 6
    if not digits or (len(whole) > 1 and whole[0] == "0"):
        return None
    if not places:
        return None if text.endswith(".") else int(text)
    fits = places.isascii() and places.isdigit() and len(places) <= 6
    return float(text) if fits else None
