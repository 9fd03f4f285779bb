"""What a command costs: seconds of the processor and memory, of all its processes."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a command cost, and how it ended."""

    code: int
    printed: str
    seconds: float
    memory: float


def cost_of(root: Path, *words: str) -> Cost:
    """Run a command; `memory` is that of the largest of its processes, in megabytes."""
    with (root / "printed").open("wb") as out:
        started = subprocess.Popen(
            [sys.executable, "-m", "prongsai", *words], cwd=root, stdout=out, stderr=out
        )
        most = 0
        while (ended := os.wait4(started.pid, os.WNOHANG))[0] == 0:
            most = max(most, *map(_memory, _family(started.pid)))
            time.sleep(0.02)
        _, status, used = ended
        started.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        code=started.returncode,
        printed=(root / "printed").read_text("utf-8", "replace"),
        seconds=used.ru_utime + used.ru_stime,
        memory=most / 1000,
    )


def _family(process: int) -> list[int]:
    """Return the number of a process and of those that it has started."""
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text("ascii")
    except OSError:
        return [process]
    return [process, *(one for child in text.split() for one in _family(int(child)))]


def _memory(process: int) -> int:
    """Return the most kilobytes that a process had since it began its program."""
    try:
        text = Path(f"/proc/{process}/status").read_text("utf-8")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", text)
    return int(found[1]) if found else 0
