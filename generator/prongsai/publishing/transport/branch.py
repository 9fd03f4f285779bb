"""A branch of a repository: all that is written waits in memory, and one commit has it.

Nothing is visible before that commit. What others committed to the branch stays. How
the branch is read and the commit made is `git_branch`, or `forge` without git.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prongsai.publishing.manifest import LOCK, STAGING
from prongsai.publishing.targets import Target
from prongsai.publishing.transport import Listed

_PLAIN = ".nojekyll"
"""Without it, a forge leaves out files that begin with `_`."""


@dataclass(kw_only=True)
class Branch(ABC):
    """The branch as it was read, and what changes; shared by all lines.

    Attributes:
        parent: the last commit, empty where there is no such branch.
        known: what names the content of each file, and its size; 0 where that is not
            known.
    """

    target: Target
    parent: str = ""
    known: dict[str, tuple[str, int]] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    @abstractmethod
    def fetch(self) -> None:
        """Read the branch; one that is not there is empty.

        Raises:
            RefusedError: the repository cannot be reached.
        """

    @abstractmethod
    def content(self, blob: str) -> bytes:
        """Return the bytes of a file by what names them."""

    @abstractmethod
    def commit(
        self, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Make one commit of what changed.

        Raises:
            RefusedError: the branch moved meanwhile, or we may not.
        """

    @abstractmethod
    def close(self) -> None:
        """Give back what was needed for it."""

    def sizes(self) -> dict[str, int]:
        """Return every file that is there now, with its size."""
        old = {path: size for path, (_, size) in self.known.items()}
        new = {path: len(data) for path, data in self.written.items()}
        return {
            path: size for path, size in (old | new).items() if path not in self.removed
        }

    def push(self, title: str) -> None:
        """Commit what changed."""
        if _PLAIN not in self.known:
            self.written.setdefault(_PLAIN, b"")
        lasting = {
            path: data
            for path, data in sorted(self.written.items())
            if not path.startswith((f"{LOCK}/", f"{STAGING}/"))
        }
        gone = sorted(self.removed & self.known.keys())
        self.commit(f"Publish {title}", lasting, gone)


class BranchTransport:
    """One line to the branch; all of them work on the same memory."""

    gaps = 0

    def __init__(self, branch: Branch) -> None:
        """Keep the branch."""
        self._branch = branch

    def names(self, folder: str = "") -> list[str]:
        """Return the names in a folder."""
        start = f"{folder}/" if folder else ""
        paths = [path for path in self._branch.sizes() if path.startswith(start)]
        return sorted({path.removeprefix(start).partition("/")[0] for path in paths})

    def files(self, folder: str = "") -> Iterator[Listed]:
        """Yield every file below a folder."""
        start = f"{folder}/" if folder else ""
        for path, size in self._branch.sizes().items():
            if path.startswith(start):
                yield Listed(path=path, size=size)

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""
        branch = self._branch
        if path in branch.removed:
            return None
        if path in branch.written:
            return branch.written[path]
        blob, _ = branch.known.get(path, ("", 0))
        return branch.content(blob) if blob else None

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        self._branch.removed.discard(path)
        self._branch.written[path] = data

    def place(self, staged: str, path: str) -> None:
        """Give a file its name."""
        data = self._branch.written.pop(staged, None)
        if data is not None:
            self.write(path, data)

    def remove(self, path: str) -> None:
        """Remove a file."""
        self._branch.written.pop(path, None)
        self._branch.removed.add(path)

    def make_folder(self, path: str) -> bool:
        """Do nothing: git has no folders, and a push that came too late is refused."""
        del path
        return True

    def remove_folder(self, path: str) -> None:
        """Do nothing: git has no folders."""

    def finish(self, title: str) -> None:
        """Commit."""
        self._branch.push(title)

    def close(self) -> None:
        """Give back what was needed for the branch."""
        self._branch.close()


class BranchLogin:
    """Reads the branch at the first line."""

    def __init__(self, branch: Branch) -> None:
        """Read nothing yet."""
        self._branch = branch
        self._fetched = False

    def __call__(self) -> BranchTransport:
        """Return a line.

        Raises:
            RefusedError: the repository cannot be reached.
        """
        if not self._fetched:
            self._branch.fetch()
            self._fetched = True
        return BranchTransport(self._branch)
