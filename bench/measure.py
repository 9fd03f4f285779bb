"""Run commands in turn and compare them: wall, CPU, peak memory; medians and spread."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run: seconds of wall and CPU time, peak memory in MB."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str], cwd: Path) -> Run:
    """Run a command to its end and measure it and its children.

    Raises:
        RuntimeError: it did not exit with 0 or 1.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise RuntimeError(error.decode())
    return Run(
        wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024
    )


def interleave(
    commands: Mapping[str, Sequence[str]],
    cwd: Path,
    times: int,
    before: Callable[[str], None] | None = None,
    others: Callable[[], float] = lambda: 0.0,
) -> dict[str, list[Run]]:
    """Run the commands A B A B …, each `times` times, after one run unmeasured.

    `others` returns the seconds of the processor that helpers have taken, too.
    """
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for round_number in range(times + 1):
        for name, command in commands.items():
            if before:
                before(name)
            began = others()
            measured = run(command, cwd)
            measured = replace(measured, cpu=measured.cpu + others() - began)
            if round_number:
                results[name].append(measured)
    return results


def summary(runs: Sequence[Run]) -> dict[str, float]:
    """Return medians, and the spread of wall time: (max - min) / median."""
    walls = [run.wall for run in runs]
    median = statistics.median(walls)
    return {
        "wall_s": round(median, 3),
        "wall_spread": round((max(walls) - min(walls)) / median, 3),
        "cpu_s": round(statistics.median(run.cpu for run in runs), 3),
        "peak_mb": round(statistics.median(run.peak_mb for run in runs), 1),
        "runs": len(runs),
    }


def print_json(result: object) -> None:
    """Print a result for people and programs, with what it was measured on."""
    machine = {
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "memory_gb": round(
            os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1
        ),
        "resource": resource.getpagesize(),
    }
    del machine["resource"]
    print(json.dumps({"machine": machine, "result": result}, indent=1))
