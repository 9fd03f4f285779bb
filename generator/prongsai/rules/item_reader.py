"""Goes through the rows of a manual and keeps the item it is in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from prongsai.rules.bullets import bullet
from prongsai.rules.codes import CODE, SUB_INDICATOR, code_and_rest, more_codes
from prongsai.rules.columns import Columns, label_of
from prongsai.rules.manual import Line, ManualRow
from prongsai.rules.occurrences import Occurrence, squeezed
from prongsai.rules.tables import CONTINUED, PlacedRow
from prongsai.thai.digits import to_arabic

_PAGE = re.compile(r"^[-–\s]*หน้า(ที่)?\s*[0-9๐-๙]+(\s*/\s*[0-9๐-๙]+)?[-–\s]*$")
_HEADING = re.compile(r"^(องค์ประกอบ(ด้าน)?(ข้อมูล)?|รายละเอียด(ข้อมูล)?)\s*:?$")


class ItemReader:
    """Collects in `found` every place that names an item, in their order."""

    def __init__(self) -> None:
        """Begin before the first row."""
        self.found: list[Occurrence] = []
        self.current: Occurrence | None = None
        self.columns = Columns()
        self.sub_indicator: str | None = None
        self.page: int | None = None
        self.label: str | None = None

    def read(self, placed: PlacedRow) -> None:
        """Take the next row of the manual."""
        row, self.columns = placed.row, placed.columns
        if placed.calendar or self._sub_indicator(row):
            self.current = None
        elif not row.tabular:
            self._running(row)
        elif not self._labelled(row):
            self._tabular(row, early=placed.early)
        self.page = row.page

    def _sub_indicator(self, row: ManualRow) -> bool:
        """Keep the sub-indicator that a row names; return whether that is all of it."""
        cells = row.cells if row.tabular else row.cells[:1]
        for place, cell in enumerate(cells):
            if not cell or place in (*self.columns.body, *self.columns.aside):
                continue
            text = to_arabic("".join(line.text for line in cell))
            found = SUB_INDICATOR.search(text)
            if found and found.start() <= _start(cell[0].text):
                self.sub_indicator = f"{found[1]}.{found[2]}"
                return not _places_of_codes(row, self.columns) and not any(
                    place < len(row.cells) and row.cells[place]
                    for place in self.columns.body
                )
        return False

    def _labelled(self, row: ManualRow) -> bool:
        """Take a row that says in its first cell what is in the other."""
        label = label_of(row) or self._label_before(row)
        said = next((cell for cell in row.cells[1:] if cell), ())
        self.label = label
        if label == "code" and CODE.match(said[0].text):
            code, rest = code_and_rest(said)
            self._open(code, row)
            self._add(rest, (), (), row.page)
        elif label in {"title", "body", "aside"} and self.current is not None:
            title, body, aside = (said if label == one else () for one in _ROLES)
            self._add(title, body, aside, row.page)
        else:
            return False
        return True

    def _label_before(self, row: ManualRow) -> str | None:
        """Return the label that a row without one goes on with, as overleaf."""
        goes_on = not row.cells[0] and sum(map(bool, row.cells)) == 1
        return self.label if goes_on and self.label != "code" else None

    def _tabular(self, row: ManualRow, *, early: bool) -> None:
        places = _places_of_codes(row, self.columns)
        if not places:
            self._go_on(row, early=early)
            return
        if len(places) > 1:
            self._side_by_side(row, places)
            return
        place = places[0]
        code, rest = code_and_rest(row.cells[place])
        others = more_codes(row.cells[place][0])
        cells = list(row.cells)
        cells[place] = () if others else rest
        title, body, aside = self.columns.of_item(cells, place)
        item = self._begin(code, title, row)
        self._add((), body, aside, row.page)
        item.doubtful |= self.columns.doubtful
        self._doubt_others(item, others, row)

    def _begin(self, code: str, title: Sequence[Line], row: ManualRow) -> Occurrence:
        """Open an item, or go on with it where it is the one before."""
        last = self.found[-1] if self.found else None
        goes_on = last is not None and last.code == code
        item = self._open(code, row)
        new = [line for line in title if not CONTINUED.match(line.text)]
        said = "".join(line.text for line in new)
        marked = len(new) < len(title) or "(ต่อ)" in squeezed(said)
        if not goes_on:
            item.continued = marked
            item.title += new
        elif said and not marked and not item.is_called(said):
            item.title += new
            item.doubtful = True
        return item

    def _side_by_side(self, row: ManualRow, places: Sequence[int]) -> None:
        """Take a row with several items, each in cells of its own."""
        for place, end in pairwise((*places, len(row.cells))):
            part = replace(row, cells=row.cells[place:end])
            code, rest = code_and_rest(part.cells[0])
            title, body, aside = Columns().of_item([rest, *part.cells[1:]], 0)
            self._open(code, part).doubtful = True
            self._add(title, body, aside, row.page)

    def _doubt_others(
        self, item: Occurrence, more: Sequence[str], row: ManualRow
    ) -> None:
        """Mark all items whose codes are in the cells of one: whose lines are whose?"""
        cells = (
            cell
            for place, cell in enumerate(row.cells)
            if self.columns.may_hold_code(place)
        )
        lines = [line for cell in cells for line in cell if CODE.match(line.text)]
        found = [*more, *(code_and_rest((line,))[0] for line in lines)]
        for other in (one for one in found if one != item.code):
            self._open(other, row).doubtful = True
            item.doubtful = True
        self.current = item

    def _go_on(self, row: ManualRow, *, early: bool) -> None:
        if self.current:
            self.current.doubtful |= any(one.doubtful for c in row.cells for one in c)
        if own := self.columns.code_cell(row.cells):
            if not any(CONTINUED.match(line.text) for line in own):
                self._leave(row, early=early)
                return
            cells = tuple(() if cell is own else cell for cell in row.cells)
            row = replace(row, cells=cells)
        heading = self.columns.is_heading(row.cells)
        if self.current is None or (heading and row.page == self.page):
            self._lose(lost=not heading)
            self.current = None
            return
        self.current.doubtful |= heading
        title, body, aside = self.columns.of_continuation(row.cells)
        new = [line for line in title if not CONTINUED.match(line.text)]
        if "(ต่อ)" in squeezed("".join(line.text for line in new)):
            new = []
        self._add(new, body, aside, row.page)

    def _leave(self, row: ManualRow, *, early: bool) -> None:
        """End the item at a row that begins something else."""
        self._lose(lost=not early and sum(map(bool, row.cells)) > 1)
        self.current = None

    def _lose(self, *, lost: bool) -> None:
        """Mark the item before a row that is given to no item."""
        if lost and self.found:
            self.found[-1].doubtful = True

    def _running(self, row: ManualRow) -> None:
        cells = row.cells
        if _PAGE.match(row.text):
            return
        code = CODE.match(cells[0][0].text) if cells and cells[0] else None
        if code and self._may_follow(code_and_rest(cells[0])):
            number, rest = code_and_rest(cells[0])
            self._doubt_repeated(number, rest)
            tail = [line for cell in cells[1:] for line in cell]
            title, body = (rest, tail) if rest else (tail[:1], tail[1:])
            item = self._begin(number, title, row)
            item.doubtful |= not title  # a table copied as text, its columns lost
            self._add((), body, (), row.page)
        elif self.current is not None:
            lines = [line for cell in cells for line in cell]
            aside = self.current.tabular or all(line.small for line in lines)
            self.current.doubtful |= bool(code) and not aside
            self._add((), () if aside else lines, lines if aside else (), row.page)

    def _doubt_repeated(self, code: str, rest: Sequence[Line]) -> None:
        """Mark an item that begins again, and that before: a line of it may be that."""
        if self.current is None or self.current.code != code:
            return
        if not (rest and "ต่อ" in rest[0].text[:5]):
            before = [one for one in self.found if one.number == int(code[1:]) - 1]
            for one in (*before[-1:], self.current):
                one.doubtful = True

    def _may_follow(self, begun: tuple[str, tuple[Line, ...]]) -> bool:
        """Return whether a line that begins with a code begins an item.

        In running text a wrapped line may begin with the code of another item; one that
        is already known begins again only with its own title.
        """
        code, rest = begun
        same = [one for one in self.found if one.code == code]
        if self.current is None and not same:
            return True
        if self.current and int(code[1:]) - self.current.number in (0, 1):
            return True
        if not rest and code == self.found[0].code:
            return True  # the list itself, after one of contents
        return bool(rest) and any(one.is_called(rest[0].text) for one in same)

    def _open(self, code: str, row: ManualRow) -> Occurrence:
        if not (self.found and self.found[-1].code == code):
            new = Occurrence(
                code=code,
                sub_indicator=self.sub_indicator,
                page=row.page,
                tabular=row.tabular,
            )
            self.found.append(new)
        self.current = self.found[-1]
        return self.current

    def _add(
        self,
        title: Iterable[Line],
        body: Iterable[Line],
        aside: Iterable[Line],
        page: int | None,
    ) -> None:
        item = self.current
        assert item is not None
        item.title += title
        for line in body:
            if not _HEADING.match(line.text):
                item.body.append((line, page))
            elif not item.tabular and not item.has_bullets:
                item.title += [before for before, _ in item.body]
                item.body.clear()
        item.aside += [(line, page) for line in aside]


_ROLES = ("title", "body", "aside")


def _start(text: str) -> int:
    """Return how far in a line the name of a sub-indicator may begin."""
    style, rest = bullet(text)
    return len(text) - len(rest) if style == "number" else 4


def _places_of_codes(row: ManualRow, columns: Columns) -> list[int]:
    """Return the cells with codes of items: the first that has any text, and its like.

    Where several items are side by side, their codes are set alike: alone in a cell, or
    with the title.
    """
    if columns.by_content:
        own = columns.code
        return [own] if own is not None and _begins(row, own, columns) else []
    first = next((place for place, cell in enumerate(row.cells) if cell), None)
    if first is None or not _begins(row, first, columns):
        return []
    alone = not code_and_rest(row.cells[first])[1]
    return [first] + [
        place
        for place in range(first + 1, len(row.cells))
        if _begins(row, place, columns)
        if (not code_and_rest(row.cells[place])[1]) == alone
    ]


def _begins(row: ManualRow, place: int, columns: Columns) -> bool:
    cell = row.cells[place] if place < len(row.cells) else ()
    return bool(cell and CODE.match(cell[0].text) and columns.may_hold_code(place))
