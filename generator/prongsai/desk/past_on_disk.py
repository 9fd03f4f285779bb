"""The content as it was, on the disk of this computer."""

import datetime
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from prongsai.comparing.both_sides import FIRST_PAGES, in_folder
from prongsai.storage.attachments.first_page import beginning, first_page
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.git import GitError
from prongsai.storage.git_commit import commit
from prongsai.storage.snapshots import (
    PUBLISHED,
    Copy,
    Snapshot,
    data_of,
    snapshot,
    snapshots,
    sources_of,
    take,
)


@dataclass(slots=True, kw_only=True)
class PastOnDisk:
    """Earlier content of the project below `root`; `clock` returns the time now."""

    root: Path
    clock: Callable[[], datetime.datetime]
    _read: tuple[str, Sources] | None = None

    def keep_day(self, day: str) -> None:
        """Keep the content as it is, if that was not done on this day yet."""
        if snapshot(self.root, day) is None:
            with suppress(OSError):  # what is saved now matters more
                take(self.root, day, self.clock().isoformat(timespec="seconds"))

    def days(self) -> tuple[Snapshot, ...]:
        """Return the days that are kept, the newest first."""
        return snapshots(self.root)

    def data(self, copy: Copy) -> bytes | None:
        """Return the bytes of a file that is kept."""
        return data_of(self.root, copy)

    def published(self) -> tuple[str, Sources] | None:
        """Return when it was published, and what."""
        last = snapshot(self.root, PUBLISHED)
        if last is None:
            return None
        if self._read is None or self._read[0] != last.at:
            self._read = (last.at, sources_of(self.root, last))
        return self._read

    def read_only(self) -> bool:
        """Return whether the folder cannot be written now."""
        return not os.access(self.root / CONTENT, os.W_OK)

    def first_page(self, path: str, sha256: str) -> bytes | None:
        """Return a picture of the first page of a file, now or as published."""
        return first_page(self._bytes(path, sha256), sha256, self.root / FIRST_PAGES)

    def first_words(self, path: str, sha256: str) -> str:
        """Return how the first page of a file begins, now or as published."""
        return beginning(self._bytes(path, sha256), sha256, self.root / FIRST_PAGES)

    def _bytes(self, path: str, sha256: str) -> bytes:
        data = data_of(self.root, Copy(sha256=sha256, size=0))
        if data is not None:
            return data
        return in_folder(self.root, path)

    def commit(self, what: str, by: str) -> None:
        """Write the content into the history of the folder, where it has one."""
        with suppress(GitError):
            commit(self.root, CONTENT, what, by)
