"""From what a user calls two states of the content to their difference."""

import dataclasses
import datetime
from functools import partial
from pathlib import Path

from prongsai.comparing.both_sides import BothSides, Side, in_commit, in_folder
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
    before, after = _side(root, base, today), _side(root, head, today)
    tools = changed_tools(root, before.commit, after.commit)
    found = difference(heading(root, today), before, after, tools)
    sides = (_files(root, base, before), _files(root, head, after))
    return dataclasses.replace(found, pages=BothSides.of(root, sides))


def _files(root: Path, name: str | None, side: Revision) -> Side:
    """Return what reads the files of a side."""
    read = (
        partial(in_commit, root, side.commit)
        if side.commit
        else partial(in_folder, Path(name or root))
    )
    return Side(sources=side.sources, read=read)


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
