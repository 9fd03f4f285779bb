"""Turn a file's tree into the rows of its sheets, each with its key and plain texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai.thai.digits import to_arabic
from prongsai.workbook.columns import get, plain
from prongsai.workbook.sheet import Key, Sheet
from prongsai.yaml.reader import YamlPath

Tree = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class SheetRow:
    """One record: its key, the plain text of its fields, and its place.

    Attributes:
        path: in the tree; empty for a file's own record.
        number: of the row in Excel, 0 where it comes from YAML.
        shown: cells that are for reading only.
    """

    key: Key
    cells: dict[str, str]
    path: YamlPath = ()
    number: int = 0
    shown: dict[str, str] = field(default_factory=dict)


def rows_of(sheet: Sheet, tree: Tree | None) -> list[SheetRow]:
    """Return the records of a sheet, in the order of the file."""
    if tree is None:
        return []
    if not sheet.lists:
        row = _row(sheet, (), tree, ())
        return [row] if any(row.cells.values()) else []
    if sheet.list_of:
        return [row for name in sheet.lists for row in _coded(sheet, tree, name)]
    return list(_records(sheet, tree))


def _coded(sheet: Sheet, tree: Tree, name: str) -> Iterator[SheetRow]:
    """Yield the records of one list; their keys are fields of their own."""
    for index, record in enumerate(tree.get(name) or ()):
        first, *others = (str(record.get(one.name) or "") for one in sheet.own_keys)
        yield _row(sheet, (code(first), *others), record, (name, index))


def _records(sheet: Sheet, tree: Tree) -> Iterator[SheetRow]:
    first, *rest = sheet.lists
    for index, outer in enumerate(tree.get(first) or ()):
        path: YamlPath = (first, index)
        if not rest:
            yield _row(sheet, (_id(sheet, outer, index),), outer, path)
            continue
        above = _id(None, outer, index)
        inner = outer.get(rest[0]) or ()
        yield from _inner(sheet, above, inner, (*path, rest[0]))


def _inner(
    sheet: Sheet, above: str, records: Sequence[Tree], path: YamlPath, parent: str = ""
) -> Iterator[SheetRow]:
    for index, record in enumerate(records):
        here = (*path, index)
        key = (above, _id(sheet, record, index))
        row = _row(sheet, key, record, here)
        if parent:
            row.cells["parent"] = parent
        yield row
        if sheet.inner and record.get(sheet.inner):
            inner, path_of = record[sheet.inner], (*here, sheet.inner)
            yield from _inner(sheet, above, inner, path_of, key[1])


def _id(sheet: Sheet | None, record: Tree, index: int) -> str:
    if sheet is not None and sheet.ordinal:
        return str(index + 1)
    if "id" in record:
        return str(record["id"])
    return code(record["code"])


def code(value: object) -> str:
    """Return a code as it is in keys."""
    return to_arabic(str(value).strip())


def _row(sheet: Sheet, key: Key, record: Tree, path: YamlPath) -> SheetRow:
    cells = {
        column.name: plain(column, get(record, column.name)) for column in sheet.data
    }
    cells |= sheet.typed(record)
    if sheet.present:
        cells[sheet.present] = "true"
    return SheetRow(key=key, cells=cells, path=path)
