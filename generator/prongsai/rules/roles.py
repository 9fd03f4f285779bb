"""Which column of a manual's table is what, by what is in its cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from prongsai.rules.bullets import bullet
from prongsai.rules.codes import begins_with_code, code_and_rest
from prongsai.rules.columns import Columns
from prongsai.rules.manual import Line, ManualRow

_MARK = re.compile(r"^\(?[0-9๐-๙]{1,3}[.)]?$")
_FIRST = frozenset("1๑")
_SECOND = 0.5
"""Share of the body's text from which another column may be the body as well."""


def code_place(named: Columns, rows: Sequence[ManualRow]) -> int | None:
    """Return the column with the codes; None if there is none, or there are several."""
    width = len(rows[0].cells)
    aside = (*named.body, *named.aside)
    places = [place for place in range(width) if place not in aside]
    begun = {place: sum(_begins(row, place) for row in rows) for place in places}
    most = max(begun.values(), default=0)
    best = [place for place, times in begun.items() if times > most / 2]
    return best[0] if most and len(best) == 1 else None


def by_content(named: Columns, code: int, rows: Sequence[ManualRow]) -> Columns:
    """Return the columns that a header names, completed by what is in `rows`."""
    begun = [row.cells[code] for row in rows if begins_with_code(row.cells[code])]
    alone = sum(not code_and_rest(cell)[1] for cell in begun) > len(begun) / 2
    taken = {code, named.title, *named.body, *named.aside}
    free = [p for p in range(len(rows[0].cells)) if p not in taken and _says(rows, p)]
    numbers = [place for place in free if _only_numbers(rows, place)]
    marks = next((p for p in numbers if _counts_lines(rows, p, code)), None)
    texts = [p for p in free if p not in numbers and not _is_group(rows, p)]
    title, body = named.title, named.body
    second = False
    if not body:
        body = _body(
            texts, rows, least=1 if named.title is not None or not alone else 2
        )
        second = bool(body) and _is_second(rows, body[0], texts, alone=alone)
        texts = [place for place in texts if place not in body]
    if title is None and alone and texts:
        title = max(texts, key=lambda place: _weight(rows, place))
        texts.remove(title)
    right = [place for place in texts if place > code]
    return replace(
        named,
        code=code,
        title=title if title != code else None,
        body=body,
        aside=(*named.aside, *right),
        marks=marks if body else None,
        by_content=True,
        alone=alone,
        doubtful=second,
    )


def _begins(row: ManualRow, place: int) -> bool:
    return place < len(row.cells) and begins_with_code(row.cells[place])


def _body(
    texts: Sequence[int], rows: Sequence[ManualRow], least: int
) -> tuple[int, ...]:
    if len(texts) < least:
        return ()
    return (max(texts, key=lambda place: _weight(rows, place)),)


def _is_second(
    rows: Sequence[ManualRow], body: int, texts: Sequence[int], *, alone: bool
) -> bool:
    """Return whether a column that is neither title nor body says nearly as much."""
    others = sorted((_weight(rows, p) for p in texts if p != body), reverse=True)
    left = others[1:] if alone else others
    bullets, length = _weight(rows, body)
    return any(one[0] > bullets / 2 or one[1] > _SECOND * length for one in left)


def _weight(rows: Sequence[ManualRow], place: int) -> tuple[int, int]:
    """Return in how many cells a column has bullets, and how long its text is."""
    cells = [row.cells[place] for row in rows]
    bullets = sum(any(bullet(line.text)[0] for line in cell) for cell in cells)
    return bullets, sum(len(line.text) for cell in cells for line in cell)


def _says(rows: Sequence[ManualRow], place: int) -> bool:
    """Return whether a column says something of each item: not the same in all."""
    said = [_text(row.cells[place]) for row in rows if row.cells[place]]
    return bool(said) and (len(said) < 3 or len(set(said)) > 1)


def _is_group(rows: Sequence[ManualRow], place: int) -> bool:
    """Return whether the cells of a column name indicators, that items belong to."""
    said = [_text(row.cells[place]) for row in rows if row.cells[place]]
    return sum(text.startswith("ตัวชี้วัด") for text in said) > len(said) / 2


def _only_numbers(rows: Iterable[ManualRow], place: int) -> bool:
    said = [_text(row.cells[place]) for row in rows if row.cells[place]]
    return all(_MARK.match(text) for text in said)


def _counts_lines(rows: Iterable[ManualRow], place: int, code: int) -> bool:
    """Return whether the numbers of a column begin anew with each item."""
    first = [row.cells[place] for row in rows if begins_with_code(row.cells[code])]
    begun = sum(_text(cell).strip("(.)") in _FIRST for cell in first)
    return 2 * begun > len(first)


def _text(cell: Iterable[Line]) -> str:
    return "".join("".join(line.text.split()) for line in cell)
