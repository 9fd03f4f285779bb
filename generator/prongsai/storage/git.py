"""Ask git, without touching the work tree, the index or the stash.

Git may be missing, and the project may be outside any repository: optional facts are
then empty, and required ones raise `GitError`.
"""

import os
import shutil
import subprocess
from pathlib import Path


class GitError(Exception):
    """Git is not installed, or it refused; the text is git's own first line."""


def git(folder: Path, *arguments: str, data: bytes = b"") -> bytes:
    """Run git in `folder` and return what it prints.

    Raises:
        GitError: no git, no repository, or no such thing in it.
    """
    program = shutil.which("git")
    if program is None:
        message = "git is not installed"
        raise GitError(message)
    done = subprocess.run(  # noqa: S603 - arguments are a list, never a shell's line
        [program, "-C", str(folder), *arguments],
        input=data,
        capture_output=True,
        check=False,
        env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else "git failed")
    return done.stdout


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
    return git(folder, "rev-parse", "--show-prefix").decode().strip("\n")


def state(folder: Path) -> tuple[str, bool]:
    """Return the commit of the work tree, and whether `content/` differs from it.

    Both are empty outside a repository.
    """
    try:
        commit = commit_id(folder, "HEAD")
        changed = git(folder, "status", "--porcelain", "-z", "--", "content")
    except GitError:
        return "", False
    return commit, bool(changed)
