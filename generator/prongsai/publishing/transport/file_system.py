"""What all ways over fsspec have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any  # fsspec has no types

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.manifest import OWN, aside_of
from prongsai.publishing.transport import Listed


def in_the_way(path: str) -> RefusedError:
    """Return the refusal for a folder in the place of a file, or the other way."""
    return RefusedError("in-the-way", path=path)


class FileSystemTransport(ABC):
    """A target that fsspec reaches; each way adds what fsspec lacks there.

    Args:
        system: fsspec's file system; it has no types.
        base: the target's folder, as the file system names it.
    """

    def __init__(self, system: Any, base: str) -> None:  # noqa: ANN401 - fsspec has no types
        """Keep the connection."""
        self.system, self.base = system, base.rstrip("/")
        self.gaps = 0

    def leave_gap(self, path: str) -> None:
        """Count a file that is about to be away for a moment, if visitors see it."""
        self.gaps += not path.startswith(OWN)

    @abstractmethod
    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what a library's exception means, None for one that is our own bug."""

    @contextmanager
    def plainly(self, path: str) -> Iterator[None]:
        """Turn a library's exceptions into `CutError` and `RefusedError`.

        `FileNotFoundError` and `FileExistsError` pass. What is raised has no other
        exception in it, since a library's could show the password.
        """
        failure: Exception | None = None
        try:
            yield
        except (FileNotFoundError, FileExistsError):
            raise
        except Exception as error:
            failure = self.failure(error, self.shown(path))
            if failure is None:
                raise
        if failure is not None:
            raise failure

    def shown(self, path: str) -> str:
        """Return a path for people: that of the target itself is its folder."""
        return path or self.base

    def at(self, path: str) -> str:
        """Return where a path of the target is in the file system."""
        return f"{self.base}/{path}" if path else self.base or "/"

    def names(self, folder: str = "") -> list[str]:
        """Return the names in a folder."""
        return [name for name, _, _ in self._entries(folder)]

    def files(self, folder: str = "") -> Iterator[Listed]:
        """Yield every file below a folder."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            for name, kind, size in self._entries(here):
                path = f"{here}/{name}" if here else name
                if kind == "directory":
                    waiting.append(path)
                else:
                    yield Listed(path=path, size=size)

    def _entries(self, folder: str) -> list[tuple[str, str, int]]:
        """Return name, type and size of what is in a folder."""
        rows = []
        with suppress(FileNotFoundError, NotADirectoryError), self.plainly(folder):
            rows = self.system.ls(self.at(folder), detail=True)
        return [
            (name, str(row["type"]), int(row["size"] or 0))
            for row in rows
            if (name := str(row["name"]).rstrip("/").rpartition("/")[2])
        ]

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""
        with suppress(FileNotFoundError), self.plainly(path):
            return bytes(self.system.cat_file(self.at(path)))
        return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        with self.plainly(path):
            self.system.pipe_file(self.at(path), data)

    @abstractmethod
    def place(self, staged: str, path: str) -> None:
        """Give a file its name."""

    def remove(self, path: str) -> None:
        """Remove a file."""
        with suppress(FileNotFoundError), self.plainly(path):
            self.system.rm_file(self.at(path))

    def make_folder(self, path: str) -> bool:
        """Make a folder."""
        with suppress(FileExistsError), self.plainly(path):
            self.system.mkdir(self.at(path), create_parents=False)
            return True
        return False

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty."""
        # It holds something, or is gone; a line that was cut is not passed over.
        with suppress(OSError, RefusedError), self.plainly(path):
            self.system.rmdir(self.at(path))

    def finish(self, title: str) -> None:
        """Do nothing: every step was visible at once."""
        del title

    def close(self) -> None:
        """Let fsspec close what it opened."""
        del self.system


class RenamingTransport(FileSystemTransport):
    """A way whose servers rename, and of which some cannot replace a file."""

    @abstractmethod
    def rename(self, old: str, new: str) -> None:
        """Rename a file to a name that is free."""

    def replace(self, staged: str, path: str) -> None:
        """Replace a file where the server cannot: the page is away for that moment.

        The old file steps aside and is not removed before the new one is there, so
        that nothing is lost where the server takes neither.
        """
        aside = aside_of(staged)
        self.leave_gap(path)
        self.rename(path, aside)
        try:
            self.rename(staged, path)
        except RefusedError:
            self.rename(aside, path)
            raise
        self.remove(aside)
