"""The hashes of files that were read before, while nothing has touched the files since.

The system notes when anything of a file changes, and no program sets that time: a file
whose number, size and times are those of before has the bytes of before and is not
read again. A file that had changed in the last two seconds before it was read is read
once more, since the clocks of some disks tick that slowly. Where the system has no such
time (Windows, a browser's tab) every file is read every time.

Delete `build/cache/seen/` at any time: it only saves the time of reading.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from prongsai.storage.capabilities import Capability, has
from prongsai.storage.hashed import hash_file
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

FOLDER = "build/cache/seen"

_SLOWEST_TICK = 2_000_000_000
"""Nanoseconds."""


class Seen:
    """What is known of the files below one folder of a project.

    It is kept in parts, and one is held at a time: ask for the files of a part one
    after the other.
    """

    def __init__(self, root: Path, below: str) -> None:
        """Begin with nothing; `below` is the folder, from the project."""
        self._base = os.fspath(root / below)
        self._folder = root / FOLDER / below.replace("/", "-")
        self._part: str | None = None
        self._known: dict[str, list[object]] = {}
        self._used: dict[str, list[object]] = {}
        self._new = False

    @classmethod
    @contextmanager
    def below(cls, root: Path, below: str) -> Iterator[Self]:
        """Give what is known of a folder, and keep what became known."""
        seen = cls(root, below)
        try:
            yield seen
        finally:
            seen._keep()

    def hash(self, path: str, part: str = "") -> str:
        """Return the SHA-256 of the bytes of a file, in hex digits.

        Args:
            path: from the folder, with `/`.
            part: the name of the part that it is in.

        Raises:
            OSError: it cannot be read, or is none.
        """
        place = f"{self._base}/{path}"
        mark = _mark(place)
        self._open(part)
        known = self._known.get(path)
        if known is None or known[1:] != mark:
            if mark is None or not _is_old(mark):
                return hash_file(Path(place))
            known, self._new = [hash_file(Path(place)), *mark], True
        self._used[path] = known
        return str(known[0])

    def _open(self, part: str) -> None:
        """Take up what is known of a part, if it is not that of before."""
        if part == self._part:
            return
        self._keep()
        saved = unsealed(self._file(part))
        self._known = saved if _is_sound(saved) else {}
        self._part, self._used, self._new = part, {}, False

    def _keep(self) -> None:
        """Keep what was asked for, if anything of it is new."""
        if self._part is not None and self._new:
            write_cache(self._file(self._part), sealed(self._used))
            self._new = False

    def _file(self, part: str) -> Path:
        name = hashlib.sha256(part.encode(errors="surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}.json"


def _mark(place: str) -> list[object] | None:
    """Return what changes with a file; None where the system does not say so."""
    if not has(Capability.CHANGE_TIMES):
        return None
    of = os.stat(place)  # noqa: PTH116 - asked for each file of a site
    return [of.st_ino, of.st_size, of.st_mtime_ns, of.st_ctime_ns]


def _is_old(mark: list[object]) -> bool:
    """Return whether whatever changes the file from now on is seen."""
    changed = mark[-1]
    return isinstance(changed, int) and changed + _SLOWEST_TICK < time.time_ns()


def _is_sound(saved: object) -> bool:
    return isinstance(saved, dict) and all(
        isinstance(one, list) and one and isinstance(one[0], str)
        for one in saved.values()
    )
