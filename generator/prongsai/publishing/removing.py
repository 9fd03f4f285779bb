"""Remove what has to go, at the end of a publish, and nothing else."""

import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress

from prongsai.publishing.failures import ListingCutError
from prongsai.publishing.lines import Lines
from prongsai.publishing.plan import PublishPlan, folders_of

LINGER = 3.0
"""Seconds for which a file that goes away is still there for the pages of before."""


def remove(lines: Lines, plan: PublishPlan, check: Callable[[], None]) -> None:
    """Remove what has to go, once visitors have had time to load their page whole.

    Args:
        lines: the way there.
        plan: what was put in place, and what has to go.
        check: raises where another publish has begun.
    """
    if plan.leaving:
        time.sleep(LINGER)
    check()
    if not plan.leaving:
        return
    same = frozenset(_same_files(lines, plan))
    for wave in plan.removals:
        going = [path for path in wave if path not in same]
        lines.each(lambda line, path: line.remove(path), going)
    _remove_folders(lines, plan)


def _same_files(lines: Lines, plan: PublishPlan) -> Iterator[str]:
    """Yield what goes under one name and stays under another one.

    Servers of Windows and macOS take `Plan.pdf` and `plan.pdf`, or two ways to write
    one letter, for one name: there the file that goes is the one that has just come.
    Where both names are listed, they are two files.
    """
    staying = {_folded(path): path for path in plan.files}
    for path in plan.leaving:
        twin = staying.get(_folded(path))
        if twin is not None and not _both_listed(lines, path, twin):
            yield path


def _both_listed(lines: Lines, one: str, other: str) -> bool:
    """Return whether a server lists the first names in which two paths differ."""
    names = [*zip(one.split("/"), other.split("/"), strict=True)]
    depth = next(at for at, (name, twin) in enumerate(names) if name != twin)
    above = "/".join(name for name, _ in names[:depth])
    listed: list[str] = []
    with suppress(ListingCutError):
        listed = lines.do(lambda line: line.names(above))
    return set(names[depth]) <= set(listed)


def _folded(path: str) -> str:
    """Return a path as servers that ignore case compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _remove_folders(lines: Lines, plan: PublishPlan) -> None:
    """Remove the folders that hold nothing of ours any more, if they are empty."""
    gone = folders_of(plan.leaving) - folders_of(plan.files)
    for path in sorted(gone, key=lambda one: -one.count("/")):
        lines.each(lambda line, one: line.remove_folder(one), [path])
