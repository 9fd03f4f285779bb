"""The files of an import: the year's files and, hidden, the last import.

All files are written or none.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prongsai.importing.merge import Change, Conflict, apply, merge
from prongsai.importing.understand.draft import Tree
from prongsai.loading.load import YEAR_FILES
from prongsai.loading.validate import shape
from prongsai.storage.limits import BadFileError
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import Commented, dump

REMEMBERED = ".import"
"""The folder of the last import, next to the year's files; sources skip it."""

_MODELINE = "# yaml-language-server: $schema=../../../.schemas/{kind}.json\n"
_OF_IMPORT = "# What was imported last. An import compares with it; nobody edits it.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result for one file: `data` is None where nothing changes."""

    path: Path
    data: bytes | None
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remember: bytes = b""
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


def prepare(folder: Path, kind: str, tree: Tree) -> Outcome:
    """Compare a tree with the file of its kind in `folder`, and make the new file.

    Raises:
        BadFileError: the file was not imported, or cannot be read.
    """
    path = folder / f"{kind}.yml"
    memory = folder / REMEMBERED / f"{kind}.yml"
    coming = plain(tree)
    if not path.exists():
        data = (_MODELINE.format(kind=kind) + dump(tree)).encode()
        return Outcome(path=path, data=data, remember=_remember(coming), new=True)
    data = path.read_bytes()
    read = read_yaml(data, path.name)
    value, findings = shape(YEAR_FILES[kind], read)
    if value is None or not isinstance(read.tree, dict):
        place = findings[0].place if findings else None
        raise BadFileError("existing-broken", path=place or path.name)
    if not memory.exists():
        if read.tree == coming:
            return Outcome(path=path, data=None, remember=_remember(coming))
        raise BadFileError("existing-not-imported", path=path.name)
    base = read_yaml(memory.read_bytes(), memory.name).tree
    if not isinstance(base, dict):
        raise BadFileError("existing-broken", path=f"{REMEMBERED}/{memory.name}")
    merged = merge(base, read.tree, coming)
    if merged.conflicts:
        return Outcome(path=path, data=None, conflicts=tuple(merged.conflicts))
    new = apply(data, read.tree, merged.changes)
    changed = None if new == data else new
    return Outcome(
        path=path,
        data=changed,
        changes=tuple(merged.changes),
        remember=_remember(merged.remembered),
    )


def _remember(tree: Tree) -> bytes:
    return (_OF_IMPORT + dump(tree)).encode()


def write(outcomes: Mapping[str, Outcome]) -> None:
    """Write all files at once."""
    files: dict[Path, bytes] = {}
    for kind, outcome in outcomes.items():
        if outcome.data is not None:
            files[outcome.path] = outcome.data
        memory = outcome.path.parent / REMEMBERED / f"{kind}.yml"
        if not memory.exists() or memory.read_bytes() != outcome.remember:
            files[memory] = outcome.remember
    made: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
            made.append((name, path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).chmod(0o644)
        for name, path in made:
            Path(name).replace(path)
    finally:
        for name, _ in made:
            Path(name).unlink(missing_ok=True)
