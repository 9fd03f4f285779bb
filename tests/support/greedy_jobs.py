"""Jobs that take too much, break or cheat, for the worker that holds them."""

import os
import signal
import sys
import time
from pathlib import Path

from prongsai.storage.limits import BadFileError


def plain(number: int) -> tuple[int, str]:
    return number, "๒๕๖๘"


def process() -> int:
    return os.getpid()


def eats() -> None:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def eats_in_silence() -> str:
    """Catch all but what the memory says, as readers of others do."""
    try:
        eats()
    except ValueError:
        return "read"
    return ""


def spins() -> None:
    while True:
        pass


def works(seconds: float) -> str:
    """Use so much of the processor, which no busy computer makes more or less."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def sleeps() -> None:
    signal.pause()


def dies() -> None:
    os._exit(3)


def is_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def talks() -> list[int]:
    return list(range(1_000_000))


def prints() -> str:
    sys.stdout.write("in the way")
    os.write(1, b"of the answer")
    return "whole"


def breaks() -> None:
    raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "damaged")


def refuses() -> None:
    raise BadFileError("too-many-cells", limit=7)


def writes(path: Path) -> str:
    try:
        path.write_bytes(b"x" * 10)
    except OSError as error:
        return type(error).__name__
    return "written"


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


def cheats() -> object:
    return _Trap()
