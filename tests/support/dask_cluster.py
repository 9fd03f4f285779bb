"""A scheduler of dask and workers, as an office starts them, on this computer."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

_QUIET = ("--no-dashboard",)


class Cluster:
    """A scheduler at `address`, and its workers."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        """Start the scheduler."""
        self._stack, self._folder = stack, folder
        self._places: list[Path] = []
        self._logs: list[Path] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        log = folder / "scheduler.log"
        self.scheduler = self._start(
            log, folder, "scheduler", "--host", "127.0.0.1", "--port", "0", *_QUIET
        )
        self.address = found(log, r"Scheduler at: +(tcp://\S+)")

    def _start(
        self, log: Path, here: Path, what: str, *options: str
    ) -> subprocess.Popen[bytes]:
        stream = self._stack.enter_context(log.open("wb"))
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", what, *options], cwd=here, stderr=stream
        )
        self._stack.callback(end, process)
        return process

    def start_worker(self, here: Path) -> None:
        """Start one more worker in a folder; it is ready when this returns."""
        self._places.append(here)
        self.workers.append(self._worker(here))

    def replace_the_ended(self) -> None:
        """Start a worker in the folder of each that has ended."""
        for number, (process, here) in enumerate(
            zip(self.workers, self._places, strict=True)
        ):
            if process.poll() is not None:
                self.workers[number] = self._worker(here)

    def _worker(self, here: Path) -> subprocess.Popen[bytes]:
        number = len(self._logs)
        log, own = self._folder / f"{number}.log", self._folder / f"own-{number}"
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(own))
        process = self._start(log, here, "worker", self.address, *options, *_QUIET)
        self._logs.append(log)
        found(log, r"Registered to:.+\n.*-{20}")
        return process

    def logs(self) -> str:
        """Return what the workers wrote."""
        return "".join(log.read_text("utf-8") for log in self._logs)


def found(log: Path, pattern: str) -> str:
    """Wait until a program has written something, and return it."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        match = re.search(pattern, log.read_text("utf-8"))
        if match:
            return match.group(match.lastindex or 0)
        time.sleep(0.05)
    raise AssertionError(log.read_text("utf-8"))


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program at once, as if the computer lost its power."""
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def cluster(folder: Path, *places: Path) -> Iterator[Cluster]:
    """Give a cluster with a worker in each of some folders."""
    with ExitStack() as stack:
        made = Cluster(stack, folder)
        for place in places:
            made.start_worker(place)
        yield made
