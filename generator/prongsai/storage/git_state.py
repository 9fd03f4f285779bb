"""Which commit the work tree is of, and whether `content/` differs from it.

Files are compared by their hash, not with `git status`, which runs what the settings
and attributes of a folder name.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from prongsai.storage.git import (
    LINK,
    SUBMODULE,
    Entry,
    GitError,
    commit_id,
    entries,
    git,
)

CONTENT = "content"
_TEXT = 5_000_000
"""Bytes up to which a file may have ends of lines as Windows has them."""


def state(folder: Path) -> tuple[str, bool]:
    """Return the commit of the work tree, and whether `content/` differs from it.

    Both are empty outside a repository.
    """
    try:
        commit = commit_id(folder, "HEAD")
        return commit, _differs(folder, commit)
    except GitError:
        return "", False


def _differs(folder: Path, commit: str) -> bool:
    known = {one.place: one for one in entries(folder, commit, (f"{CONTENT}/",))}
    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    there = os.fsdecode(git(folder, *words, "--", CONTENT)).split("\0")
    return any(path not in known for path in there if path) or not all(
        one.mode == SUBMODULE or is_as_committed(folder / path, one)
        for path, one in known.items()
    )


def is_as_committed(path: Path, entry: Entry) -> bool:
    """Return whether a file is an entry's, also where git keeps it in another form."""
    kind = "sha256" if len(entry.name) == 64 else "sha1"
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) and entry.mode == LINK:
            return _id(kind, os.fsencode(path.readlink())) == entry.name
        return stat.S_ISREG(mode) and (
            _id_of_file(kind, path) == entry.name or entry.name in _kept_as(kind, path)
        )
    except (OSError, ValueError):
        return False


def _id(kind: str, data: bytes) -> str:
    return hashlib.new(kind, b"blob %d\0" % len(data) + data).hexdigest()


def _id_of_file(kind: str, path: Path) -> str:
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        digest = hashlib.new(kind, b"blob %d\0" % size)
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _kept_as(kind: str, path: Path) -> Iterator[str]:
    """Yield ids of what git keeps instead: plain ends of lines, a pointer of LFS."""
    size = path.stat().st_size
    if size <= _TEXT:
        yield _id(kind, path.read_bytes().replace(b"\r\n", b"\n"))
    with path.open("rb") as stream:
        oid = hashlib.file_digest(stream, "sha256").hexdigest()
    lines = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{oid}")
    yield _id(kind, "\n".join((*lines, f"size {size}\n")).encode())
