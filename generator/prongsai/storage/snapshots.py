"""What the content was like before: by day, and as it was last published.

`.prongsai/snapshots/` has each file once, named by its hash, and a list for each
snapshot. Git does not see it and no build reads it. Days are kept until there are too
many, or they take too much room; what was published stays.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from prongsai.storage.below import files_below, found_in
from prongsai.storage.content_folder import (
    MAX_ATTACHMENT,
    Sources,
    facts_cache,
    read_sources,
    with_facts,
)
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import OWN_FOLDER, Scratch, make_folder, write_file

FOLDER = f"{OWN_FOLDER}/snapshots"
PUBLISHED = "published"
DAYS = 30
MOST_BYTES = 1_000_000_000
"""Room that all days may take together, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One file of a snapshot."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The content at one time.

    Attributes:
        name: a day (ISO), or `published`.
        at: when it was taken (ISO).
        files: every file of the content, by path from the project root.
    """

    name: str
    at: str
    files: Mapping[str, Copy]


def take(root: Path, name: str, at: str) -> Snapshot:
    """Keep the content as it is now, and forget the oldest days."""
    files = dict(_kept(root))
    taken = Snapshot(name=name, at=at, files=files)
    write_file(_list(root, name), sealed(asdict(taken)))
    _forget(root)
    return taken


def snapshots(root: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of days, the newest first."""
    names = sorted(
        (one.stem for one in found_in(root / FOLDER, "*.json")), reverse=True
    )
    found = (snapshot(root, name) for name in names if name != PUBLISHED)
    return tuple(one for one in found if one is not None)


def snapshot(root: Path, name: str) -> Snapshot | None:
    """Return one snapshot; None where there is none, or its list is damaged."""
    try:
        kept = unsealed(_list(root, name))
        copies = {
            str(path): Copy(sha256=str(one["sha256"]), size=int(one["size"]))
            for path, one in kept["files"].items()
        }
        return Snapshot(name=str(kept["name"]), at=str(kept["at"]), files=copies)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def data_of(root: Path, copy: Copy) -> bytes | None:
    """Return the bytes of a file that is kept; None where they are damaged or gone."""
    try:
        data = _place(root, copy.sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == copy.sha256 else None


def sources_of(root: Path, taken: Snapshot) -> Sources:
    """Read a snapshot as the content is read; what is damaged is left out."""
    with Scratch.temporary() as laid_out:
        make_folder(laid_out.folder / CONTENT)
        for path, copy in taken.files.items():
            data = data_of(root, copy)
            if data is not None:
                laid_out.put(path, data)
        return with_facts(
            laid_out.folder, read_sources(laid_out.folder), facts_cache(root)
        )


def _kept(root: Path) -> Iterator[tuple[str, Copy]]:
    """Keep each file of the content, and yield its path and hash."""
    for path in _files(root / CONTENT):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        place = _place(root, digest)
        if not place.exists():
            write_file(place, data)
        name = path.relative_to(root).as_posix()
        yield name, Copy(sha256=digest, size=len(data))


def _files(base: Path) -> Iterator[Path]:
    """Yield every file that is no link and not too large to be published."""
    for path in files_below(base):
        if path.name.endswith(".prongsai-new") or path.is_symlink():
            continue
        if path.is_file() and path.stat().st_size <= MAX_ATTACHMENT:
            yield path


def _forget(root: Path) -> None:
    """Remove the oldest days, and the files that no snapshot names any more."""
    days, room, kept = snapshots(root), 0, set[str]()
    store = Scratch(root / FOLDER)
    for number, one in enumerate(days):
        new = {copy.sha256: copy.size for copy in one.files.values()}
        room += sum(size for name, size in new.items() if name not in kept)
        if number and (number >= DAYS or room > MOST_BYTES):
            store.remove(f"{one.name}.json")
        else:
            kept |= new.keys()
    published = snapshot(root, PUBLISHED)
    if published is not None:
        kept |= {copy.sha256 for copy in published.files.values()}
    for path in found_in(root / FOLDER / "files", "*/*"):
        if path.name not in kept:
            store.remove(f"files/{path.parent.name}/{path.name}")


def _list(root: Path, name: str) -> Path:
    return root / FOLDER / f"{name}.json"


def _place(root: Path, digest: str) -> Path:
    return root / FOLDER / "files" / digest[:2] / digest
