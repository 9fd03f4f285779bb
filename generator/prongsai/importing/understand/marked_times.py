"""Quarters and months that are columns: the marked ones are when a measure is done."""

import datetime
import itertools
import re
from collections.abc import Iterator

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.done import EMPTY_BOXES
from prongsai.importing.understand.draft import Draft, Guessed, Tree
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.header_words import time_name
from prongsai.importing.understand.headers import TIME
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.times import Time, dated, times
from prongsai.thai.dates import format_iso
from prongsai.thai.digits import to_arabic
from prongsai.thai.symbols import TICKS

_PLANS, _RESULTS = ("แผน",), ("ผล", "รายงาน", "เบิกจ่าย", "ใช้จ่าย")
_ARROW = re.compile(r"[<>←→↔⟵⟶⟷⇐⇒⇔\-–—=_*•]+")


def by_marks(grid: Grid, row: GridRow, measure: Tree, draft: Draft) -> None:
    """Make the schedule of a measure from the columns that its row marks."""
    columns = [at for at, meaning in grid.columns.items() if meaning == TIME]
    columns, others = _of_plan(grid, columns)
    left = [cell for at in others for cell in row.of(at)]
    if left:
        said = grid.names[left[0].spot.column]
        above = next((name for name in said if name.startswith(_RESULTS)), "")
        found = above or grid.headers[left[0].spot.column]
        draft.ask(left[0].spot, "time-of-results", found=found)
    cells = [cell for at in columns for cell in row.of(at)]
    boxes = [cell for cell in cells if set(cell.text) <= EMPTY_BOXES]
    cells = [cell for cell in cells if cell not in boxes]
    if not cells:
        return
    if not all(_is_mark(cell.text) for cell in cells):
        draft.ask(cells[0].spot, "time-not-marked", found=cells[0].text)
        return
    marked = list(_marked(columns, row))
    names = [time_name(grid.headers[at]) for at in marked]
    made: Tree = {"text": ", ".join(names)}
    days = _days(names, draft.year, whole=_without_gap(columns, marked))
    if days:
        reason = why("columns-of-year", raw=made["text"])
        made["from"] = Guessed(format_iso(days[0]), reason)
        made["to"] = format_iso(days[1])
        draft.guess(
            cells[0].spot,
            "date-guessed",
            raw=made["text"],
            start=made["from"],
            end=made["to"],
            why=reason,
        )
    measure["schedule"] = made
    for cell in (*cells, *boxes):
        draft.put(cell, f"measures[{int(measure['id'][1:]) - 1}].schedule")


def _of_plan(grid: Grid, columns: list[int]) -> tuple[list[int], list[int]]:
    """Part columns into those of the plan, and those of what was done."""
    planned = [at for at in columns if _has(grid, at, _PLANS)]
    done = [at for at in columns if _has(grid, at, _RESULTS) and at not in planned]
    names = [time_name(grid.headers[at]) for at in columns if at not in done]
    if planned and (done or len({*names}) < len(names)):
        return planned, [at for at in columns if at not in planned]
    if len({*names}) < len(names):
        return [], columns
    return [at for at in columns if at not in done], done


def _has(grid: Grid, at: int, beginnings: tuple[str, ...]) -> bool:
    return any(name.startswith(beginnings) for name in grid.names[at])


def _is_mark(text: str) -> bool:
    bare = text.replace(" ", "")
    return bool(bare) and (set(bare) <= TICKS or _ARROW.fullmatch(bare) is not None)


def _marked(columns: list[int], row: GridRow) -> Iterator[int]:
    """Yield the columns with a mark, and those that a marked cell reaches over."""
    going = False
    for at in columns:
        cells = row.cells.get(at, [])
        over = any(_reached(cell) for cell in cells)
        marked = any(set(cell.text) - EMPTY_BOXES for cell in row.of(at))
        going = marked or (going and over)
        if going:
            yield at


def _reached(cell: SourceCell) -> bool:
    return cell.covered and not cell.down and not cell.text


def _without_gap(columns: list[int], marked: list[int]) -> bool:
    places = [columns.index(at) for at in marked]
    return all(after == before + 1 for before, after in itertools.pairwise(places))


def _days(
    names: list[str], year: int, *, whole: bool
) -> tuple[datetime.date, datetime.date] | None:
    if not whole or not names:
        return None
    spans = [_in_fiscal_year(name, year) for name in names]
    first, last = spans[0], spans[-1]
    if first is None or last is None or first.first is None or last.last is None:
        return None
    return (first.first, last.last) if first.first <= last.last else None


def _in_fiscal_year(name: str, year: int) -> Time | None:
    """Return a quarter, or a month in its year; October to December are before it."""
    plain = to_arabic(name)
    plain = re.sub(r"^[Qq]\s*(?=[1-4])", "ไตรมาส ", plain)
    found = times(plain.partition("(")[0], year)
    if not found or found[0].first:
        return found[0] if found else None
    month = found[0].month
    return dated(found[0], year - (month >= 10)) if month else None
