"""One lock a project folder: two commands never write at once, readers never wait.

It is a lock of the operating system on `.prongsai/lock`, so that of a process that
died is gone with it. The file says who has it, for whoever waits.
"""

import datetime
import errno
import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.write import journal

PATIENCE = 60.0
"""Seconds that a command waits for another one to end."""

_LOOKS_EVERY = 0.1
_UNSUPPORTED = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""Some network drives know no locks: there, as without."""

_LOCKED_BYTE = 1 << 30
"""Windows locks a range of bytes against reading, too: one far behind the text."""

_HELD: ContextVar[frozenset[Path]] = ContextVar("_HELD", default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Who has the lock: person or post, command, process, since when (ISO, local time).

    A process that belongs to another computer cannot be ended here; `who` names it.
    """

    command: str
    process: str
    since: str
    who: str = ""


class BusyError(Exception):
    """Another command works in the folder and did not end in time."""

    def __init__(self, root: Path, busy: Busy) -> None:
        """Keep who it is."""
        super().__init__(f"{busy.command} ({busy.process}) works in {root}")
        self.root, self.busy = root, busy


@contextmanager
def project_lock(
    root: Path,
    command: str = "",
    *,
    post: str = "",
    patience: float = PATIENCE,
    waiting: Callable[[Busy], None] | None = None,
) -> Iterator[None]:
    """Hold the project alone; what a killed command left unfinished is undone first.

    Read below it, not before: another command may have written until then. It may be
    taken again inside itself.

    Args:
        root: the project's folder.
        command: the name that others see, such as `import`.
        post: who works, as others call them; the account's name if not given.
        patience: how many seconds to wait for another one.
        waiting: called once with who has it, before waiting.

    Raises:
        BusyError: another command still had it after `patience` seconds.
        OSError: the folder cannot be written.
    """
    place = root.resolve()
    if place in _HELD.get():
        yield
        return
    handle = _open(place)
    try:
        if not _take(handle):
            _wait(handle, place, patience, waiting)
        _sign(handle, command, post)
        journal.undo(place)
        token = _HELD.set(_HELD.get() | {place})
        try:
            yield
        finally:
            _HELD.reset(token)
    finally:
        os.close(handle)  # which gives the lock back


def recover(root: Path) -> None:
    """Undo what a killed command left, unless one is at work or nothing can be written.

    Commands that only read begin with it.
    """
    if journal.unfinished(root):
        with suppress(OSError, BusyError), project_lock(root, patience=0):
            pass


def _open(place: Path) -> int:
    path = journal.own_folder(place) / "lock"
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.open(path, flags, 0o666)


def _wait(
    handle: int,
    place: Path,
    patience: float,
    waiting: Callable[[Busy], None] | None,
) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        time.sleep(_LOOKS_EVERY)
        if _take(handle):
            return
        if waiting is not None:
            waiting(_signed(handle))
            waiting = None
    raise BusyError(place, _signed(handle))


def _take(handle: int) -> bool:
    """Take the lock if it is free."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only where it is needed

            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only where it is needed

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return True
        if error.errno in {errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
            return False
        raise
    return True


def _sign(handle: int, command: str, post: str) -> None:
    """Write who has it; a full disk does not stop the command."""
    signed = {
        "who": f"{post or _account()} ({platform.node()})",
        "command": command,
        "process": str(os.getpid()),
        "since": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(signed).encode())


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without an account
        return "?"


def _signed(handle: int) -> Busy:
    """Return who has it, as far as it says."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        said = json.loads(os.read(handle, 1000))
        return Busy(
            command=str(said["command"]),
            process=str(said["process"]),
            since=str(said["since"]),
            who=str(said["who"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Busy(command="", process="", since="")
