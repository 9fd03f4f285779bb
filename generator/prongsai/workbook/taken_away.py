"""Documents whose name was taken out of a row of an item.

Out of the row of the whole item, and on no other row of it: the document goes, which is
proposed first. Out of the row of a component: the document stays with the item.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai.workbook.items_sheets import ANSWERS, DISCLOSURES, EVIDENCE
from prongsai.workbook.merge import Deletion, Spot
from prongsai.workbook.read import ReadPage
from prongsai.workbook.read_cells import Warned
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow, rows_of

Trees = Mapping[str, Any]
_TYPED = {DISCLOSURES.model: "documents", ANSWERS.model: "evidence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """A document that is no longer named in a row, and the cell."""

    page: ReadPage
    row: SheetRow
    id: str

    @property
    def key(self) -> Key:
        return self.row.key[0], self.id

    @property
    def spot(self) -> Spot:
        return Spot(
            sheet=EVIDENCE,
            title=self.page.base.title,
            letter=self.page.letters[_TYPED[self.page.sheet.model]],
            row=self.row.number,
        )


def taken_away(pages: Iterable[ReadPage], trees: Trees) -> list[Deletion]:
    """Return the documents that are taken out of the row of their whole item."""
    every = tuple(pages)
    there = {row.key: row for row in rows_of(EVIDENCE, trees.get(EVIDENCE.kind))}
    cited = _cited(every, trees)
    return [
        Deletion(
            spot=gone.spot, key=gone.key, path=there[gone.key].path, word="document"
        )
        for gone in _gone(every, DISCLOSURES.model)
        if gone.key in there and gone.key not in cited
    ]


def staying(pages: Iterable[ReadPage], trees: Trees) -> tuple[Warned, ...]:
    """Return what to say of documents taken out of a component: the item keeps them."""
    every = tuple(pages)
    there = {row.key: row for row in rows_of(EVIDENCE, trees.get(EVIDENCE.kind))}
    before = {
        (row.key, name)
        for row in rows_of(ANSWERS, trees.get(ANSWERS.kind))
        for name in row.cells["evidence"].split("\n")
    }
    cited = _cited(every, trees)
    return tuple(
        Warned(
            code="document-stays",
            title=gone.spot.title,
            cell=gone.spot.cell,
            facts={"value": _title(there[gone.key]), "item": gone.key[0]},
        )
        for gone in _gone(every, ANSWERS.model)
        if gone.key in there
        and gone.key not in cited
        and (gone.row.key, gone.id) in before
    )


def _gone(pages: Iterable[ReadPage], sheet: str) -> Iterator[_Gone]:
    """Yield the documents that a sheet's rows named at the export and name no more."""
    name = _TYPED[sheet]
    for page in pages:
        if page.sheet.model != sheet or name not in page.letters:
            continue
        for row in page.rows:
            now = row.cells[name].split("\n")
            old = page.base.rows.get(row.key, {}).get(name, "").split("\n")
            for one in filter(None, old):
                if one not in now:
                    yield _Gone(page=page, row=row, id=one)


def _cited(pages: Collection[ReadPage], trees: Trees) -> set[Key]:
    """Return the documents that any row of their item names now."""
    rows = [
        (page.sheet.model, row)
        for page in pages
        if page.sheet.model in _TYPED
        for row in page.rows
    ]
    read = {row.key for _, row in rows}
    rows += [
        (ANSWERS.model, row)
        for row in rows_of(ANSWERS, trees.get(ANSWERS.kind))
        if row.key not in read
    ]
    return {
        (row.key[0], one)
        for sheet, row in rows
        for one in row.cells.get(_TYPED[sheet], "").split("\n")
        if one
    }


def _title(row: SheetRow) -> str:
    return row.cells.get("title") or row.cells.get("file") or row.cells.get("url", "")
