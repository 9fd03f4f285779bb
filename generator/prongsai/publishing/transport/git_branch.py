"""A branch of a git repository, as forges publish it: `git+ssh://…#gh-pages`.

Nothing is visible before the push, which is one step: all that was written waits in
memory, and one commit holds it. What others committed to the branch stays.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.manifest import LOCK, STAGING
from prongsai.publishing.targets import Target
from prongsai.publishing.transport import Listed
from prongsai.storage.git import GitError, git

_PLAIN = ".nojekyll"
"""Without it, a forge leaves out files that begin with `_`."""

_COMMITTER = "Prongsai <prongsai@localhost>"


def _git(repository: Path, *arguments: str, data: bytes = b"") -> bytes:
    """Run git in a repository of ours, with the person's own keys and passwords."""
    return git(repository, *arguments, data=data, settings=True)


@dataclass(kw_only=True)
class Branch:
    """The branch as it was fetched, and what changes; shared by all lines."""

    target: Target
    folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="prongsai-git-")
    )
    parent: str = ""
    known: dict[str, tuple[str, int]] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    @property
    def repository(self) -> Path:
        """Return the bare repository that we fetched into."""
        return Path(self.folder.name)

    @property
    def url(self) -> str:
        """Return the address as git takes it."""
        return self.target.address.removeprefix("git+").partition("#")[0]

    def fetch(self) -> None:
        """Fetch the branch; a branch that is not there is empty.

        Raises:
            RefusedError: the repository cannot be reached.
        """
        ref = f"refs/heads/{self.target.branch}"
        try:
            _git(self.repository, "init", "--quiet", "--bare")
            heads = _git(self.repository, "ls-remote", "--", self.url, ref)
            if not heads.strip():
                return
            _git(self.repository, "fetch", "--quiet", "--depth=1", self.url, ref)
        except GitError:
            self.folder.cleanup()
            raise RefusedError("git-unreached", name=self.target.name) from None
        self.parent = _git(self.repository, "rev-parse", "FETCH_HEAD").decode().strip()
        self.known = dict(self._tree())

    def _tree(self) -> Iterator[tuple[str, tuple[str, int]]]:
        rows = _git(self.repository, "ls-tree", "-r", "-l", "-z", self.parent)
        for row in rows.decode("utf-8", "surrogateescape").split("\0"):
            facts, _, path = row.partition("\t")
            if path and facts.split()[1] == "blob":
                _, _, blob, size = facts.split()
                yield path, (blob, int(size))

    def sizes(self) -> dict[str, int]:
        """Return every file that is there now, with its size."""
        old = {path: size for path, (_, size) in self.known.items()}
        new = {path: len(data) for path, data in self.written.items()}
        return {
            path: size for path, size in (old | new).items() if path not in self.removed
        }

    def push(self, title: str) -> None:
        """Commit what changed and push it.

        Raises:
            RefusedError: the branch moved meanwhile, or we may not push.
        """
        if _PLAIN not in self.known:
            self.written.setdefault(_PLAIN, b"")
        lasting = {
            path: data
            for path, data in self.written.items()
            if not path.startswith((f"{LOCK}/", f"{STAGING}/"))
        }
        ref = f"refs/heads/{self.target.branch}"
        stream = self._stream(title, lasting)
        words = ("fast-import", "--quiet", "--date-format=now")
        _git(self.repository, *words, data=stream)
        try:
            _git(self.repository, "push", "--quiet", self.url, f"{ref}:{ref}")
        except GitError:
            raise RefusedError("git-refused", name=self.target.name) from None

    def _stream(self, title: str, files: dict[str, bytes]) -> bytes:
        """Return the commit as `git fast-import` reads it."""
        words = f"Publish {title}".encode()
        parts = [
            f"commit refs/heads/{self.target.branch}\n".encode(),
            f"committer {_COMMITTER} now\ndata {len(words)}\n".encode(),
            words,
            f"\nfrom {self.parent}\n".encode() if self.parent else b"\n",
        ]
        for path, data in sorted(files.items()):
            parts += [f"M 100644 inline {path}\ndata {len(data)}\n".encode(), data]
            parts.append(b"\n")
        gone = sorted(self.removed & self.known.keys())
        parts += [f"D {path}\n".encode() for path in gone]
        return b"".join(parts)


class GitTransport:
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
        return _git(branch.repository, "cat-file", "blob", blob) if blob else None

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
        """Commit and push."""
        self._branch.push(title)

    def close(self) -> None:
        """Remove the repository that was fetched into."""
        self._branch.folder.cleanup()


class GitLogin:
    """Fetches the branch at the first line; git itself logs in."""

    def __init__(self, target: Target) -> None:
        """Fetch nothing yet."""
        self._branch = Branch(target=target)
        self._fetched = False

    def __call__(self) -> GitTransport:
        """Return a line.

        Raises:
            RefusedError: the repository cannot be reached.
        """
        if not self._fetched:
            self._branch.fetch()
            self._fetched = True
        return GitTransport(self._branch)
