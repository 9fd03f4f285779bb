"""The same task for many things, in several processes or threads.

A process that works ends with the one that began it: it would go on writing, and hold
the lock of the project. Where a computer starts no more processes, this one does all.
"""

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from prongsai.storage.capabilities import Capability, has

if TYPE_CHECKING:
    from concurrent.futures import Executor

Thing = TypeVar("Thing")
Made = TypeVar("Made")

FEW = 3
"""So many tasks are done sooner than another process starts."""

_AHEAD = 4
"""Tasks of a process that wait or are done and not yet taken, so memory stays flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a task reads below the project, and what it writes, for another computer.

    Paths are from the project, with `/`; hashes are SHA-256 in hex digits.

    Attributes:
        files: the hash of each file that only this task reads.
        common: the hash of each file that other tasks read, too.
        writes: the folders and files that come back, as far as they are new.
        whose: tasks of the same name have files in common.
    """

    files: Mapping[str, str]
    common: Mapping[str, str] = field(default_factory=dict)
    writes: tuple[str, ...] = ()
    whose: str = ""


Needed: TypeAlias = Callable[[Thing], Needs | None]
"""Says what the task of a thing needs; None where it is done best in this process."""


class LostProcessError(OSError):
    """A process that worked was ended by others: by the system, for its memory."""

    def __init__(self) -> None:
        """Make the error of a system that has no more memory."""
        super().__init__(errno.ENOMEM, os.strerror(errno.ENOMEM))


class Workers(Protocol):
    """Whoever does the same task for many things."""

    def each(
        self,
        make: Callable[[Thing], Made],
        things: Sequence[Thing],
        needed: Needed[Thing] | None = None,
    ) -> Iterator[Made]:
        """Yield what `make` returns for each thing, in the order of the things.

        Args:
            make: a function that another process can import; what it takes and returns
                can be pickled.
            things: what to do it for.
            needed: for tasks that other computers may do.
        """


def processes() -> int:
    """Return how many processes may work at once: one for each core of this machine."""
    return (os.cpu_count() or 1) if has(Capability.PROCESSES) else 1


class _Here:
    """Works in this process."""

    def each(
        self,
        make: Callable[[Thing], Made],
        things: Sequence[Thing],
        needed: Needed[Thing] | None = None,
    ) -> Iterator[Made]:
        del needed
        return map(make, things)


class _Pool:
    """Works in several processes, which start when there is much to do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: Executor | None = None
        self._alone = False

    def each(
        self,
        make: Callable[[Thing], Made],
        things: Sequence[Thing],
        needed: Needed[Thing] | None = None,
    ) -> Iterator[Made]:
        del needed
        pool = None if len(things) <= FEW else self._started()
        if pool is None:
            yield from map(make, things)
            return
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - only where it is needed

        waiting = []
        try:
            for thing in things:
                waiting.append(pool.submit(make, thing))
                if len(waiting) >= self._jobs * _AHEAD:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        except BrokenExecutor:
            raise LostProcessError from None
        finally:
            for one in waiting:
                one.cancel()

    def _started(self) -> "Executor | None":
        """Return the processes; None where the computer starts none."""
        if self._pool is None and not self._alone:
            try:
                self._pool = _start(self._jobs)
            except (OSError, ImportError, NotImplementedError, RuntimeError):
                self._alone = True
        return self._pool

    def end(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _start(jobs: int) -> "Executor":
    """Start processes, all or none."""
    import multiprocessing  # noqa: PLC0415 - only where it is needed
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only where it is needed

    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(max_workers=jobs, initializer=_begin)
    try:
        pool.submit(os.getpid)  # this starts them
    except BaseException:
        for one in set(multiprocessing.active_children()) - before:
            one.kill()  # it would wait for work for ever
        raise
    return pool


def _begin() -> None:
    """Leave it to the first process to be stopped, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - only where it is needed
    from multiprocessing.connection import wait  # noqa: PLC0415 - only where it is needed

    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Give workers; with one job, this process does everything itself."""
    if jobs <= 1:
        yield _Here()
        return
    pool = _Pool(jobs)
    try:
        yield pool
    finally:
        pool.end()


def in_threads(
    make: Callable[[Thing], Made], things: Iterable[Thing], at_once: int
) -> Iterator[Made]:
    """Yield what `make` returns for each thing, in order, of tasks that mostly wait.

    Where there are no threads, one task begins when the last has ended.
    """
    if not has(Capability.THREADS):
        yield from map(make, things)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - slow to load

    with ThreadPoolExecutor(at_once) as workers:
        yield from workers.map(make, things)
