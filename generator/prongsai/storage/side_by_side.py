"""The same task for many things, in several processes or threads."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from prongsai.storage.capabilities import Capability, has

Thing = TypeVar("Thing")
Made = TypeVar("Made")

FEW = 3
"""So many tasks are done sooner than another process starts."""

_AHEAD = 4
"""Tasks of a process that wait or are done and not yet taken, so memory stays flat."""


def processes() -> int:
    """Return how many processes may work at once: one for each core of this machine."""
    return (os.cpu_count() or 1) if has(Capability.PROCESSES) else 1


def side_by_side(
    make: Callable[[Thing], Made], things: Sequence[Thing], jobs: int
) -> Iterator[Made]:
    """Yield what `make` returns for each thing, in the order of the things.

    Args:
        make: a function that another process can import; what it takes and returns can
            be pickled.
        things: what to do it for.
        jobs: how many processes work; with one, or few things, this process does.
    """
    if jobs <= 1 or len(things) <= FEW:
        yield from map(make, things)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only where it is needed

    with ProcessPoolExecutor(max_workers=min(jobs, len(things))) as pool:
        waiting = []
        try:
            for thing in things:
                waiting.append(pool.submit(make, thing))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.pop(0).result()
            for one in waiting:
                yield one.result()
        finally:
            for one in waiting:
                one.cancel()


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
