"""A branch of a git repository by git itself: `git+ssh://…#gh-pages`.

One push makes all of a publish visible; git has the person's own keys and passwords.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.transport.branch import Branch
from prongsai.storage.git import GitError, git

_COMMITTER = "Prongsai <prongsai@localhost>"


def _git(repository: Path, *arguments: str, data: bytes = b"") -> bytes:
    """Run git in a repository of ours, with the person's own keys and passwords."""
    return git(repository, *arguments, data=data, settings=True)


@dataclass(kw_only=True)
class GitBranch(Branch):
    """The branch as git fetched it into a repository of its own."""

    folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="prongsai-git-")
    )

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

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file by its hash."""
        return _git(self.repository, "cat-file", "blob", blob)

    def commit(
        self, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Commit what changed and push it.

        Raises:
            RefusedError: the branch moved meanwhile, or we may not push.
        """
        ref = f"refs/heads/{self.target.branch}"
        stream = self._stream(words.encode(), files, gone)
        command = ("fast-import", "--quiet", "--date-format=now")
        _git(self.repository, *command, data=stream)
        try:
            _git(self.repository, "push", "--quiet", self.url, f"{ref}:{ref}")
        except GitError:
            raise RefusedError("git-refused", name=self.target.name) from None

    def _stream(
        self, words: bytes, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> bytes:
        """Return the commit as `git fast-import` reads it."""
        parts = [
            f"commit refs/heads/{self.target.branch}\n".encode(),
            f"committer {_COMMITTER} now\ndata {len(words)}\n".encode(),
            words,
            f"\nfrom {self.parent}\n".encode() if self.parent else b"\n",
        ]
        for path, data in files.items():
            parts += [f"M 100644 inline {path}\ndata {len(data)}\n".encode(), data]
            parts.append(b"\n")
        parts += [f"D {path}\n".encode() for path in gone]
        return b"".join(parts)

    def close(self) -> None:
        """Remove the repository that was fetched into."""
        self.folder.cleanup()
