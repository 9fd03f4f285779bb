"""Which column of a manual's table is what, by its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from prongsai.rules.bullets import bullet
from prongsai.rules.manual import Line, ManualRow

_BODY = re.compile(
    r"^(รายละเอียด)?องค์ประกอบ|^รายละเอียด(ข้อมูล)?$|^ข้อมูลที่ต้องเผยแพร่|^แนวทาง"
    r"|^รายละเอียดข้อมูล"
)
_ASIDE = re.compile(r"^หมายเหตุ|^คำอธิบาย|^ตัวอย่าง|^ข้อสังเกต")
_TITLE = re.compile(r"^(ข้อมูล|รายการ(ข้อมูล)?|ชื่อข้อ(มูล)?|ประเด็น|หัวข้อ)$")
_CODE = re.compile(r"^(ข้อ(ที่)?|ที่|ลำดับ(ที่)?|รหัส|OIT)$")

Cells: TypeAlias = Sequence[tuple[Line, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Columns by what they hold, counted from 0; without a header none is known.

    `marks` holds the numbers of the lines in the body. `by_content` is true where the
    cells were looked at, too: then a column without a role holds nothing that is asked.
    `alone` is true where codes have cells of their own, `doubtful` where more than one
    column can be the body.
    """

    code: int | None = None
    title: int | None = None
    body: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()
    marks: int | None = None
    by_content: bool = False
    alone: bool = False
    doubtful: bool = False

    @property
    def highest(self) -> int:
        """The last column that has a role."""
        return max(self.code or 0, self.title or 0, *self.body, *self.aside, 0)

    def may_hold_code(self, place: int) -> bool:
        """Return whether a cell of this column can begin an item."""
        if self.by_content:
            return place == self.code
        return place not in (*self.body, *self.aside)

    def of_item(
        self, cells: Cells, place: int
    ) -> tuple[list[Line], list[Line], list[Line]]:
        """Return title, body and notes of a row whose code was at `place`."""
        if self.by_content:
            return self._by_role(cells)
        if self.body:
            before = [line for cell in cells[: self.body[0]] for line in cell]
            return before, _at(cells, self.body), _at(cells, self.aside)
        rest = [cell for cell in cells[place + 1 :] if cell]
        if cells[place]:
            return list(cells[place]), [line for cell in rest for line in cell], []
        title = list(rest[0]) if rest else []
        return title, [line for cell in rest[1:] for line in cell], []

    def of_continuation(
        self, cells: Cells
    ) -> tuple[list[Line], list[Line], list[Line]]:
        """Return title, body and notes of a row without a code."""
        if self.by_content and not self.body:
            return [], [line for cell in cells for line in cell], []
        if self.by_content or self.body:
            return self.of_item(cells, 0)
        filled = [cell for cell in cells if cell]
        return [], [line for cell in filled[-1:] for line in cell], []

    def is_heading(self, cells: Cells) -> bool:
        """Return whether a row without a code is a heading over the table."""
        first = bool(cells) and bool(cells[0])
        return len(cells) > 1 and first and not any(cells[1:])

    def code_cell(self, cells: Cells) -> tuple[Line, ...]:
        """Return the cell in which the code of an item is, where one has its own."""
        own = self.by_content and self.alone and self.code is not None
        return cells[self.code] if own and self.code is not None else ()

    def _by_role(self, cells: Cells) -> tuple[list[Line], list[Line], list[Line]]:
        assert self.code is not None
        places = (self.code,) if self.title is None else (self.code, self.title)
        title, body = _at(cells, places), _at(cells, self.body)
        if not self.body:
            first = (n for n, line in enumerate(title) if n and bullet(line.text)[0])
            cut = next(first, len(title))
            title, body = title[:cut], title[cut:]
        if self.marks is not None and body and cells[self.marks]:
            mark = cells[self.marks][0].text.strip(".")
            numbered = f"{mark}. {body[0].text}" if mark[-1:] != ")" else ""
            text = numbered or f"{mark} {body[0].text}"
            body = [replace(body[0], text=text), *body[1:]]
        return title, body, _at(cells, self.aside)


def _at(cells: Cells, places: tuple[int, ...]) -> list[Line]:
    return [line for place in places if place < len(cells) for line in cells[place]]


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


def label_of(row: ManualRow) -> str | None:
    """Return what a row holds whose first cell says it: code, title, body or aside."""
    filled = [cell for cell in row.cells if cell]
    if not row.tabular or len(filled) != 2 or not row.cells[0]:
        return None
    name = "".join(line.text for line in row.cells[0]).replace(" ", "").rstrip(":")
    roles = {"title": _TITLE, "code": _CODE, "body": _BODY, "aside": _ASIDE}
    return next((role for role, known in roles.items() if known.search(name)), None)
