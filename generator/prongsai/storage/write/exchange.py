"""Several files or folders of a project change as one: all of them or none."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from prongsai.storage.hashed import bytes_of
from prongsai.storage.write import durable, journal
from prongsai.storage.write.completed import note_written
from prongsai.storage.write.journal import NEW, OLD, Entry
from prongsai.storage.write.lock import project_lock


def write_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files of a project, all or none; None removes one.

    Keys are paths from `root` with `/`; folders are made. A file that already has
    these bytes is not touched. A new file that begins with `#!` may be run.

    Raises:
        OSError: one of them cannot be written; all are as they were.
        BusyError: another command holds the project and does not end.
    """
    with _all_or_none(root):
        changed = {
            path: data for path, data in files.items() if _bytes(root / path) != data
        }
        _exchange(root, _staged(root, changed))


def swap(root: Path, made: Mapping[str, Path | None]) -> None:
    """Put folders (or files) that were made next to the old ones in their place.

    Keys are paths from `root` with `/`; None removes what is there.

    Raises:
        OSError: one of them cannot be moved; all are as they were.
        BusyError: another command holds the project and does not end.
    """
    with _all_or_none(root):
        for new in made.values():
            if new is not None:
                durable.flush_tree(new)
        _exchange(root, made)


@contextmanager
def _all_or_none(root: Path) -> Iterator[None]:
    with project_lock(root):
        try:
            yield
        except BaseException:
            with suppress(OSError):  # then the next command puts everything back
                journal.undo(root)
            raise


def _staged(root: Path, files: Mapping[str, bytes | None]) -> Mapping[str, Path | None]:
    """Write the new bytes where they are not read yet."""
    staged: dict[str, Path | None] = {}
    for number, (path, data) in enumerate(files.items()):
        staged[path] = None
        if data is not None:
            new = _own(root, NEW) / str(number)
            durable.create(new, data, like=root / path)
            staged[path] = new
    return staged


def _exchange(root: Path, staged: Mapping[str, Path | None]) -> None:
    if not staged:
        return
    entries = [_entry(root, number, path) for number, path in enumerate(staged)]
    _keep_files(root, entries)
    journal.begin(root, entries)
    for entry in entries:
        _replace(root, entry, staged[entry.target])
    durable.flush_paths(_folders(root, entries))
    journal.end(root)
    for entry in entries:
        note_written(root / entry.target)
        if entry.kept:
            with suppress(OSError):  # a leftover, removed by the next change
                durable.remove(root / entry.kept)
    journal.clear(root)


def _entry(root: Path, number: int, path: str) -> Entry:
    """Return where the old one is kept: a folder next to it, a file with others."""
    target = root / path
    if target.is_dir() and not target.is_symlink():
        return Entry(target=path, kept=f"{path}.old")
    return Entry(target=path, kept=f"{OLD}/{number}" if os.path.lexists(target) else "")


def _keep_files(root: Path, entries: list[Entry]) -> None:
    """Give every old file a second name; of folders, remove an older old one."""
    for entry in entries:
        if entry.kept.startswith(OLD):
            kept = _own(root, OLD) / Path(entry.kept).name
            durable.duplicate(root / entry.target, kept)
        elif entry.kept:
            durable.remove(root / entry.kept)
    if (root / OLD).is_dir():
        durable.flush_folder(root / OLD)


def _replace(root: Path, entry: Entry, new: Path | None) -> None:
    target = root / entry.target
    if entry.kept and not entry.kept.startswith(OLD):
        target.rename(root / entry.kept)
    if new is None:
        durable.remove(target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    durable.move(new, target)


def _folders(root: Path, entries: list[Entry]) -> set[Path]:
    """Return every folder on the way to what changed, for one may be new."""
    return {
        folder
        for one in entries
        for folder in (root / one.target).parents
        if folder.is_relative_to(root) and folder.is_dir()
    }


def _own(root: Path, name: str) -> Path:
    folder = journal.own_folder(root) / Path(name).name
    folder.mkdir(exist_ok=True)
    return folder


def _bytes(path: Path) -> bytes | None:
    try:
        return bytes_of(path)
    except FileNotFoundError:
        return None
