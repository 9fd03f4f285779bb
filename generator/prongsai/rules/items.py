"""The items of a manual: code, title, sub-indicator, components, notes, pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from prongsai.rules.bullets import Entry, Part, entries, join
from prongsai.rules.columns import Columns, columns_of
from prongsai.rules.manual import Line, Manual, ManualRow
from prongsai.thai.digits import to_arabic

_CODE = re.compile(
    r"^(?:ข้อ(?:ที่)?\s*)?\(?(?:(?:OIT|[OОＯ])[\s.–-]{0,2}|[o0๐])"
    r"([0-9๐-๙]{1,2})(?![0-9๐-๙])[\s.:)–-]*"
)
"""A small o before a blank is a bullet."""
_CONTINUED = re.compile(r"^\(?ต่อ\)?\s*")
_SUB_INDICATOR = re.compile(r"ตัวชี้วัดย่อย(?:ที่)?\s*(9|10|๙|๑๐)\.([0-9๐-๙])")
_HEADING = re.compile(r"^(องค์ประกอบ(ด้าน)?(ข้อมูล)?|รายละเอียด(ข้อมูล)?)\s*:?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadComponent:
    """One component as printed, with its page.

    `doubtful` is true where letters are damaged or its place in the list is not sure.
    """

    text: str
    page: int | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """One OIT item as a manual prints it; `page` is where it begins."""

    code: str
    title: str
    sub_indicator: str | None
    page: int | None
    components: tuple[ReadComponent, ...] = ()
    notes: tuple[ReadComponent, ...] = ()
    doubtful: bool = False


@dataclass(slots=True, kw_only=True)
class _Open:
    """The item that is being read: its lines, before they become components."""

    code: str
    sub_indicator: str | None
    page: int | None
    title: list[Line] = field(default_factory=list)
    body: list[tuple[Line, int | None]] = field(default_factory=list)
    aside: list[tuple[Line, int | None]] = field(default_factory=list)
    tabular: bool = False
    doubtful: bool = False


class _Reader:
    """Goes through the rows of a manual and keeps the item it is in."""

    def __init__(self) -> None:
        self.found: dict[str, _Open] = {}
        self.current: _Open | None = None
        self.columns = Columns()
        self.sub_indicator: str | None = None
        self.page: int | None = None

    def read(self, row: ManualRow) -> None:
        """Take the next row of the manual."""
        if found := columns_of(row):
            self.columns = found
            return
        if sub := _SUB_INDICATOR.search(to_arabic(row.text)):
            self.sub_indicator = f"{sub[1]}.{sub[2]}"
            self.current = None
        elif row.tabular:
            self._tabular(row)
        else:
            self._running(row)
        self.page = row.page

    def _tabular(self, row: ManualRow) -> None:
        places = _places_of_codes(row, self.columns)
        if not places:
            self._go_on(row)
            return
        if len(places) > 1:
            self._side_by_side(row, places)
            return
        place = places[0]
        code, rest = _code_and_rest(row.cells[place])
        self._open(code, row)
        assert self.current is not None
        cells = list(row.cells)
        cells[place] = rest
        title, body, aside = self.columns.of_item(cells, place)
        self._add(title, body, aside, row.page)
        self._doubt_others(code, row)

    def _side_by_side(self, row: ManualRow, places: Sequence[int]) -> None:
        """Take a row with several items, each in cells of its own."""
        for place, end in pairwise((*places, len(row.cells))):
            self._tabular_part(replace(row, cells=row.cells[place:end]))

    def _tabular_part(self, row: ManualRow) -> None:
        code, rest = _code_and_rest(row.cells[0])
        self._open(code, row)
        assert self.current is not None
        self.current.doubtful = True
        title, body, aside = Columns().of_item([rest, *row.cells[1:]], 0)
        self._add(title, body, aside, row.page)

    def _doubt_others(self, code: str, row: ManualRow) -> None:
        """Mark all items whose codes are in the cells of one: whose lines are whose?"""
        cells = (
            cell
            for place, cell in enumerate(row.cells)
            if self.columns.may_hold_code(place)
        )
        lines = [line for cell in cells for line in cell if _CODE.match(line.text)]
        found = [_code_and_rest((line,))[0] for line in lines]
        for other in (one for one in found if one != code):
            self._open(other, row)
            assert self.current is not None
            self.current.doubtful = True
            self.found[code].doubtful = True
        self.current = self.found[code]

    def _go_on(self, row: ManualRow) -> None:
        heading = self.columns.is_heading(row.cells)
        if self.current is None or (heading and row.page == self.page):
            self.current = None
            return
        self.current.doubtful |= heading
        title, body, aside = self.columns.of_continuation(row.cells)
        self._add(title, body, aside, row.page)

    def _running(self, row: ManualRow) -> None:
        cells = row.cells
        code = _CODE.match(cells[0][0].text) if cells and cells[0] else None
        if code and self._may_follow(code[1]):
            number, rest = _code_and_rest(cells[0])
            self._doubt_repeated(number, rest)
            self._open(number, row)
            tail = [line for cell in cells[1:] for line in cell]
            title, body = (rest, tail) if rest else (tail[:1], tail[1:])
            self._add(title, body, (), row.page)
        elif self.current is not None:
            lines = [line for cell in cells for line in cell]
            aside = self.current.tabular or all(line.small for line in lines)
            self._add((), () if aside else lines, lines if aside else (), row.page)

    def _doubt_repeated(self, code: str, rest: Sequence[Line]) -> None:
        """Mark an item that begins again, and that before: a line of it may be that."""
        if self.current is None or self.current.code != code:
            return
        if not (rest and _is_continued(rest[0])):
            before = self.found.get(f"O{int(code[1:]) - 1}", self.current)
            self.current.doubtful = before.doubtful = True

    def _may_follow(self, number: str) -> bool:
        """Return whether a line that begins with a code begins an item.

        In running text a wrapped line may begin with the code of another item.
        """
        wanted = int(to_arabic(number))
        if self.current is None:
            return f"O{wanted}" not in self.found
        last = int(self.current.code[1:])
        if wanted != last + 1:
            return wanted == last
        return True

    def _open(self, code: str, row: ManualRow) -> None:
        self.current = self.found.setdefault(
            code,
            _Open(
                code=code,
                sub_indicator=self.sub_indicator,
                page=row.page,
                tabular=row.tabular,
            ),
        )

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
        item.body += [(line, page) for line in body if not _HEADING.match(line.text)]
        item.aside += [(line, page) for line in aside]


def read_items(manual: Manual) -> tuple[ReadItem, ...]:
    """Return the items of a manual in the order of their codes."""
    reader = _Reader()
    for row in manual.rows:
        reader.read(row)
    opened = sorted(reader.found.values(), key=lambda item: int(item.code[1:]))
    return tuple(_closed(item) for item in opened)


def _closed(item: _Open) -> ReadItem:
    body = entries(item.body)
    notes = [entry for entry in body if entry.part is Part.NOTE]
    title = _CONTINUED.sub("", _joined(item.title))
    return ReadItem(
        code=item.code,
        title=title,
        sub_indicator=item.sub_indicator,
        page=item.page,
        components=tuple(
            _component(entry) for entry in body if entry.part is Part.COMPONENT
        ),
        notes=tuple(map(_component, [*notes, *entries(item.aside)])),
        doubtful=item.doubtful
        or any(line.doubtful for line in item.title)
        or len(notes) == len(body) > 0,
    )


def _component(entry: Entry) -> ReadComponent:
    return ReadComponent(text=entry.text, page=entry.page, doubtful=entry.doubtful)


def _is_continued(line: Line) -> bool:
    return "ต่อ" in line.text[:5]


def _joined(lines: Iterable[Line]) -> str:
    text = ""
    for line in lines:
        text = join(text, line.text)
    return text


def _places_of_codes(row: ManualRow, columns: Columns) -> list[int]:
    """Return the cells with codes of items: the first that has any text, and its like.

    Where several items are side by side, their codes are set alike: alone in a cell, or
    with the title.
    """
    first = next((place for place, cell in enumerate(row.cells) if cell), None)
    if first is None or not _begins(row, first, columns):
        return []
    alone = not _code_and_rest(row.cells[first])[1]
    return [first] + [
        place
        for place in range(first + 1, len(row.cells))
        if _begins(row, place, columns)
        if (not _code_and_rest(row.cells[place])[1]) == alone
    ]


def _begins(row: ManualRow, place: int, columns: Columns) -> bool:
    cell = row.cells[place]
    return bool(cell and _CODE.match(cell[0].text) and columns.may_hold_code(place))


def _code_and_rest(cell: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
    found = _CODE.match(cell[0].text)
    assert found
    first = cell[0].text[found.end() :]
    rest = (replace(cell[0], text=first), *cell[1:]) if first else cell[1:]
    return f"O{int(to_arabic(found[1]))}", rest
