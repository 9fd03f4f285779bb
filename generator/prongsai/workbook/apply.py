"""Turn the result of a merge into edits of the YAML, with as few lines as possible."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any  # trees of YAML

from prongsai.workbook.columns import Column, bare, value_of
from prongsai.workbook.merge import STRUCTURE, CellChange, Deletion
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.tables import SheetRow
from prongsai.yaml.edits import Drop, Edit, Insert, Put
from prongsai.yaml.reader import YamlPath


def edits_of(tree: Mapping[str, Any], changes: Iterable[CellChange]) -> list[Edit]:
    """Return the edits for changed fields of records that are there."""
    edits: list[Edit] = []
    below: dict[YamlPath, list[CellChange]] = {}
    for change in changes:
        outer, _, inner = change.column.name.partition(".")
        path = (*change.target.path, outer)
        if inner:
            below.setdefault(path, []).append(change)
            continue
        old = _at(tree, path)
        new = value_of(change.column, change.new)
        edits += field_edits(path, old, new)
    for path, some in below.items():
        edits += _inner(tree, path, some)
    return edits


def field_edits(path: YamlPath, old: Any, new: Any) -> list[Edit]:  # noqa: ANN401 - a tree of YAML
    """Return the edits that make `old` at `path` into `new`."""
    if new == old or (new is None and old is None):
        return []
    if new is None:
        return [Drop(path=path)]
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _list_edits(path, old, new)
    return [Put(path=path, value=new)]


def _inner(
    tree: Mapping[str, Any], path: YamlPath, some: Sequence[CellChange]
) -> list[Edit]:
    """Return the edits of a record below it; the whole record if it is new or gone."""
    old = _at(tree, path)
    new = {
        change.column.name.partition(".")[2]: value_of(change.column, change.new)
        for change in some
    }
    if not isinstance(old, dict):
        given = {name: value for name, value in new.items() if value is not None}
        return [Put(path=path, value=given)] if given else []
    left = {name for name, value in old.items() if value is not None} | set(new)
    if all(name in new and new[name] is None for name in left):
        return [Drop(path=path)]
    return [
        one
        for name, value in new.items()
        for one in field_edits((*path, name), old.get(name), value)
    ]


def _list_edits(path: YamlPath, old: list[Any], new: list[Any]) -> list[Edit]:
    """Return edits of the elements that differ, or of the whole list if many moved."""
    head = len(
        list(takewhile(lambda two: two[0] == two[1], zip(old, new, strict=False)))
    )
    most = min(len(old), len(new)) - head
    backwards = zip(reversed(old), reversed(new), strict=False)
    alike = takewhile(lambda two: two[0] == two[1], backwards)
    tail = min(most, len(list(alike)))
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not gone:
        return [Insert(path=(*path, head), value=element) for element in come]
    if not come:
        return [Drop(path=(*path, head + at)) for at in range(len(gone))]
    if len(gone) == len(come):
        pairs = enumerate(zip(gone, come, strict=True), head)
        return [
            one
            for at, (was, comes) in pairs
            for one in _element_edits((*path, at), was, comes)
        ]
    return [Put(path=path, value=new)]


def _element_edits(path: YamlPath, old: Any, new: Any) -> list[Edit]:  # noqa: ANN401 - a tree of YAML
    if old == new:
        return []
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return [Put(path=path, value=new)]
    names = [*old, *(name for name in new if name not in old)]
    if len([name for name in names if new.get(name) == old.get(name)]) == 0:
        return [Put(path=path, value=new)]
    return [
        one
        for name in names
        for one in field_edits((*path, name), old.get(name), new.get(name))
    ]


def _at(tree: Any, path: YamlPath) -> Any:  # noqa: ANN401 - a tree of YAML
    for step in path:
        tree = tree.get(step) if isinstance(tree, Mapping) else tree[step]
    return tree


def record_of(sheet: Sheet, row: SheetRow) -> dict[str, Any]:
    """Return the record of a new row, its fields in the order of the columns."""
    record: dict[str, Any] = {}
    keys = sheet.own_keys
    if not sheet.ordinal:
        for column, text in zip(keys, row.key[-len(keys) :], strict=True):
            if text:
                record[column.name] = bare(text) if column.name == "code" else text
    for column in sheet.data:
        if column.of not in STRUCTURE:
            _set(record, column, row.cells.get(column.name, ""))
    if sheet.texts:
        record = {"id": "", "text": row.shown.get("known_text", "")} | record
    record |= sheet.start
    return {name: record[name] for name in _order(sheet) if name in record}


def _order(sheet: Sheet) -> tuple[str, ...]:
    if sheet.order:
        return sheet.order
    names = (column.name.partition(".")[0] for column in sheet.columns)
    return tuple(dict.fromkeys(names))


def _set(record: dict[str, Any], column: Column, text: str) -> None:
    value = value_of(column, text)
    if value is None:
        return
    outer, _, inner = column.name.partition(".")
    if inner:
        record.setdefault(outer, {})[inner] = value
    else:
        record[outer] = value


def deletion_edits(
    tree: Mapping[str, Any], deletions: Iterable[Deletion]
) -> list[Edit]:
    """Return the edits that remove records; a list that becomes empty is removed.

    What is inside a removed record needs no edit.
    """
    paths = {one.path for one in deletions}
    while True:
        paths = {
            path
            for path in paths
            if not any(path[:length] in paths for length in range(1, len(path)))
        }
        emptied = {
            path[:-1]
            for path in paths
            if isinstance(path[-1], int)
            and all(
                (*path[:-1], at) in paths for at in range(len(_at(tree, path[:-1])))
            )
        }
        if not emptied:
            return [Drop(path=path) for path in sorted(paths, key=str)]
        paths |= emptied
