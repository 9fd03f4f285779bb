"""Merge three ways: the last import, the file as it is, the new import.

What only one side changed is taken; what both changed differently is a conflict, and
with a conflict nothing is written. The file is changed line by line: comments, order
and folding of everything else stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from prongsai.importing.identity import align, rename
from prongsai.importing.understand.draft import Tree
from prongsai.yaml.edits import Drop, Edit, Insert, Put, changed, edit
from prongsai.yaml.reader import Path, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both sides changed one field: its path, and the three values."""

    path: Path
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to the file: `put` a field, `insert` or `drop` an element."""

    kind: str
    path: Path
    value: Any = None
    before: Any = None


@dataclass(slots=True, kw_only=True)
class Merge:
    """The changes, the conflicts, and the tree to keep as last import."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remembered: Tree = field(default_factory=dict)


def merge(base: Tree, ours: Tree, theirs: Tree) -> Merge:
    """Compare the three; ids in `ours` may have been given by the author since."""
    known = rename(ours, base, by_id=True)
    coming = rename(known, theirs, by_id=False)
    result = Merge(remembered=coming)
    _mapping(known, ours, coming, (), result)
    return result


def apply(data: bytes, ours: Tree, changes: Sequence[Change]) -> bytes:
    """Return the file with the changes.

    What cannot be edited by lines (the only field of a record is removed) is written
    anew from the top: comments are lost, values never.
    """
    # At one place the old element is removed before the new one comes: drops are last.
    ordered = sorted(changes, key=lambda change: change.kind == "drop")
    edits = [_edit(change) for change in ordered]
    wanted = changed(ours, edits)
    try:
        new = edit(data, edits)
    except (KeyError, IndexError):
        new = data
    if read_yaml(new, "").tree == wanted:
        return new
    names = dict.fromkeys(str(change.path[0]) for change in changes)
    whole = [
        Put(path=(name,), value=wanted[name])
        if wanted.get(name)
        else Drop(path=(name,))
        for name in names
    ]
    return edit(data, whole)


def _edit(change: Change) -> Edit:
    if change.kind == "insert":
        return Insert(path=change.path, value=change.value)
    return (
        Put(path=change.path, value=change.value)
        if change.kind == "put"
        else Drop(path=change.path)
    )


def _mapping(base: Tree, ours: Tree, theirs: Tree, path: Path, found: Merge) -> None:
    for name in [*theirs, *(name for name in base if name not in theirs)]:
        was, here, comes = base.get(name), ours.get(name), theirs.get(name)
        _value((was, here, comes), (*path, name), found)


def _value(three: tuple[Any, Any, Any], path: Path, found: Merge) -> None:
    was, here, comes = three
    if comes in (was, here):
        return
    if all(isinstance(value, dict) for value in three):
        _mapping(was, here, comes, path, found)
    elif all(_are_records(value) for value in three):
        _records(was, here, comes, path, found)
    elif here != was:
        found.conflicts.append(Conflict(path=path, base=was, ours=here, theirs=comes))
    elif comes is None:
        found.changes.append(Change(kind="drop", path=path, before=here))
    else:
        found.changes.append(Change(kind="put", path=path, value=comes, before=here))


def _are_records(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(part, dict) for part in value)
    )


def _records(
    base: list[Tree], ours: list[Tree], theirs: list[Tree], path: Path, found: Merge
) -> None:
    has_ids = all("id" in part for part in (*base, *ours, *theirs))
    of_ours = align(base, ours, by_id=has_ids)
    of_theirs = align(base, theirs, by_id=has_ids)
    here = {index: at for at, index in enumerate(of_ours) if index is not None}
    there = {index: at for at, index in enumerate(of_theirs) if index is not None}
    order = [i for i in of_theirs if i is not None and i in here]
    moved = set(order) - set(_rising(order))
    fresh: dict[int, Tree] = {}
    for index, was in enumerate(base):
        mine = ours[here[index]] if index in here else None
        comes = theirs[there[index]] if index in there else None
        at = (*path, here.get(index, index))
        if index in moved and mine is not None and comes is not None:
            fresh[there[index]] = _moved(was, mine, comes, at, found)
        elif mine is not None and comes is not None:
            _mapping(was, mine, comes, at, found)
        elif mine is None and comes is not None and comes != was:
            found.conflicts.append(Conflict(path=at, base=was, ours=None, theirs=comes))
        elif comes is None and mine is not None:
            if mine == was:
                found.changes.append(Change(kind="drop", path=at, before=mine))
            else:
                found.conflicts.append(
                    Conflict(path=at, base=was, ours=mine, theirs=None)
                )
    own = [part for part, known in zip(ours, of_ours, strict=True) if known is None]
    for position, known in enumerate(of_theirs):
        part = theirs[position]
        if known is None and align(own, [part], by_id=False) == [None]:
            fresh[position] = part
    places = [None if at in fresh else known for at, known in enumerate(of_theirs)]
    _add(places, here, fresh, path, found)
    drops = [c for c in found.changes if c.kind == "drop" and c.path[:-1] == path]
    if len(drops) == len(ours):
        # The list would become empty: the field itself takes the new elements.
        kept = [part for part in found.changes if part.path[: len(path)] != path]
        found.changes = [
            *kept,
            Change(kind="put", path=path, value=theirs, before=ours),
        ]


def _moved(was: Tree, mine: Tree, comes: Tree, at: Path, found: Merge) -> Tree:
    """Remove an element from its place; return it as it comes back at another."""
    inside = Merge()
    _mapping(was, mine, comes, (), inside)
    found.conflicts += [
        replace(conflict, path=(*at, *conflict.path)) for conflict in inside.conflicts
    ]
    found.changes.append(Change(kind="drop", path=at, before=mine))
    ordered = sorted(inside.changes, key=lambda change: change.kind == "drop")
    made: Tree = changed(mine, [_edit(change) for change in ordered])
    return made


def _add(
    places: list[int | None],
    here: dict[int, int],
    fresh: dict[int, Tree],
    path: Path,
    found: Merge,
) -> None:
    """Put elements after the one that they follow in the document."""
    at = 0
    for position, index in enumerate(places):
        if position in fresh:
            found.changes.append(
                Change(kind="insert", path=(*path, at), value=fresh[position])
            )
        elif index is not None and index in here:
            at = here[index] + 1


def _rising(order: Sequence[int]) -> list[int]:
    """Return the longest part of `order` that rises: what stays where it is."""
    best: list[list[int]] = []
    for value in order:
        longest = max((run for run in best if run[-1] < value), key=len, default=[])
        best.append([*longest, value])
    return max(best, key=len, default=[])
