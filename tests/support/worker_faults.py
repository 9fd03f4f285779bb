"""Break what the processes of a command ask of the disk, not the command's own.

Which of them takes which task is different each time, so a step is named by the lines
of the program that led there, and counted over all processes.
"""

import mmap
import os
import struct
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from faults import Outcome, _Breaker, _calls, broken

_COUNT = struct.Struct("i")


@dataclass(frozen=True, kw_only=True)
class WorkerFault:
    """What happens in a process that works for a command.

    Attributes:
        line: the step, with the lines that led to it; "" for none.
        number: at which time it happens.
    """

    line: str
    number: int
    error: int
    stays: bool = False


@dataclass(kw_only=True)
class WorkerBreaker(_Breaker):
    """Breaks only steps of processes that this one has forked.

    Attributes:
        line: the step that breaks.
        lines: gets each step.
        first: the process of the command.
    """

    line: str
    lines: IO[bytes]
    first: int = field(default_factory=os.getpid)
    count: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, _COUNT.size))

    def step(self, name: str, path: object) -> None:
        """Break the step if it is the one."""
        if os.getpid() == self.first or name not in self.steps or not self._ours(path):
            return
        line = f"{name} {_calls()}"
        self.lines.write(f"{line}\n".encode())
        self.lines.flush()
        if line != self.line:
            return
        (seen,) = _COUNT.unpack(self.count[:])  # another may count at once: then both
        self.count[:] = _COUNT.pack(seen + 1)
        if seen + 1 == self.number or (self.stays and seen + 1 > self.number):
            self.break_it(name, path, first=seen + 1 == self.number)


def broken_in_workers(
    work: Callable[[], object],
    folder: Path,
    fault: WorkerFault,
    steps: frozenset[str],
) -> tuple[Outcome, list[str]]:
    """Do the work in a child, with a fault in one of the processes that it forks.

    The second value has a line for each step of these processes.
    """
    with tempfile.TemporaryFile("ab+") as lines:

        def breaker(**given: object) -> _Breaker:
            return WorkerBreaker(line=fault.line, lines=lines, **given)  # type: ignore[arg-type]  # what `broken` gives

        outcome = broken(
            work,
            folder,
            fault.number,
            fault.error,
            stays=fault.stays,
            steps=steps,
            breaker=breaker,
        )
        lines.seek(0)
        return outcome, lines.read().decode().splitlines()
