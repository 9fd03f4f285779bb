"""Where an import writes: the year's files and, hidden, what each document brought.

All is read and written through one `Staged` folder: nothing is on the disk until
everything is decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any  # trees of YAML

from prongsai.importing.brought import Brought, read_brought, read_earlier
from prongsai.importing.compose import Lost, compose
from prongsai.importing.entry_ids import by_round, name_entries
from prongsai.importing.identity import align, rename
from prongsai.importing.matching import Match
from prongsai.importing.merge import Conflict, FieldChange, apply, merge
from prongsai.importing.understand.draft import Tree
from prongsai.importing.union import union
from prongsai.loading.file_kinds import YEAR_FILES, modeline
from prongsai.loading.validate import shape
from prongsai.storage.below import found_in
from prongsai.storage.limits import BadFileError
from prongsai.storage.write import write_all
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import Commented, dump

REMEMBERED = ".import"
"""The folder of the records, next to the year's files; sources skip it."""


@dataclass(slots=True, kw_only=True)
class Staged:
    """Files as they will be; None is a file that goes."""

    files: dict[Path, bytes | None] = field(default_factory=dict)

    def read(self, path: Path) -> bytes | None:
        """Return a file's bytes, None where there is none."""
        if path not in self.files:
            return path.read_bytes() if path.is_file() else None
        return self.files[path]

    def write(self, path: Path, data: bytes) -> None:
        """Put a file, unless it is so already."""
        if self.read(path) != data:
            self.files[path] = data

    def below(self, folder: Path) -> list[Path]:
        """Return the YAML files of a folder."""
        there = set(found_in(folder, "*.yml"))
        staged = {path for path in self.files if path.parent == folder}
        return sorted(p for p in there | staged if self.read(p) is not None)

    def commit(self, root: Path) -> None:
        """Write all files at once, and take away those that go."""
        files = self.files.items()
        write_all(root, {p.relative_to(root).as_posix(): data for p, data in files})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one file of the year.

    `gone` is what the document no longer has: taken out only where that was asked for.
    `lost` gave way to what another document says in the same place.
    """

    path: Path
    ours: Tree
    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[FieldChange, ...] = ()
    matches: tuple[Match, ...] = ()
    lost: tuple[Lost, ...] = ()
    new: bool = False


def plain(tree: Tree) -> Tree:
    """Return a tree as it is read back from YAML; comments stay with their values."""
    return {name: _plain(value) for name, value in tree.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a tree
    if isinstance(value, dict):
        return plain(value)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    text = " ".join(str(value).split())
    return Commented(text, value.comment) if isinstance(value, Commented) else text


def records_of(staged: Staged, folder: Path, kind: str) -> dict[str, Brought]:
    """Return by key what each document has brought for one file of the year.

    Where the file itself is gone, everything comes anew.
    """
    if staged.read(folder / f"{kind}.yml") is None:
        return {}
    kept = staged.below(folder / REMEMBERED / kind)
    found = (read_brought(staged.read(path) or b"", path.stem) for path in kept)
    if kept:
        return {one.key: one for one in found if one is not None}
    earlier = staged.read(folder / REMEMBERED / f"{kind}.yml")
    if earlier is None:
        return {}
    read = read_earlier(earlier, kind, int(folder.name))
    if read is None:
        raise BadFileError("record-broken", kind=kind, year=folder.name)
    return {read.key: read}


def bring(
    staged: Staged,
    path: Path,
    coming: Brought,
    records: Mapping[str, Brought],
    *,
    delete: bool,
) -> Outcome:
    """Put what a document brings into a file of the year.

    `records` is what documents have brought for it until now, by key.

    Raises:
        BadFileError: the file that is there cannot be read.
    """
    kind = path.stem
    data = staged.read(path)
    there = _read(path, data, kind)
    ours = {name: value for name, value in there.items() if value not in (None, [])}
    known = {
        key: replace(one, tree=rename(ours, one.tree, by_id=True))
        for key, one in records.items()
    }
    before = known.pop(coming.key, None)
    tree = by_round(plain(coming.tree))
    others = compose(kind, known.values()).tree
    named = name_entries(tree, before.tree if before else {}, others, ours)
    strict = _renamed(coming, named.tree, named.names)
    kept = strict
    if before is not None and not delete:
        kept = replace(strict, tree=union(named.tree, before.tree, _aligned))
    base = compose(kind, [*known.values(), *([before] if before else [])]).tree
    whole = compose(kind, [*known.values(), kept])
    merged = merge(base, ours, whole.tree, named=True)
    gone = _gone(kind, base, ours, [*known.values(), strict], merged.changes)
    outcome = Outcome(
        path=path,
        ours=ours,
        changes=tuple(merged.changes),
        conflicts=tuple(merged.conflicts),
        gone=tuple(gone) if kept is not strict else (),
        matches=tuple(named.matches),
        lost=tuple(whole.lost),
        new=data is None,
    )
    if not outcome.conflicts:
        if data is None:
            new = (modeline(kind) + dump(whole.tree)).encode()
        else:
            new = apply(data, there, merged.changes)
        staged.write(path, new)
        _keep(staged, path.parent, kind, [*known.values(), kept])
    return outcome


def _read(path: Path, data: bytes | None, kind: str) -> Tree:
    if data is None:
        return {}
    read = read_yaml(data, path.name)
    value, findings = shape(YEAR_FILES[kind], read)
    if value is None or not isinstance(read.tree, dict):
        lines = sorted(finding.place.line for finding in findings) or [1]
        year = path.parent.name
        raise BadFileError("existing-broken", kind=kind, year=year, line=lines[0])
    return read.tree


def _renamed(coming: Brought, tree: Tree, names: Mapping[str, str]) -> Brought:
    places = {}
    for name, spot in coming.places.items():
        entry, dot, rest = name.partition(".")
        places[f"{names.get(entry, entry)}{dot}{rest}"] = spot
    return replace(coming, tree=tree, places=places)


def _aligned(base: Any, other: Any) -> list[int | None]:  # noqa: ANN401 - a tree of YAML
    parts = [*base, *other]
    by_id = all(isinstance(part, dict) and "id" in part for part in parts)
    return align(base, other, by_id=by_id)


def _gone(
    kind: str,
    base: Tree,
    ours: Tree,
    documents: list[Brought],
    done: list[FieldChange],
) -> Iterator[FieldChange]:
    """Yield what would go if everything went that the document no longer has."""
    strict = merge(base, ours, compose(kind, documents).tree, named=True)
    made = {(change.kind, change.path) for change in done}
    for change in (one for one in strict.changes if one.path[0] != "unplaced"):
        shorter = isinstance(change.before, list) and isinstance(change.value, list)
        takes = shorter and len(change.value) < len(change.before)
        if (change.kind == "drop" or takes) and (change.kind, change.path) not in made:
            yield change


def _keep(staged: Staged, folder: Path, kind: str, documents: list[Brought]) -> None:
    """Write a record of each document, and take away those that are there no more."""
    home = folder / REMEMBERED / kind
    wanted = {home / f"{one.key}.yml": one.as_yaml() for one in documents}
    earlier = folder / REMEMBERED / f"{kind}.yml"
    for path in [*staged.below(home), earlier]:
        if path not in wanted and staged.read(path) is not None:
            staged.files[path] = None
    for path, record in wanted.items():
        staged.write(path, record)
