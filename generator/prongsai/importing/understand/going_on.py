"""Whether rows without a header continue the table above."""

import re

from prongsai.importing.read.document import SourceTable
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.figures import is_figure
from prongsai.importing.understand.grid import Grid
from prongsai.importing.understand.sections import Sections
from prongsai.importing.understand.vocabulary import normalise, words

_WORDED = frozenset({"measure", "steps", "unit", "follow-up", "result"})
"""Columns whose cells are words."""


def grid_above(
    table: SourceTable,
    before: Grid | None,
    last: Grid | None,
    sections: Sections,
    draft: Draft,
) -> Grid | None:
    """Return the table that rows without a header go on with, None where none fits.

    `before` is the table right above, `last` the one above a heading.
    """
    width = max((len(row) for row in table.rows), default=0)
    if before is not None:
        if width != len(before.columns) or not _may_go_on(table, before, draft):
            return None
        return before
    if last is None or not _fits(table, last, width):
        return None
    return Grid(
        columns=dict(last.columns),
        headers=last.headers,
        names=last.names,
        section=sections.now,
        printed=last.printed,
    )


def _may_go_on(table: SourceTable, before: Grid, draft: Draft) -> bool:
    """Return whether rows below a blank one go on with the table; report a guess."""
    if not table.after_blank or not before.is_measures:
        return True
    first = [cell for cell in table.rows[0] if cell.text]
    if not first or not _are_like(table, before):
        return False
    widest = max(cell.spot.column for row in table.rows for cell in row if cell.text)
    if widest < len(before.columns):
        draft.guess(first[0].spot, "below-blank-row", first=first[0].text)
    return True


def _are_like(table: SourceTable, grid: Grid) -> bool:
    """Return whether cells are under known headers, and no figures are under words."""
    subjects = set(grid.subject_columns())
    if not any(c.text and c.spot.column in subjects for row in table.rows for c in row):
        return False
    worded = {at for at, name in grid.columns.items() if name in _WORDED}
    return not any(
        is_figure(cell.text)
        for row in table.rows
        for cell in row
        if cell.text and cell.spot.column in worded
    )


def _fits(table: SourceTable, last: Grid, width: int) -> bool:
    """Return whether rows without a header are more of the table above a heading."""
    subjects = last.subject_columns()
    fits = 1 < width <= len(last.columns) and _are_like(table, last)
    return fits and any(c.text and c.spot.column in subjects for c in table.rows[0])


def is_no_row(text: str) -> bool:
    """Return whether a row is a sum, a remark or a signature below the measures."""
    bare = normalise(text)
    remark = bare.startswith(words("below_tables"))
    return remark or _is_sum(bare) or bare in words("no_measures")


def _is_sum(bare: str) -> bool:
    """Return whether a text is only the word for a sum, with what is summed up."""
    begins = next((w for w in words("sum_words") if bare.startswith(w)), "")
    ends = "|".join(map(re.escape, words("sum_ends")))
    return bool(begins) and bool(
        re.fullmatch(rf"(?:{ends}|[\d,]|ที่)*", bare.removeprefix(begins))
    )
