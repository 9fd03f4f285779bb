"""A process that has loaded the program and done nothing: cases are forked from it.

A test's own process may not be forked for every command: typst and others start
threads, and a forked child waits for ever for one that it does not have. So a process
is started anew; what a command loads is loaded there, and the command is done in its
children alone.
"""

import atexit
import contextlib
import gc
import importlib
import itertools
import os
import pickle
import pkgutil
import struct
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from branching import Branches
    from worker_faults import WorkerFault

import prongsai
from deed_folders import command
from faults import CHANGES, KILL, Outcome, broken
from near_reader import Near
from prongsai.storage.confined import worker

_HEAD = struct.Struct(">Q")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is typed in a folder, with what breaks in it.

    Attributes:
        words: what is typed.
        near: read files of others in the child itself, not in a worker of its own.
        user: the number of the user who does it, None for this one.
        listed: return every step with the lines of the program that led to it.
    """

    words: tuple[str, ...]
    desk: Path
    step: int = 0
    error: int = KILL
    stays: bool = False
    steps: frozenset[str] = frozenset()
    near: bool = True
    user: int | None = None
    listed: bool = False


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is done to a folder, with what breaks in it.

    Attributes:
        do: a function of a module that the process finds by its name.
    """

    do: Callable[[Path], object]
    root: Path
    step: int
    error: int = KILL
    stays: bool = False
    steps: frozenset[str] = CHANGES


Answer = tuple[Outcome, list[str]]
_IDLE: list[Popen[bytes]] = []
"""Processes that no test uses now: loading the program takes seconds."""


def _started() -> Popen[bytes]:
    places = os.pathsep.join(sys.path)
    return Popen(
        [sys.executable, __file__],
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": places},
    )


@atexit.register
def _end_all() -> None:
    for process in _IDLE:
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.wait()


class FreshProcess:
    """The process, as the test sees it."""

    def __init__(self) -> None:
        """Take one that no test uses, or start one."""
        self._process = _IDLE.pop() if _IDLE else _started()

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self.end()

    def end(self) -> None:
        """Give it back; its children have ended, and it has done nothing itself."""
        if self._process.poll() is None:
            _IDLE.append(self._process)

    def load(self, words: tuple[str, ...], desk: Path) -> None:
        """Type it in a child, and load what that has loaded."""
        self._ask(("load", Case(words=words, desk=desk)))

    def attempt(self, case: Case) -> Answer:
        """Type it in a child, and return how that ended and its steps."""
        answer: Answer = self._ask(("attempt", case))
        return answer

    def work(self, work: Work) -> Outcome:
        """Do the work in a child, and return how that ended."""
        return self._ask(("work", work))[0]

    def branch(self, branches: "Branches") -> None:
        """Type it in a child that branches, and wait until that has ended."""
        self._ask(("branch", branches))

    def in_workers(self, case: Case, fault: "WorkerFault") -> Answer:
        """Type it in a child, and break a step of the processes that it starts."""
        return self._ask(("workers", (case, fault)))

    def _ask(self, asked: tuple[str, object]) -> Answer:
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        _send(to, asked)
        answer: Answer = pickle.loads(_received(back))
        return answer


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    stream.write(_HEAD.pack(len(data)) + data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(_HEAD.size)
    return stream.read(_HEAD.unpack(head)[0]) if head else b""


def _do(case: Case) -> None:
    gc.disable()
    if case.near:
        worker._current[:] = [Near()]  # type: ignore[list-item]  # all that is asked of it
    if case.user is not None:
        os.setgid(case.user)
        os.setuid(case.user)
    os.chdir(case.desk)
    command(*case.words)


def _worked(work: Work) -> Answer:
    outcome = broken(
        lambda: work.do(work.root),
        work.root,
        work.step,
        work.error,
        stays=work.stays,
        steps=work.steps,
    )
    return outcome, []


def _worked_in_others(asked: "tuple[Case, WorkerFault]") -> Answer:
    from worker_faults import broken_in_workers

    case, fault = asked
    return broken_in_workers(lambda: _do(case), case.desk, fault, case.steps)


def _attempted(case: Case) -> Answer:
    with tempfile.TemporaryFile() as kept:
        outcome = broken(
            lambda: _do(case),
            case.desk,
            case.step,
            case.error,
            stays=case.stays,
            steps=case.steps,
            kept=kept if case.listed else None,
        )
        kept.seek(0)
        return outcome, kept.read().decode().splitlines()


def _loaded(case: Case) -> Answer:
    """Load what a child loads for the command; nothing is done in this process."""
    with tempfile.TemporaryFile() as kept:

        def work() -> None:
            try:
                _do(case)
            finally:
                kept.write("\n".join(sys.modules).encode())
                kept.flush()

        outcome = broken(work, case.desk, 0, KILL)
        kept.seek(0)
        _import(kept.read().decode().splitlines())
    _import(one.name for one in pkgutil.walk_packages(prongsai.__path__, "prongsai."))
    gc.freeze()
    return outcome, []


def _branched(wanted: "Branches") -> Answer:
    from branching import branched

    branched(wanted)
    return Outcome(code=0, printed="", reached=False), []


def _import(names: Iterable[str]) -> None:
    for name in names:
        if "__main__" not in name:
            with contextlib.suppress(Exception):  # some load only in their order
                importlib.import_module(name)


def _serve() -> None:
    """Do what is asked until the test asks no more."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while data := _received(asked):
        what, asked_for = pickle.loads(data)
        threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208 - numbers, no files
        assert threads == 1, "a forked child would wait for a thread"
        _send(answers, ANSWERS[what](asked_for))


ANSWERS: Mapping[str, Callable[[Any], Answer]] = {
    "load": _loaded,
    "attempt": _attempted,
    "branch": _branched,
    "work": _worked,
    "workers": _worked_in_others,
}


def every_step(
    do: Callable[[Path], object],
    prepare: Callable[[int], Path],
    fault: int,
    *,
    stays: bool = False,
    each_time: int = 1,
) -> Iterator[tuple[Path, Outcome]]:
    """Break every step in turn, each time in a folder made anew, until none is left.

    Args:
        do: a function of a module that is found by its name.
        prepare: makes the folder of a number.
        fault: an error number, or a kill.
        stays: break all steps from that one on.
        each_time: go on by so many steps.
    """
    with FreshProcess() as process:
        for number in itertools.count(1, each_time):
            root = prepare(number)
            work = Work(do=do, root=root, step=number, error=fault, stays=stays)
            outcome = process.work(work)
            yield root, outcome
            if not outcome.reached:
                return


if __name__ == "__main__":
    from fresh_process import _serve as serve  # as the test names its classes

    serve()
