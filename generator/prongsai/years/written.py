"""Roll over on the disk: all files or none, and the way back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.hashed import bytes_of
from prongsai.storage.write import write_all
from prongsai.years.rolling import Rolled

NOTE = ".roll-over.json"
"""Next to the year's files: what was made, what it was like then, and before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The files that were removed or put back, and those that were changed since."""

    gone: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """The hashes of the files that were made, and the texts that were there before."""

    files: Mapping[str, str]
    before: Mapping[str, str]


def made_before(root: Path, slug: str, year: int) -> frozenset[str]:
    """Return the files of a year that an earlier run wrote or filled."""
    return frozenset(_read(_note(root, slug, year)).files)


def write(root: Path, rolled: Rolled) -> None:
    """Write the files with a note of what they are and were, all or none."""
    if not rolled.files:
        return
    path = _note(root, rolled.slug, rolled.year)
    note = _read(path)
    own = {name: bytes_of(root / name).decode() for name in rolled.filled}
    made = {
        "files": {**note.files, **{n: _sha(one) for n, one in rolled.files.items()}},
        "before": {**note.before, **own},
    }
    text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)
    name = path.relative_to(root).as_posix()
    write_all(root, {**rolled.files, name: f"{text}\n".encode()})


def undo(root: Path, slug: str, year: int) -> Undone:
    """Take back what roll-over made, if none of it was changed since."""
    path = _note(root, slug, year)
    note = _read(path)
    there = [name for name in note.files if (root / name).is_file()]
    changed = tuple(
        name for name in there if _sha(bytes_of(root / name)) != note.files[name]
    )
    if changed or not note.files:
        return Undone(changed=changed)
    back = {name: note.before[name].encode() for name in there if name in note.before}
    gone = tuple(name for name in there if name not in back)
    own = path.relative_to(root).as_posix()
    write_all(root, {**back, **dict.fromkeys((*gone, own))})
    return Undone(gone=gone, restored=tuple(back))


def _note(root: Path, slug: str, year: int) -> Path:
    return root / "content" / "agencies" / slug / str(year) / NOTE


def _read(note: Path) -> _Note:
    """Return what was made; a note that is missing or damaged names nothing."""
    try:
        read = json.loads(bytes_of(note))
        files, before = (_texts(read.get(name, {})) for name in ("files", "before"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _Note(files={}, before={})
    return _Note(files=files, before=before)


def _texts(read: Mapping[object, object]) -> dict[str, str]:
    """Return texts by the path of their file, as far as that is in the content."""
    texts = {str(name): str(text) for name, text in read.items()}
    return {
        name: text
        for name, text in texts.items()
        if name.startswith("content/") and ".." not in name.split("/")
    }


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
