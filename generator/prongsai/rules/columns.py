"""Which column of a manual's table is what, by its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prongsai.rules.manual import Line, ManualRow

_BODY = re.compile(r"^(รายละเอียด)?องค์ประกอบ|^รายละเอียดข้อมูล|^ข้อมูลที่ต้องเผยแพร่|^แนวทาง")
_ASIDE = re.compile(r"^หมายเหตุ|^คำอธิบาย|^ตัวอย่าง|^ข้อสังเกต")
_TITLE = re.compile(r"^(ข้อมูล|รายการ(ข้อมูล)?|ชื่อข้อ(มูล)?|ประเด็น|หัวข้อ)$")
_CODE = re.compile(r"^(ข้อ(ที่)?|ที่|ลำดับ(ที่)?|รหัส|OIT)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns by what they hold, counted from 0; without a header none is known."""

    code: int | None = None
    title: int | None = None
    body: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()

    def may_hold_code(self, place: int) -> bool:
        """Return whether a cell of this column can begin an item."""
        return place not in (*self.body, *self.aside)

    def of_item(
        self, cells: Sequence[tuple[Line, ...]], place: int
    ) -> tuple[list[Line], list[Line], list[Line]]:
        """Return title, body and notes of a row whose code was at `place`."""
        if self.body:
            before = [line for cell in cells[: self.body[0]] for line in cell]
            return before, self._cells(cells, self.body), self._cells(cells, self.aside)
        rest = [cell for cell in cells[place + 1 :] if cell]
        if cells[place]:
            return list(cells[place]), [line for cell in rest for line in cell], []
        title = list(rest[0]) if rest else []
        return title, [line for cell in rest[1:] for line in cell], []

    def of_continuation(
        self, cells: Sequence[tuple[Line, ...]]
    ) -> tuple[list[Line], list[Line], list[Line]]:
        """Return title, body and notes of a row without a code."""
        if self.body:
            return self.of_item(cells, 0)
        filled = [cell for cell in cells if cell]
        return [], [line for cell in filled[-1:] for line in cell], []

    def is_heading(self, cells: Sequence[tuple[Line, ...]]) -> bool:
        """Return whether a row without a code is a heading over the table."""
        first = bool(cells) and bool(cells[0])
        return len(cells) > 1 and first and not any(cells[1:])

    @staticmethod
    def _cells(
        cells: Sequence[tuple[Line, ...]], places: tuple[int, ...]
    ) -> list[Line]:
        there = (place for place in places if place < len(cells))
        return [line for place in there for line in cells[place]]


def columns_of(row: ManualRow) -> Columns | None:
    """Return the columns that a header row names, None for any other row."""
    if not row.tabular:
        return None
    names = ["".join(line.text for line in cell).replace(" ", "") for cell in row.cells]
    body = tuple(i for i, name in enumerate(names) if _BODY.search(name))
    title = next((i for i, name in enumerate(names) if _TITLE.search(name)), None)
    code = next((i for i, name in enumerate(names) if _CODE.search(name)), None)
    if not body or (title is None and code is None):
        return None
    aside = tuple(i for i, name in enumerate(names) if _ASIDE.search(name))
    return Columns(code=code, title=title, body=body, aside=aside)
