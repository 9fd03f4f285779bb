"""Texts that were given a place: they go into the cell that was chosen.

The cell is changed as if somebody had typed it, so the merge decides as always; the
entry of the text goes with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any  # trees of YAML

from prongsai.workbook.columns import Form
from prongsai.workbook.merge import Deletion, Merged, Problem, Spot
from prongsai.workbook.places import Place, place_of
from prongsai.workbook.read import ReadPage
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.workbook.unfit import listed
from prongsai.workbook.unplaced_sheets import DISCARD, UNPLACED

Trees = Mapping[str, Any]


def put_in_place(
    pages: Iterable[ReadPage], trees: Trees, merged: Merged
) -> tuple[list[ReadPage], frozenset[tuple[str, Key]]]:
    """Put texts into the cells that were chosen for them.

    Returns:
        The pages, without the texts that have a place now, and the entries that go.
    """
    every = {page.sheet.name: page for page in pages}
    gone: set[tuple[str, Key]] = set()
    for sheet in UNPLACED:
        page = every.get(sheet.name)
        if page is None:
            continue
        there = [row.cells for row in rows_of(sheet, trees.get(sheet.kind))]
        kept = []
        for row in page.rows:
            if _is_placed(page, row, there, every, merged):
                gone.add((sheet.name, row.key))
            else:
                kept.append(row)
        every[sheet.name] = replace(page, rows=tuple(kept))
    return list(every.values()), frozenset(gone)


def split_deleted(
    merged: Merged, gone: frozenset[tuple[str, Key]], *, delete: bool
) -> None:
    """Propose what is gone from the workbook; what was placed goes at once."""

    def sure(one: Deletion) -> bool:
        return delete or (one.spot.sheet.name, one.key) in gone

    merged.proposed = [one for one in merged.deleted if not sure(one)]
    merged.deleted = [one for one in merged.deleted if sure(one)]


def _is_placed(
    page: ReadPage,
    row: SheetRow,
    there: list[dict[str, str]],
    every: dict[str, ReadPage],
    merged: Merged,
) -> bool:
    """Put one text into its place; return whether its entry goes."""
    word = row.cells.get("place", "")
    base = dict(page.base.rows.get(row.key, {}))
    if not word or base not in there:
        return bool(word)
    labels = page.base.labels.get("place", {})
    if word not in labels:
        merged.problems.append(_unknown(page, row, word, labels))
        return False
    if word != DISCARD:
        _into(every, place_of(word), row)
    return True


def _into(every: dict[str, ReadPage], place: Place, text: SheetRow) -> None:
    page = every[place.sheet.name]
    own = [one for one in page.rows if one.key == place.key]
    row = own[0] if own and place.sheet.key_is_whole(place.key) else None
    if row is None:
        names = (column.name for column in place.sheet.data)
        cells = dict.fromkeys(names, "")
        row = SheetRow(key=place.key, cells=cells, number=text.number)
        every[place.sheet.name] = replace(page, rows=(*page.rows, row))
    column = next(one for one in place.sheet.columns if one.name == place.field)
    between = "\n" if column.form is Form.LINES else " "
    parts = (row.cells.get(place.field, ""), text.cells["text"])
    row.cells[place.field] = between.join(filter(None, parts))


def _unknown(
    page: ReadPage, row: SheetRow, word: str, labels: Mapping[str, str]
) -> Problem:
    spot = Spot(
        sheet=page.sheet,
        title=page.base.title,
        letter=page.letters["place"],
        row=row.number,
    )
    facts = {"value": word, "known": listed(labels)}
    return Problem(spot=spot, code="not-in-list", facts=facts)
