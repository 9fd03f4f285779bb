"""New rows: their ids, the records they belong to, and the edits that put them in."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any  # trees of YAML

from prongsai.thai.codes import parse_code, sort_key
from prongsai.workbook.apply import record_of
from prongsai.workbook.ids import Ids
from prongsai.workbook.items_sheets import DISCLOSURES
from prongsai.workbook.measures_sheets import MEASURES, STEPS
from prongsai.workbook.merge import Merged, Problem, Spot
from prongsai.workbook.read import ReadPage
from prongsai.workbook.sheet import Key, Sheet
from prongsai.workbook.sheets import BY_NAME, MANUAL_ITEMS
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.yaml.edits import Drop, Edit, Insert, Put
from prongsai.yaml.reader import YamlPath

_ABOVE = {"measures": MEASURES, "disclosures": DISCLOSURES, "catalogue": MANUAL_ITEMS}
_Record = dict[str, Any]


def give_ids(merged: Merged, used: Collection[str], pages: Iterable[ReadPage]) -> None:
    """Fill in the ids of new rows; rows without an owner become problems."""
    rows = (
        (page.sheet, key)
        for page in pages
        for key in (*page.base.rows, *(row.key for row in page.rows))
    )
    ids = Ids(used, rows)
    kept = []
    for page, row in merged.added:
        sheet = page.sheet
        missing = next((c for c, part in _needed(sheet, row.key) if not part), None)
        if missing is not None:
            letter = page.letters[missing.name]
            spot = Spot(
                sheet=sheet, title=page.base.title, letter=letter, row=row.number
            )
            facts = {"field": page.base.headers[missing.name]}
            merged.problems.append(Problem(spot=spot, code="no-key", facts=facts))
            continue
        if sheet.prefix and not row.key[-1]:
            row.key = (*row.key[:-1], ids.new(sheet, row.key))
        ids.add(sheet, row.key)
        _hidden_id(sheet, row, ids)
        kept.append((page, row))
    merged.added[:] = kept


def _hidden_id(sheet: Sheet, row: SheetRow, ids: Ids) -> None:
    """Give a record an id that is not its key, where others may name it."""
    for column in sheet.data:
        if column.name == "id" and column.hidden and not row.cells.get("id"):
            row.cells["id"] = ids.numbered(sheet.name)


def _needed(sheet: Sheet, key: Key) -> list[tuple[Any, str]]:
    """Return the columns of a key that only the author can fill in."""
    pairs = list(zip(sheet.keys, key, strict=True))
    if sheet.prefix or sheet.ordinal:
        return pairs[:-1]
    return pairs[:1] if sheet.key_is_whole(key) else pairs


class Additions:
    """Turns the new rows of one file into edits of its tree."""

    def __init__(self, tree: Mapping[str, Any], kind: str, merged: Merged) -> None:
        """Take the tree as it is, and the rows of its kind."""
        self._tree, self._kind, self._merged = tree, kind, merged
        self._fresh: dict[tuple[str, Key], _Record] = {}
        self._lists: dict[YamlPath, list[tuple[int, _Record]]] = {}
        self._places: dict[str, dict[Key, YamlPath]] = {}

    def edits(self, others: Iterable[Edit]) -> list[Edit]:
        """Return `others` with the edits that put the new rows in."""
        for page, row in self._merged.added:
            if page.sheet.kind == self._kind and page.sheet.lists:
                self._add(page, row)
        dropped = {one.path for one in others if isinstance(one, Drop)}
        edits = [
            one
            for one in others
            if not (isinstance(one, Drop) and one.path in self._lists)
        ]
        for path, records in self._lists.items():
            if self._length(path) and path not in dropped:
                edits += [
                    Insert(path=(*path, at), value=record) for at, record in records
                ]
            else:
                edits.append(Put(path=path, value=[record for _, record in records]))
        return edits

    def _add(self, page: ReadPage, row: SheetRow) -> None:
        sheet = page.sheet
        record = record_of(sheet, row)
        if not self._into(page, row, record):
            return
        self._fresh[sheet.name, row.key] = record

    def _into(self, page: ReadPage, row: SheetRow, record: _Record) -> bool:
        sheet = page.sheet
        if sheet.list_of:
            self._append((sheet.list_of(row.key[0]),), record, row.key[0])
            return True
        if len(sheet.lists) == 1:
            coded = "code" in record
            self._append((sheet.lists[0],), record, row.key[0] if coded else "")
            return True
        above, name, key = _ABOVE[sheet.kind], sheet.lists[1], row.key[:1]
        if row.cells.get("parent"):
            above, key = STEPS, (row.key[0], row.cells["parent"])
        holder = self._fresh.get((above.name, key))
        path = self._at(above).get(key)
        if holder is None and path is None and above.columns[0].name == "code":
            holder = self._fresh[above.name, key] = {"code": key[0]}
            self._append((sheet.lists[0],), holder, key[0])
        if holder is not None:
            holder.setdefault(name, []).append(record)
        elif path is not None:
            self._append((*path, name), record, "")
        else:
            self._no_parent(page, row, key)
            return False
        return True

    def _no_parent(self, page: ReadPage, row: SheetRow, key: Key) -> None:
        name = "parent" if len(key) > 1 else page.sheet.columns[0].name
        spot = Spot(
            sheet=page.sheet,
            title=page.base.title,
            letter=page.letters[name],
            row=row.number,
        )
        facts = {"field": page.base.headers[name], "id": key[-1]}
        self._merged.problems.append(Problem(spot=spot, code="no-parent", facts=facts))

    def _append(self, path: YamlPath, record: _Record, code: str) -> None:
        """Put a record at the end of a list, or where its code belongs."""
        at = self._length(path)
        if code:
            own = _order(code)
            there = self._records(path)
            at = sum(_order(str(one.get("code"))) <= own for one in there)
        self._lists.setdefault(path, []).append((at, record))
        if code:
            self._lists[path].sort(key=lambda two: _order(two[1]["code"]))

    def _at(self, sheet: Sheet) -> dict[Key, YamlPath]:
        if sheet.name not in self._places:
            rows = rows_of(BY_NAME[sheet.name], self._tree)
            self._places[sheet.name] = {row.key: row.path for row in rows}
        return self._places[sheet.name]

    def _records(self, path: YamlPath) -> list[Mapping[str, Any]]:
        here: Any = self._tree
        for step in path:
            here = here.get(step) if isinstance(here, Mapping) else here[step]
            if here is None:
                return []
        return list(here)

    def _length(self, path: YamlPath) -> int:
        return len(self._records(path))


def _order(code: str) -> tuple[int, int, int]:
    try:
        return sort_key(parse_code(code))
    except ValueError:
        return (99, 0, 0)
