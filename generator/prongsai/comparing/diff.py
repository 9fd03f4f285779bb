"""From what a user calls two states of the content to their difference."""

import dataclasses
import datetime
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path

from prongsai.comparing.both_sides import BothSides, Side, in_commit, in_folder
from prongsai.comparing.difference import Difference, difference
from prongsai.comparing.left_out import is_overview, left_out, with_stand_ins
from prongsai.comparing.revision import Revision, read_content
from prongsai.comparing.tools import changed_tools
from prongsai.reports.report import heading
from prongsai.storage import git
from prongsai.storage.alike import State, alike, texts
from prongsai.storage.content_folder import Sources, read_sources, with_facts
from prongsai.storage.content_walk import CONTENT, slug_of
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
    sides = (_state(root, base), _state(root, head))
    absent = _left_out(root, *sides)
    before, after = (
        _revision(root, name or "", side, absent, today)
        for name, side in zip((base, head), sides, strict=True)
    )
    tools = changed_tools(root, before.commit, after.commit)
    found = difference(heading(root, today), before, after, tools)
    files = (_files(root, base, before), _files(root, head, after))
    return dataclasses.replace(found, pages=BothSides.of(root, files))


def _files(root: Path, name: str | None, side: Revision) -> Side:
    """Return what reads the files of a side."""
    read = (
        partial(in_commit, root, side.commit)
        if side.commit
        else partial(in_folder, Path(name or root))
    )
    return Side(sources=side.sources, read=read)


def _state(root: Path, name: str | None) -> State:
    folder = root if name is None else Path(name)
    if (folder / CONTENT).is_dir():
        return folder
    if name is None:
        message = f"no folder content/ in {root}; name two revisions"
        raise NoSuchRevisionError(message)
    try:
        return git.commit_id(root, name)
    except git.GitError as error:
        raise _unknown(name, error) from None


def _unknown(name: str, error: git.GitError) -> NoSuchRevisionError:
    message = f"{name}: neither a folder with content/ nor a revision ({error})"
    return NoSuchRevisionError(message, name)


def _left_out(root: Path, base: State, head: State) -> frozenset[str]:
    """Return the agencies that need not be read."""
    try:
        same = alike(root, base, head)
        if not same:
            return same
        sides = (texts(root, side, is_overview) for side in (base, head))
        return left_out(same, *sides)
    except git.GitError:
        return frozenset()


def _read(root: Path, side: State, wanted: Callable[[str], bool]) -> Sources:
    if isinstance(side, Path):
        return with_facts(side, read_sources(side, wanted))
    return read_revision(root, side, wanted)


def _revision(
    root: Path, name: str, side: State, absent: AbstractSet[str], today: datetime.date
) -> Revision:
    """Read one side without the agencies that are left out."""
    commit = side if isinstance(side, str) else ""
    try:
        sources = _read(root, side, lambda path: slug_of(path) not in absent)
    except git.GitError as error:
        raise _unknown(name, error) from None
    return read_content(name, commit, with_stand_ins(sources, absent), today)
