"""Roll over on the disk: all files or none, and the way back."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.write import write_all
from prongsai.years.rolling import Rolled

NOTE = ".roll-over.json"
"""Next to the year's files: what was made, and what it was like then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The files that went, and those that were changed since and stay."""

    gone: tuple[str, ...]
    changed: tuple[str, ...]


def write(root: Path, rolled: Rolled) -> None:
    """Write the new files with a note of what they are, all or none."""
    if not rolled.files:
        return
    note = _note(root, rolled.slug, rolled.year)
    made = {**_read(note), **{name: _sha(one) for name, one in rolled.files.items()}}
    text = json.dumps({"files": made}, ensure_ascii=False, indent=1, sort_keys=True)
    name = note.relative_to(root).as_posix()
    write_all(root, {**rolled.files, name: f"{text}\n".encode()})


def undo(root: Path, slug: str, year: int) -> Undone:
    """Remove what roll-over made, if none of it was changed since."""
    note = _note(root, slug, year)
    made = _read(note)
    there = {name: root / name for name in made if (root / name).is_file()}
    changed = tuple(
        name for name, path in there.items() if _sha(path.read_bytes()) != made[name]
    )
    if changed or not made:
        return Undone(gone=(), changed=changed)
    write_all(root, dict.fromkeys((*there, note.relative_to(root).as_posix())))
    return Undone(gone=tuple(there), changed=())


def _note(root: Path, slug: str, year: int) -> Path:
    return root / "content" / "agencies" / slug / str(year) / NOTE


def _read(note: Path) -> dict[str, str]:
    if not note.is_file():
        return {}
    made: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))["files"]
    return made


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
