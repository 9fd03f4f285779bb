"""Ask git, without touching the work tree, the index or the stash.

`git_commit` alone writes.

Git may be missing, and the project may be outside any repository: optional facts are
then empty, and required ones raise `GitError`. A folder may come from anywhere, with a
`.git` in it: nothing that its settings or attributes name is run, neither monitor,
filter, hook, pager nor transport, and what the environment says of git does not count.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LINK, SUBMODULE = "120000", "160000"
"""Modes of entries that are no files."""

_PIECE = 1 << 20
_CLOSED = {
    "core.alternateRefsCommand": "",
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "core.bigFileThreshold": "8m",  # what is larger is not read whole by git
    "core.fsmonitor": "false",
    "core.gitProxy": "",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.external": "",
    "gc.auto": "0",
    "protocol.allow": "never",  # no missing object is fetched
    "safe.directory": "*",  # others may own it: nothing of theirs is run
}
_SETTINGS = [
    word for name, value in _CLOSED.items() for word in ("-c", f"{name}={value}")
]
_NO_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "",  # also against settings of the folder for one protocol
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_ALWAYS = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


class GitError(Exception):
    """Git is not installed, or it refused; the text is git's own first line."""


def git(
    folder: Path,
    *arguments: str,
    data: bytes = b"",
    settings: bool = False,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Run git in `folder` and return what it prints.

    With `settings` the person's own count (passwords, proxies, keys): only where the
    repository is one that we made. `more` is added to the environment.

    Raises:
        GitError: no git, no repository, or no such thing in it.
    """
    done = subprocess.run(  # noqa: S603 - arguments are a list, never a shell's line
        _call(folder, arguments, settings=settings),
        input=data,
        capture_output=True,
        check=False,
        env={**_environment(settings=settings), **(more or {})},
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else "git failed")
    return done.stdout


def _call(folder: Path, arguments: Sequence[str], *, settings: bool) -> list[str]:
    closed = [] if settings else _SETTINGS
    return [_program(), "--no-pager", *closed, "-C", str(folder), *arguments]


def _program() -> str:
    """Return where git is; never one that is in the current folder, as on Windows."""
    folders = (one for one in os.get_exec_path() if os.path.isabs(one))  # noqa: PTH117 - a text
    found = (shutil.which(str(Path(one) / "git")) for one in folders)
    program = next(filter(None, found), None)
    if program is None:
        message = "git is not installed"
        raise GitError(message)
    return program


def installed() -> bool:
    """Return whether there is a git to ask."""
    try:
        return bool(_program())
    except GitError:
        return False


def _environment(*, settings: bool) -> Mapping[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if settings or not name.upper().startswith("GIT_")
    }
    return {**kept, **_ALWAYS, **({} if settings else _NO_SETTINGS)}


def commit_id(folder: Path, revision: str) -> str:
    """Return the whole id of the commit that `revision` names.

    Raises:
        GitError: there is none.
    """
    name = f"{revision}^{{commit}}"
    arguments = ("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    try:
        return git(folder, *arguments).decode().strip()
    except GitError as error:
        if str(error) != "git failed":
            raise
        message = f"{revision!r} is no revision of this repository"
        raise GitError(message) from None


def prefix(folder: Path) -> str:
    """Return the path from the top of the repository to `folder`, ending with `/`.

    Raises:
        GitError: `folder` is in no repository.
    """
    return os.fsdecode(git(folder, "rev-parse", "--show-prefix")).strip("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a commit: mode, id of its object, and where it is in the project."""

    mode: str
    name: str
    place: str

    @property
    def path(self) -> PurePosixPath:
        """Return where it is, as a path."""
        return PurePosixPath(self.place)


def every(path: str) -> bool:
    """Want any path."""
    del path
    return True


def entries(
    folder: Path,
    commit: str,
    below: Sequence[str],
    wanted: Callable[[str], bool] = every,
) -> Iterator[Entry]:
    """Yield what a commit has below files and folders (with `/`) of the project.

    Only those whose paths are `wanted`; the commit may have very many.

    Raises:
        GitError: no git, no repository, or a folder of the commit is missing.
    """
    top = prefix(folder)
    places = [f"{top}{path}" for path in below]
    listing = git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *places)
    for entry in listing.decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = entry.partition("\t")
        path = path.removeprefix(top)
        if path and wanted(path):
            mode, _, name = facts.split(" ")
            yield Entry(mode=mode, name=name, place=path)


class Blobs:
    """Reads the bytes of objects, one at a time and in pieces."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        """Ask a `git cat-file --batch` that runs."""
        self._process = process

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of one object; all of them have to be taken.

        Raises:
            GitError: it is missing or damaged.
        """
        assert self._process.stdin and self._process.stdout  # noqa: PT018 - both are pipes
        damaged = GitError(f"object {name} is missing or damaged")
        try:
            self._process.stdin.write(f"{name}\n".encode())
            self._process.stdin.flush()
        except OSError:
            raise damaged from None
        head = self._process.stdout.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise damaged
        left = int(head[2])
        while left:
            piece = self._process.stdout.read(min(left, _PIECE))
            if not piece:
                raise damaged
            left -= len(piece)
            yield piece
        self._process.stdout.read(1)  # the end of the line behind it


@contextmanager
def blobs(folder: Path) -> Iterator[Blobs]:
    """Give a reader of the objects of a repository.

    Raises:
        GitError: no git.
    """
    with subprocess.Popen(  # noqa: S603 - arguments are a list, never a shell's line
        _call(folder, ("cat-file", "--batch"), settings=False),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(settings=False),
    ) as process:
        try:
            yield Blobs(process)
        finally:
            process.kill()
