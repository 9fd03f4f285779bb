"""What a build keeps of each agency, next to the site: facts, and what was verified.

It is also where the steps of a build leave what they made of an agency for each other.

Files of the last build are used again only if their bytes are those that were written.
"""

import errno
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from prongsai.site.swap import BUILD, CHAPTERS, NEXT
from prongsai.storage.confined.answers import StoppedError, packed, unpacked
from prongsai.storage.seen import Seen
from prongsai.storage.write import Scratch

Kept = TypeVar("Kept")

_MOST = 200_000_000
_SEAL = 32


def file_of(slug: str, what: str) -> str:
    """Return the path, below `build/`, of what is kept of an agency."""
    return f"{CHAPTERS}/{slug}.{what}"


def keep(staged: Scratch, slug: str, what: str, value: object) -> None:
    """Keep a record for the next build."""
    data = packed(value, _MOST)
    seal = hashlib.sha256(data).digest()
    staged.put(f"{BUILD}/{file_of(slug, what)}", seal + data)


def read_kept(root: Path, slug: str, what: str, kind: type[Kept]) -> Kept | None:
    """Return a record of the last build; None if there is none, or a damaged one.

    What is read is plain values and the program's own records, nothing else.
    """
    try:
        path = root / BUILD / file_of(slug, what)
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data[_SEAL:]).digest() != data[:_SEAL]:
            return None
        value = unpacked(data[_SEAL:])
    except (OSError, StoppedError):
        return None
    return value if isinstance(value, kind) else None


def read_made(root: Path, slug: str, what: str, kind: type[Kept]) -> Kept:
    """Return a record of the next build, or that of the last one which it takes over.

    Raises:
        OSError: there is none any more.
    """
    staged = root / BUILD / NEXT
    there = (staged / BUILD / file_of(slug, what)).exists()
    made = read_kept(staged if there else root, slug, what, kind)
    if made is None:
        path = root / BUILD / file_of(slug, what)
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
    return made


def is_intact(root: Path, below: str, slug: str, files: Mapping[str, str]) -> bool:
    """Return whether files of an agency are as the last build wrote them.

    Args:
        root: the project.
        below: the folder of the project where they are.
        slug: the agency.
        files: their hashes, by path.
    """
    try:
        with Seen.below(root, below) as seen:
            return all(seen.hash(path, slug) == one for path, one in files.items())
    except OSError:
        return False


def bring(old: Path, staged: Scratch, below: str, paths: Iterable[str]) -> None:
    """Give files of the last build a place in the next one, in the folder `below`."""
    for path in paths:
        staged.twin(old / path, f"{below}/{path}")


def hash_of(*parts: str) -> str:
    """Return the hash of some texts, in order."""
    digest = hashlib.sha256()
    for data in (part.encode() for part in parts):
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
