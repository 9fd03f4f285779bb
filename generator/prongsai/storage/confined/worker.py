"""The worker as the program sees it: started when needed, asked, ended."""

import atexit
import contextlib
import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TypeVar, cast

from prongsai.storage.capabilities import Capability, has
from prongsai.storage.confined.answers import StoppedError, unpacked
from prongsai.storage.confined.budget import Budget
from prongsai.storage.confined.limits import LIMITS, Limits
from prongsai.storage.limits import BadFileError

Result = TypeVar("Result")

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from prongsai.storage.confined.reading import serve; serve()"
)
HEAD, ANSWER = struct.Struct(">Q"), struct.Struct(">Qd")
"""Before what is asked: its length. Before the answer: also the seconds it took."""


def confined(
    read: Callable[..., Result],
    *given: object,
    limits: Limits = LIMITS,
    budget: Budget | None = None,
) -> Result:
    """Call a function of a module in the worker and return what it returns.

    Where several readers read one file they share a `budget`, which has the limits.

    Raises:
        BadFileError: what the function raised, or a `StoppedError`.
    """
    budget = budget or Budget(limits=limits)
    allowed = budget.left()
    if not has(Capability.PROCESSES):
        from prongsai.storage.confined import here  # noqa: PLC0415 - only where needed

        answer = here.ask(read, given, allowed)
    else:
        worker = _worker()
        answer = worker.ask(read, given, allowed)
        budget.take(worker.seconds)
        if isinstance(answer, StoppedError):
            worker.end()
    if isinstance(answer, StoppedError):
        budget.end()
    if isinstance(answer, BadFileError):
        raise answer
    return cast("Result", answer)


class _Worker:
    """A process that reads one file after the other.

    `seconds` are those of the processor that the last answer took.
    """

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.seconds = 0.0
        path = json.dumps([entry or os.getcwd() for entry in sys.path])  # noqa: PTH109 - as Python resolves it
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-X", "utf8", "-c", _START, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        atexit.register(self.end)

    @property
    def ready(self) -> bool:
        """Whether it is ours (not that of the process we were forked from) and runs."""
        return self.owner == os.getpid() and self.process.poll() is None

    def ask(
        self, read: Callable[..., object], given: tuple[object, ...], limits: Limits
    ) -> object:
        self.seconds = 0.0
        asked = pickle.dumps((read.__module__, read.__qualname__, given, limits))
        stalled = threading.Event()
        clock = threading.Timer(limits.patience, self._stall, [stalled])
        clock.daemon = True
        clock.start()
        try:
            data = self._exchange(asked, limits)
        finally:
            clock.cancel()
        if data is not None:
            return unpacked(data)
        code = self.end()
        return _reason(code, limits, stalled=stalled.is_set())

    def _stall(self, stalled: threading.Event) -> None:
        stalled.set()
        self.process.kill()

    def _exchange(self, asked: bytes, limits: Limits) -> bytes | None:
        """Return the answer, or None where the worker ended before it was whole."""
        to, back = self.process.stdin, self.process.stdout
        if to is None or back is None:
            return None
        try:
            to.write(HEAD.pack(len(asked)))
            to.write(asked)
            to.flush()
            head = back.read(ANSWER.size)
            if len(head) != ANSWER.size:
                return None
            size, self.seconds = ANSWER.unpack(head)
            if not 0 <= size <= limits.output + 1000:
                return None
            data = back.read(size)
        except OSError:
            return None
        return data if len(data) == size else None

    def end(self) -> int:
        """End it and return its exit code; negative is the number of a signal."""
        if self.owner != os.getpid():
            return 0
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            return self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            atexit.unregister(self.end)


_current: list[_Worker] = []


def _worker() -> _Worker:
    if not (_current and _current[0].ready):
        _current[:] = [_Worker()]
    return _current[0]


def _reason(code: int, limits: Limits, *, stalled: bool) -> StoppedError:
    if stalled or code == -getattr(signal, "SIGXCPU", 24):
        return StoppedError("stopped-time", limit=limits.seconds)
    if code == -getattr(signal, "SIGKILL", 9):
        return StoppedError("stopped-memory", limit=limits.memory // 1_000_000)
    return StoppedError("stopped-crash")
