"""First pages of the files of two states of the content, read where they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.attachments.first_page import beginning, first_page
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.git import GitError
from prongsai.storage.git_revision import file_in

FIRST_PAGES = "build/cache/first-pages"
"""Where a project keeps them, by the hash of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One state: what it holds, and what reads a file of it by its path."""

    sources: Sources
    read: Callable[[str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """Reads first pages of either side; `cache` is None where none can be kept."""

    sides: tuple[Side, ...]
    cache: Path | None

    @classmethod
    def of(cls, root: Path, sides: Iterable[Side]) -> "BothSides":
        """Keep them below `root`, unless that is a bare clone."""
        cache = root / FIRST_PAGES if (root / CONTENT).is_dir() else None
        return cls(sides=tuple(sides), cache=cache)

    def first_page(self, path: str, sha256: str) -> bytes | None:
        """Return a picture of the first page."""
        return first_page(self._data(path, sha256), sha256, self.cache)

    def first_words(self, path: str, sha256: str) -> str:
        """Return how the first page begins."""
        return beginning(self._data(path, sha256), sha256, self.cache)

    def _data(self, path: str, sha256: str) -> bytes:
        for side in self.sides:
            file = side.sources.attachments.get(path)
            if file and file.sha256 == sha256:
                return side.read(path)
        return b""


def in_folder(folder: Path, path: str) -> bytes:
    """Return the bytes of a file, none where it leads out of `content/`."""
    found = folder / path
    inside = found.resolve().is_relative_to((folder / CONTENT).resolve())
    return found.read_bytes() if inside and found.is_file() else b""


def in_commit(folder: Path, commit: str, path: str) -> bytes:
    """Return the bytes of a file as it was; none where git cannot give them."""
    try:
        return file_in(folder, commit, path)
    except GitError:
        return b""
