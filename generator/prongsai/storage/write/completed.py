"""What a command has completed so far, for the refusal of a later step.

A step that fails leaves its own files as they were; those of the steps before it are
new, and whoever reads the refusal has to know that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_WORKINGS = ("/.prongsai/", "/build/cache/", "/build/good/", "/build/own/")
"""What the program keeps for itself: of no interest to a person."""

_COMPLETED: ContextVar[list[str] | None] = ContextVar("_COMPLETED", default=None)


@contextmanager
def completed_steps() -> Iterator[list[str]]:
    """Give a list that grows by whatever is completed meanwhile, in its order."""
    steps: list[str] = []
    token = _COMPLETED.set(steps)
    try:
        yield steps
    finally:
        _COMPLETED.reset(token)


def note_written(path: Path) -> None:
    """Note that a file or folder has its new content."""
    whole = path.absolute()
    if any(part in f"{whole.as_posix()}/" for part in _WORKINGS):
        return
    here = Path.cwd()
    shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
    note(shown.as_posix())


def note(step: str) -> None:
    """Note that something is done, under a name that a person knows."""
    steps = _COMPLETED.get()
    if steps is not None and step not in steps:
        steps.append(step)
