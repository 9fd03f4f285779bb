"""How much a reader of one file may use."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost.

    Attributes:
        seconds: of the processor. Windows does not count them: there the clock stops a
            reader after three times as many.
        clock: seconds of the clock, against a reader that waits for something. What is
            not read to its end is not published, and a computer that is busy with
            other programs must not be the reason.
        memory: bytes on top of what the worker has before it reads the file; with the
            libraries of a reader and the file itself that makes 400 MB at most.
        output: bytes of what comes back.
    """

    seconds: int = 8
    clock: int = 120
    memory: int = 350_000_000
    output: int = 100_000_000

    @property
    def patience(self) -> int:
        """Return the seconds of the clock after which the worker is ended."""
        return 3 * self.seconds if sys.platform == "win32" else self.clock


LIMITS = Limits()


def limit_processor(seconds: int) -> None:
    """Let this process be ended after so many more seconds of the processor."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, most))


def limit_memory(more: int) -> None:
    """Let this process have so many bytes more than it has now."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_in_use() + more, most))


def forbid_writing() -> None:
    """Let this process write no file and leave no image of its memory."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for what in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(what, (0, 0))


def _in_use() -> int:
    """Return the bytes of addresses in use; what other systems need at most."""
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - no file of a disk
            return int(stream.read().split()[0]) * 4096
    except OSError:
        return 1_000_000_000
