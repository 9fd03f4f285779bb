"""From what a user calls two states of the content to their difference."""

import datetime
from pathlib import Path

from prongsai.comparing.difference import Difference, difference
from prongsai.comparing.revision import Revision, read_content
from prongsai.comparing.tools import changed_tools
from prongsai.reports.report import heading
from prongsai.storage import git
from prongsai.storage.content_folder import read_whole
from prongsai.storage.git_revision import read_revision


class NoSuchRevisionError(ValueError):
    """A name is neither a folder with `content/` in it nor a revision.

    Attributes:
        name: what was asked for; empty where two revisions have to be named.
    """

    def __init__(self, message: str, name: str = "") -> None:
        """Keep the name."""
        super().__init__(message)
        self.name = name


def diff(root: Path, base: str, head: str | None, today: datetime.date) -> Difference:
    """Return what changed in meaning between two states of the content.

    Args:
        root: the project, or a bare clone of it.
        base: a git revision, or a folder with `content/` in it.
        head: the same; None for the work tree.
        today: the day as of which both are checked.

    Raises:
        NoSuchRevisionError: a name is neither.
    """
    sides = (_side(root, base, today), _side(root, head, today))
    base_side, head_side = sides
    tools = changed_tools(root, base_side.commit, head_side.commit)
    return difference(heading(root, today), base_side, head_side, tools)


def _side(root: Path, name: str | None, today: datetime.date) -> Revision:
    folder = root if name is None else Path(name)
    if (folder / "content").is_dir():
        return read_content(name or "", "", read_whole(folder), today)
    if name is None:
        message = f"no folder content/ in {root}; name two revisions"
        raise NoSuchRevisionError(message)
    try:
        commit = git.commit_id(root, name)
        return read_content(name, commit, read_revision(root, commit), today)
    except git.GitError as error:
        message = f"{name}: neither a folder with content/ nor a revision ({error})"
        raise NoSuchRevisionError(message, name) from None
