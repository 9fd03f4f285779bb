"""Break what a piece of work asks of the disk: one step of it, or all from one on.

The work runs in a child process (forked, so that nothing is loaded twice). Steps are
what Python audits (open, rename, remove, mkdir …), and `write` and `fsync`, below one
folder. A fault is an error number, or a kill.
"""

import builtins
import errno
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

KILL = 0
FAULTS = {"ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES, "EIO": errno.EIO, "kill": 0}
CHANGES = frozenset(
    {
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "open",
        "write",
        "fsync",
    }
)
READS = frozenset({"read", "os.listdir", "os.scandir"})
_PROGRAM, _LINES = "/prongsai/", 8
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of the work: its exit code or signal, and what it printed.

    `steps` counts those that were done, unless the work was killed.
    """

    code: int
    printed: str
    reached: bool
    steps: int = 0
    broken: str = ""


def _calls() -> str:
    """Return the lines of the program that led to this step, the innermost first."""
    lines: list[str] = []
    frame = sys._getframe(2)
    while frame is not None and len(lines) < _LINES:
        place = frame.f_code.co_filename
        if _PROGRAM in place:
            lines.append(f"{place.rpartition(_PROGRAM)[2]}:{frame.f_lineno}")
        frame = frame.f_back  # type: ignore[assignment]  # the outermost has none
    return " ".join(lines)


def _shown(path: object) -> str:
    if isinstance(path, int):
        return os.readlink(f"/proc/self/fd/{path}")  # noqa: PTH115 - a number is no path
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else "?"


@dataclass(kw_only=True)
class _Breaker:
    folder: str
    steps: frozenset[str]
    number: int
    fault: int
    stays: bool
    told: int
    seen: int = 0
    kept: list[str] | None = None

    def step(self, name: str, path: object) -> None:
        if name not in self.steps or not self._ours(path):
            return
        self.seen += 1
        if self.kept is not None:
            self.kept.append(f"{name} {_calls()}")
        if self.seen == self.number or (self.stays and self.seen > self.number):
            self.break_it(name, path, first=self.seen == self.number)

    def break_it(self, name: str, path: object, *, first: bool) -> None:
        """Fail, or be killed, and report where the first time."""
        if first:
            self.tell(f"!{name} {_shown(path)}\n")
        if self.fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.fault, os.strerror(self.fault), str(path))

    def tell(self, text: str) -> None:
        os.write(self.told, text.encode())

    def _ours(self, path: object) -> bool:
        if isinstance(path, int):
            path = _shown(path)
            if not path.startswith("/"):  # a pipe
                return False
        if isinstance(path, str | bytes | os.PathLike):
            whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - no links
            return whole.startswith(self.folder)
        return False

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            self.step("open" if flags & _WRITING else "read", path)
        elif event == "os.rename":
            self.step(event, arguments[1])
        elif event in self.steps and arguments:
            self.step(event, arguments[0])

    def install(self) -> None:
        fsync, opened, sent, wrote = os.fsync, io.open, os.sendfile, os.write

        def broken_fsync(fd: Any) -> None:
            number = fd if isinstance(fd, int) else fd.fileno()
            self.step("fsync", number)
            fsync(number)

        def broken_open(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            stream = opened(file, mode, *more, **named)
            if any(sign in mode for sign in "wax+"):
                _break_calls(stream, file, "write", self.step)
            elif "read" in self.steps:
                _break_calls(stream, file, "read", self.step)
            return stream

        def broken_sendfile(to: int, *more: Any, **named: Any) -> int:
            self.step("write", to)
            return sent(to, *more, **named)

        def broken_write(to: int, data: Any) -> int:
            if to > 2 and to != self.told:
                self.step("write", to)
            return wrote(to, data)

        os.fsync = broken_fsync
        os.sendfile = broken_sendfile  # type: ignore[assignment]  # all that it is called with
        os.write = broken_write
        io.open = broken_open
        builtins.open = broken_open
        sys.addaudithook(self.heard)


def _break_calls(
    stream: Any, file: object, name: str, step: Callable[[str, object], None]
) -> None:
    call = getattr(stream, name)

    def broken(*given: Any) -> Any:
        step(name, file)
        return call(*given)

    setattr(stream, name, broken)


def broken(  # noqa: PLR0913 - what decides is much
    work: Callable[[], object],
    folder: Path,
    number: int,
    fault: int,
    *,
    stays: bool = False,
    steps: frozenset[str] = CHANGES,
    kept: IO[bytes] | None = None,
    breaker: "Callable[..., _Breaker] | None" = None,
) -> Outcome:
    """Do the work in a child whose step `number` below `folder` fails.

    An exception of the work gives code 99 and its traceback. `kept` gets a line for
    each step: its name, and the lines of the program that led to it. `breaker` makes
    what breaks the step, if it is another one.
    """
    told, tells = os.pipe()
    shown, shows = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        os.close(shown)
        _child(work, folder, number, fault, stays, steps, tells, shows, kept, breaker)
    os.close(tells)
    os.close(shows)
    with os.fdopen(shown, "rb") as stream:
        printed = stream.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    with os.fdopen(told, "rb") as stream:
        said = stream.read().decode()
    hit, _, count = said.rpartition("\n")
    return Outcome(
        code=os.waitstatus_to_exitcode(status),
        printed=printed,
        reached=bool(hit),
        steps=int(count or 0),
        broken=hit.removeprefix("!"),
    )


def _child(  # noqa: PLR0913, PLR0917 - what decides is much
    work: Callable[[], object],
    folder: Path,
    number: int,
    fault: int,
    stays: bool,  # noqa: FBT001 - one of a table
    steps: frozenset[str],
    tells: int,
    shows: int,
    kept: IO[bytes] | None,
    breaking: "Callable[..., _Breaker] | None",
) -> None:
    os.dup2(shows, 1)
    os.dup2(shows, 2)
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w"), "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(io.FileIO(2, "w"), "utf-8", write_through=True)
    breaker = (breaking or _Breaker)(
        folder=f"{folder.absolute()}/",
        steps=steps,
        number=number,
        fault=fault,
        stays=stays,
        told=tells,
        kept=None if kept is None else [],
    )
    code = 99
    try:
        breaker.install()
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 99 if end.code else 0
    except BaseException:  # noqa: BLE001 - the child reports whatever it is
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
            breaker.tell(str(breaker.seen))
            if kept is not None:
                kept.write("\n".join(breaker.kept or ()).encode())
                kept.flush()
        finally:
            os._exit(code)  # also where the test has ended
