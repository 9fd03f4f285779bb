"""Merge three ways: the last import, the file as it is, the new import.

What only one side changed is taken; what both changed differently is a conflict, and
with a conflict nothing is written. The file is changed line by line: comments, order
and folding of everything else stay.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any  # trees of YAML

from prongsai.importing.compose import ADDED, GROUPS
from prongsai.importing.identity import align, rename
from prongsai.importing.tree_words import holds
from prongsai.importing.understand.draft import Tree
from prongsai.yaml.edits import Drop, Edit, EditError, Insert, Put, changed, edit
from prongsai.yaml.reader import YamlPath

_OF_THE_FILE = ("source", "year_inferred")
"""What the file says about its source: once the author changed it, it is the
author's."""

_GROWING = (
    "documents",
    "selection",
    "analysis",
    "measures",
    "unplaced",
    *ADDED,
    *GROUPS,
)
"""Lists to which an import adds, next to what the author wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both sides changed one field: its path, and the three values."""

    path: YamlPath
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One change to the file: `put` a field, `insert` or `drop` an element."""

    kind: str
    path: YamlPath
    value: Any = None
    before: Any = None


@dataclass(slots=True, kw_only=True)
class Merge:
    """The changes, the conflicts, and the tree to keep as last import."""

    changes: list[FieldChange] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    remembered: Tree = field(default_factory=dict)


def merge(base: Tree, ours: Tree, theirs: Tree, *, named: bool = False) -> Merge:
    """Compare the three; ids in `ours` may have been given by the author since.

    With `named` all three have the same ids for the same entries.
    """
    known = base if named else rename(ours, base, by_id=True)
    coming = theirs if named else rename(known, theirs, by_id=False)
    result = Merge(remembered=coming)
    _mapping(known, ours, coming, (), result)
    return result


def apply(data: bytes, ours: Tree, changes: Sequence[FieldChange]) -> bytes:
    """Return the file with the changes.

    What cannot be edited by lines (the only field of a record is removed) is written
    anew from the top: comments are lost, values never.
    """
    # At one place the old element is removed before the new one comes: drops are last.
    ordered = sorted(changes, key=lambda change: change.kind == "drop")
    edits = [_edit(change) for change in ordered]
    wanted = changed(ours, edits)
    with suppress(EditError):
        return edit(data, edits)
    names = dict.fromkeys(str(change.path[0]) for change in changes)
    whole = [
        Put(path=(name,), value=wanted[name])
        if wanted.get(name)
        else Drop(path=(name,))
        for name in names
    ]
    return edit(data, whole)


def _edit(change: FieldChange) -> Edit:
    if change.kind == "insert":
        return Insert(path=change.path, value=change.value)
    return (
        Put(path=change.path, value=change.value)
        if change.kind == "put"
        else Drop(path=change.path)
    )


def _mapping(
    base: Tree, ours: Tree, theirs: Tree, path: YamlPath, found: Merge
) -> None:
    for name in [*theirs, *(name for name in base if name not in theirs)]:
        was, here, comes = base.get(name), ours.get(name), theirs.get(name)
        _value((was, here, comes), (*path, name), found)


def _value(three: tuple[Any, Any, Any], path: YamlPath, found: Merge) -> None:
    was, here, comes = three
    kept = path[0] in _OF_THE_FILE and here not in (None, was)
    if comes in (was, here) or kept:
        return
    if was is None and here is not None:
        _beside(here, comes, path, found)
    elif all(isinstance(value, dict) for value in three):
        _mapping(was, here, comes, path, found)
    elif all(_are_records(value) for value in three):
        _records(was, here, comes, path, found)
    elif here != was:
        found.conflicts.append(Conflict(path=path, base=was, ours=here, theirs=comes))
    elif comes is None:
        found.changes.append(FieldChange(kind="drop", path=path, before=here))
    else:
        found.changes.append(
            FieldChange(kind="put", path=path, value=comes, before=here)
        )


def _beside(here: Any, comes: Any, path: YamlPath, found: Merge) -> None:  # noqa: ANN401 - a tree of YAML
    """Compare what the author wrote with what no import brought before."""
    if path[-1] == "id" or holds(here, comes):
        return
    if isinstance(here, dict) and isinstance(comes, dict):
        _mapping({}, here, comes, path, found)
    elif path[-1] in _GROWING and _are_records(here) and _are_records(comes):
        _records([], here, comes, path, found)
    else:
        found.conflicts.append(Conflict(path=path, base=None, ours=here, theirs=comes))


def _are_records(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(part, dict) for part in value)
    )


def _records(
    base: list[Tree], ours: list[Tree], theirs: list[Tree], path: YamlPath, found: Merge
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
        elif mine is None and comes is not None and not _as_before(was, comes, path):
            found.conflicts.append(Conflict(path=at, base=was, ours=None, theirs=comes))
        elif comes is None and mine is not None:
            if mine == was:
                found.changes.append(FieldChange(kind="drop", path=at, before=mine))
            else:
                found.conflicts.append(
                    Conflict(path=at, base=was, ours=mine, theirs=None)
                )
    places = {at: here.get(i) for at, i in enumerate(of_theirs) if i is not None}
    places |= _new((ours, of_ours), (theirs, of_theirs), path, found, by_id=has_ids)
    fresh |= {at: theirs[at] for at in range(len(theirs)) if at not in places}
    _add(places, fresh, path, found)
    drops = [c for c in found.changes if c.kind == "drop" and c.path[:-1] == path]
    if len(drops) == len(ours):
        # The list would become empty: the field itself takes the new elements.
        kept = [part for part in found.changes if part.path[: len(path)] != path]
        found.changes = [
            *kept,
            FieldChange(kind="put", path=path, value=theirs, before=ours),
        ]


def _new(
    ours: tuple[list[Tree], list[int | None]],
    theirs: tuple[list[Tree], list[int | None]],
    path: YamlPath,
    found: Merge,
    *,
    by_id: bool,
) -> dict[int, int | None]:
    """Compare what the author has added with what comes anew.

    Returns where in the file the author has what comes.
    """
    own, coming = (
        [
            (at, part)
            for at, (part, index) in enumerate(zip(*side, strict=True))
            if index is None
        ]
        for side in (ours, theirs)
    )
    pairs = align([part for _, part in own], [part for _, part in coming], by_id=by_id)
    places: dict[int, int | None] = {}
    for (position, part), index in zip(coming, pairs, strict=True):
        if index is not None:
            at, mine = own[index]
            _mapping({}, mine, part, (*path, at), found)
            places[position] = at
    return places


def _as_before(was: Tree, comes: Tree, path: YamlPath) -> bool:
    """Return whether an element that the author took out is still the same.

    A cell without a field may have moved in its document.
    """
    return comes == was or (path == ("unplaced",) and comes["text"] == was["text"])


def _moved(was: Tree, mine: Tree, comes: Tree, at: YamlPath, found: Merge) -> Tree:
    """Remove an element from its place; return it as it comes back at another."""
    inside = Merge()
    _mapping(was, mine, comes, (), inside)
    found.conflicts += [
        replace(conflict, path=(*at, *conflict.path)) for conflict in inside.conflicts
    ]
    found.changes.append(FieldChange(kind="drop", path=at, before=mine))
    ordered = sorted(inside.changes, key=lambda change: change.kind == "drop")
    made: Tree = changed(mine, [_edit(change) for change in ordered])
    return made


def _add(
    places: dict[int, int | None], fresh: dict[int, Tree], path: YamlPath, found: Merge
) -> None:
    """Put elements after the one that they follow in the document.

    `places` are those in the file of what is there, by the place in the document.
    """
    at = 0
    for position in sorted({*places, *fresh}):
        if position in fresh:
            found.changes.append(
                FieldChange(kind="insert", path=(*path, at), value=fresh[position])
            )
        elif (place := places[position]) is not None:
            at = place + 1


def _rising(order: Sequence[int]) -> list[int]:
    """Return the longest part of `order` that rises: what stays where it is."""
    best: list[list[int]] = []
    for value in order:
        longest = max((run for run in best if run[-1] < value), key=len, default=[])
        best.append([*longest, value])
    return max(best, key=len, default=[])
