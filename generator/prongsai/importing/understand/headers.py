"""The header of a table: where it is, how many rows it has, what its columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.importing.read.document import SourceCell, SourceTable, Spot
from prongsai.importing.understand.header_rows import belongs, is_above
from prongsai.importing.understand.header_words import (
    COLUMN_NUMBER,
    IN_BRACKETS,
    SHORT_YEAR,
    YEAR,
    is_year,
    meaning_of,
    status_name,
    time_name,
)
from prongsai.importing.understand.vocabulary import Meaning, normalise
from prongsai.thai.digits import to_arabic

SEARCHED = 12
"""How many rows may be above a header: fields, titles, an address."""

_MOST_ROWS = 4
ASSESSED = frozenset({"instrument", "indicator", "question", "item"})
"""Columns that say what was assessed."""

TIME = "time"
"""A column that is a quarter or a month: its cells are only marked."""

STATUS = "status-tick"
"""A column that is a status: the row is ticked where it has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header says about each column; rows are counted from 0.

    Attributes:
        columns: the meaning of every column, `""` where it is not known.
        texts: the words of the lowest row of a column.
        names: all words in a column's header, squeezed.
        years: the year (พ.ศ.) that a column is said to be of.
        spots: the lowest cell of a column.
    """

    first: int
    last: int
    columns: Mapping[int, str]
    texts: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    years: Mapping[int, int]
    spots: Mapping[int, Spot]
    guessed: tuple[tuple[SourceCell, Meaning], ...] = ()
    unknown: tuple[SourceCell, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Names:
    """The words of a column from the top row of the header to the lowest."""

    texts: list[str] = field(default_factory=list)
    cell: SourceCell | None = None
    spot: Spot | None = None


def find_header(table: SourceTable) -> Header | None:
    """Find the row that names most columns, and the rows that belong to it."""
    best, most = -1, 0
    for number, row in enumerate(table.rows[:SEARCHED]):
        known = _known(row)
        if known > most and _is_header(row, known):
            best, most = number, known
    if best < 0:
        return None
    first = best
    while first > 0 and is_above(table.rows[first - 1], table.rows[first]):
        first -= 1
    last = best
    while last + 1 < len(table.rows) and last - first < _MOST_ROWS - 1:
        if not belongs(table.rows[first : last + 1], table.rows[last + 1]):
            break
        last += 1
    return _read(table, first, last)


def _known(row: Sequence[SourceCell]) -> int:
    """Count the columns whose meaning a row names; times are not counted.

    Years are, next to what was assessed.
    """
    found = [m.name for cell in row if cell.text and (m := meaning_of(cell.text))]
    years = sum(is_year(cell.text) for cell in row)
    return len(found) + (years if ASSESSED & {*found} else 0)


def _is_header(row: Sequence[SourceCell], known: int) -> bool:
    filled = [cell for cell in row if cell.text]
    marked = sum(bool(time_name(c.text) or status_name(c.text)) for c in filled)
    return known >= 2 and 2 * (known + marked) >= len(filled)


def _read(table: SourceTable, first: int, last: int) -> Header:
    names: dict[int, _Names] = {}
    rows = table.rows[first : last + 1]
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else ()
        spread = ""
        for cell in row:
            known = names.setdefault(cell.spot.column, _Names())
            known.spot = cell.spot
            spread = "" if known.texts and not cell.covered else spread
            spread = _said_over(cell, spread, below)
            text = _of_column(cell.text or spread, known.texts)
            if text and not cell.down:
                known.texts.append(text)
                known.cell = cell if cell.text else known.cell
    return _settled(first, last, names)


def _said_over(cell: SourceCell, spread: str, below: Sequence[SourceCell]) -> str:
    """Return the words that a row of the header has over a column.

    A merged cell speaks for all columns that it reaches over. Without merged cells,
    a cell speaks for the empty ones next to it that have names of their own below.
    """
    if cell.text or cell.covered:
        return cell.text or ("" if cell.down else spread)
    named = {one.spot.column for one in below if _of_column(one.text, [spread])}
    return spread if {cell.spot.column - 1, cell.spot.column} <= named else ""


def _of_column(text: str, above: Sequence[str]) -> str:
    """Return the words of one column; a number of a column says nothing.

    Under ไตรมาส it is the number of the quarter.
    """
    number = COLUMN_NUMBER.fullmatch(to_arabic(text))
    if number is None:
        return text
    quarter = f"{above[-1]} {number[1]}" if above else ""
    return quarter if time_name(quarter) else ""


def _settled(first: int, last: int, names: Mapping[int, _Names]) -> Header:
    columns: dict[int, str] = {}
    guessed: list[tuple[SourceCell, Meaning]] = []
    unknown: list[SourceCell] = []
    marked = _marked(names)
    for at, known in names.items():
        meaning = None if at in marked else _meaning(known.texts)
        columns[at] = marked.get(at, meaning.name if meaning else "")
        if known.cell is None or at in marked:
            continue
        if meaning is None:
            unknown.append(known.cell)
        elif not meaning.sure:
            guessed.append((known.cell, meaning))
    return Header(
        first=first,
        last=last,
        columns=columns,
        texts={
            at: known.texts[-1] if known.texts else "" for at, known in names.items()
        },
        names={
            at: frozenset(map(normalise, known.texts)) for at, known in names.items()
        },
        years={at: year for at, known in names.items() if (year := _year(known.texts))},
        spots={at: known.spot for at, known in names.items() if known.spot},
        guessed=tuple(guessed),
        unknown=tuple(unknown),
    )


def _marked(names: Mapping[int, _Names]) -> dict[int, str]:
    """Return the columns whose cells are only marked: two or more of a kind."""
    last = {at: known.texts[-1] for at, known in names.items() if known.texts}
    of_kinds = (
        {at: TIME for at, text in last.items() if time_name(text)},
        {at: STATUS for at, text in last.items() if status_name(text)},
    )
    return {at: kind for one in of_kinds if len(one) > 1 for at, kind in one.items()}


def _meaning(texts: Sequence[str]) -> Meaning | None:
    """Return what the words of a column mean, those of the lowest row first.

    A cell above speaks for the column where the one below only adds a year, a remark
    in brackets, or is not there.
    """
    for number, text in enumerate(reversed(texts)):
        found = meaning_of(text)
        if found is not None:
            return found
        bare = SHORT_YEAR.sub("", YEAR.sub("", to_arabic(text)))
        adds = not normalise(bare) or IN_BRACKETS.fullmatch(text.strip())
        if not adds and number == 0 and len(texts) > 1:
            joined = meaning_of(f"{texts[-2]} {text}")
            return joined if joined and joined.sure else None
        if not adds:
            return None
    return None


def _year(texts: Sequence[str]) -> int:
    """Return the one year that the words of a column name, 0 where there is none."""
    for text in reversed(texts):
        plain = to_arabic(text)
        full = {int(year) for year in re.findall(r"(?<!\d)25\d\d(?!\d)", plain)}
        short = {2500 + int(match["short"]) for match in SHORT_YEAR.finditer(plain)}
        found = full or short
        if found:
            return found.pop() if len(found) == 1 else -1
    return 0
