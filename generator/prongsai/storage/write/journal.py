"""What is being changed right now, so that it can be undone after a kill.

`.prongsai/journal.json` lists every place that changes and where what was there is
kept. It lies there from before the first change until after the last: whoever finds it
puts all of them back. Undoing is the same whether it follows an error or a kill, and
may itself be interrupted and begun again.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prongsai.storage.hashed import bytes_of
from prongsai.storage.write import durable

FOLDER = ".prongsai"
"""Next to `content/`: lock, journal and what is being made. Git does not see it."""

NEW, OLD = f"{FOLDER}/new", f"{FOLDER}/old"
_JOURNAL = f"{FOLDER}/journal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place that changes, both paths from the project's root.

    Attributes:
        target: the file or folder.
        kept: where the old one is, or will be while it is replaced; "" if there was
            none.
    """

    target: str
    kept: str


def own_folder(root: Path) -> Path:
    """Make the folder for what is unfinished; Git does not see it."""
    folder = root / FOLDER
    if folder.is_symlink():  # it could lead anywhere
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        durable.create(folder / ".gitignore", b"*\n")
    return folder


def begin(root: Path, entries: Iterable[Entry]) -> None:
    """Write down what is going to change."""
    listed = [{"target": one.target, "kept": one.kept} for one in entries]
    durable.write_file(root / _JOURNAL, json.dumps(listed, indent=1).encode())


def end(root: Path) -> None:
    """Forget it: from here on the new holds."""
    (root / _JOURNAL).unlink()
    with suppress(OSError):  # if the disk forgets this, the old comes back, whole
        durable.flush_folder(root / FOLDER)


def undo(root: Path) -> None:
    """Put back whatever an unfinished change had replaced, and clear up.

    Raises:
        OSError: something cannot be put back now; the next try goes on from there.
    """
    for entry in _read(root):
        _put_back(root, entry)
    (root / _JOURNAL).unlink(missing_ok=True)
    clear(root)


def clear(root: Path) -> None:
    """Remove what was made on the way and is no longer needed, as far as possible."""
    for path in _made_on_the_way(root):
        with suppress(OSError):
            durable.remove(path)


def unfinished(root: Path) -> bool:
    """Return whether a command changes something right now, or died while it did."""
    return (root / _JOURNAL).exists() or bool(_made_on_the_way(root))


def _made_on_the_way(root: Path) -> list[Path]:
    folders = [path for path in (root / NEW, root / OLD) if os.path.lexists(path)]
    return [*folders, *(root / FOLDER).glob(f".*{durable.UNFINISHED}")]


def _put_back(root: Path, entry: Entry) -> None:
    target, kept = root / entry.target, root / entry.kept
    if not entry.kept:
        durable.remove(target)
    elif os.path.lexists(kept):
        if target.is_dir() and not target.is_symlink():
            durable.remove(target)
        durable.move(kept, target)
    if target.parent.is_dir():
        durable.flush_folder(target.parent)


def _read(root: Path) -> list[Entry]:
    """Return the entries; a list that we did not write so is none."""
    try:
        listed = json.loads(bytes_of(root / _JOURNAL))
        entries = [Entry(target=str(o["target"]), kept=str(o["kept"])) for o in listed]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    paths = [path for one in entries for path in (one.target, one.kept) if path]
    return entries if all(_inside(root, path) for path in paths) else []


def _inside(root: Path, path: str) -> bool:
    """Return whether a path stays in the project, also through links."""
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        return False
    return (root / path).parent.resolve().is_relative_to(root.resolve())
