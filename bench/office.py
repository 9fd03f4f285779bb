"""A scheduler of dask and workers on this computer, and their processor time."""

import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


class Office:
    """Workers that a build can use."""

    def __init__(self, stack: ExitStack, folder: Path, workers: int) -> None:
        """Start scheduler and workers, and wait until they are ready."""
        self._stack, self._folder = stack, folder
        self._processes = [self._start("scheduler", "--host", "127.0.0.1", "--port=0")]
        self.address = self._said("scheduler", r"Scheduler at: +(tcp://\S+)")
        own = ("--nthreads=1", f"--nworkers={workers}", f"--local-directory={folder}")
        self._processes.append(self._start("worker", self.address, *own))
        for _ in range(workers):
            self._said("worker", rf"(?s)(?:Starting Worker plugin.*){{{workers}}}")

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((self._folder / f"{what}.log").open("wb"))
        command = [sys.executable, "-m", "dask", what, *options, "--no-dashboard"]
        process = subprocess.Popen(command, stderr=log, cwd=self._folder)
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)
        return process

    def _said(self, what: str, pattern: str) -> str:
        for _ in range(1200):
            text = (self._folder / f"{what}.log").read_text("utf-8")
            if match := re.search(pattern, text):
                return match.group(match.lastindex or 0)
            time.sleep(0.1)
        raise RuntimeError(text)

    def cpu(self) -> float:
        """Return the seconds of the processor that all of them took by now."""
        return sum(map(_seconds, _family({one.pid for one in self._processes})))


def _family(pids: set[int]) -> set[int]:
    """Return processes with all that they started."""
    parents: dict[int, int] = {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            fields = one.read_text().rpartition(")")[2].split()
            parents[int(one.parent.name)] = int(fields[1])
    found = set(pids)
    while more := {pid for pid, of in parents.items() if of in found} - found:
        found |= more
    return found


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def office(folder: Path, workers: int) -> Iterator[Office | None]:
    """Give workers; None where dask is not installed."""
    if importlib.util.find_spec("distributed") is None:
        print("left out, not installed: dask", file=sys.stderr)
        yield None
        return
    folder.mkdir()
    with ExitStack() as stack:
        yield Office(stack, folder, workers)
