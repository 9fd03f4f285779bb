"""Write the content into the history of its repository, as a post."""

from pathlib import Path

from prongsai.storage.git import git

_ADDRESS = "desk@localhost"


def commit(folder: Path, below: str, message: str, author: str) -> None:
    """Commit what changed below a folder, and nothing else; no change, no commit.

    Args:
        folder: the project.
        below: the folder in it.
        message: what was done, in words.
        author: the post that did it.

    Raises:
        GitError: no git, no repository, or git refuses.
    """
    if not git(folder, "status", "--porcelain", "-z", "--", below):
        return
    name = "".join(sign for sign in author if sign not in "<>\n") or "-"
    who = ("-c", f"user.name={name}", "-c", f"user.email={_ADDRESS}")
    order = ("-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify")
    git(folder, "add", "--all", "--", below)
    git(folder, *who, *order, "--only", "-m", message, "--", below)
