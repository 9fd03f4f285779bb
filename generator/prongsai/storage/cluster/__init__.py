"""The same tasks on other computers, by dask.distributed (the extra `cluster`).

A task is a function and a thing. A worker that sees the project's own folder runs it
there; any other gets the files that the task reads, runs it in a folder of its own, and
sends back what it wrote. `crew` gives the work out, `at_worker` does it.
"""

from enum import StrEnum


class Cause(StrEnum):
    """Why a build cannot work on other computers."""

    NOT_INSTALLED = "not-installed"
    NO_SCHEDULER = "no-scheduler"
    NO_WORKERS = "no-workers"
    OTHER_PROGRAM = "other-program"
    LOST = "lost"


class ClusterError(Exception):
    """Other computers cannot do the work; what was there before is untouched.

    Attributes:
        cause: why.
        where: the scheduler, or the worker that is to blame.
    """

    def __init__(self, cause: Cause, where: str) -> None:
        """Keep what to say."""
        super().__init__(f"{cause}: {where}")
        self.cause, self.where = cause, where
