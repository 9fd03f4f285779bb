"""Processes that work side by side: all end with the first."""

import errno
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from fresh_process import FreshProcess, Work
from prongsai.cli.environment import refusal
from prongsai.storage.side_by_side import LostProcessError, workers
from prongsai.storage.write import project_lock

THINGS = range(8)
PATIENCE = 60
NOBODY = 65534
WORKING = """\
import os, signal, sys, time
from pathlib import Path
from prongsai.storage.side_by_side import workers
from prongsai.storage.write import project_lock

def work(thing):
    Path(f"working-{os.getpid()}").touch()
    time.sleep(0.05 if thing < 4 else float(sys.argv[1]))

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job has none
with project_lock(Path("site")), workers(2) as crew:
    try:
        list(crew.each(work, range(8)))
        print("idle", flush=True)
        while True:
            time.sleep(0.05)  # a signal just before a long sleep would wait for its end
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


def square(number: int) -> int:
    return number * number


def end_one(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def wait_for(what: Path, how: str, count: int) -> list[int]:
    until = time.monotonic() + PATIENCE
    while len(found := list(what.glob(how))) < count:
        assert time.monotonic() < until
        time.sleep(0.02)
    return [int(path.name.rpartition("-")[2]) for path in found]


def runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


@contextmanager
def at_work(folder: Path, seconds: float) -> Iterator[Popen[str]]:
    """Start a program that works in two processes, in a session of its own."""
    (folder / "work.py").write_text(WORKING)
    (folder / "site").mkdir()
    first = Popen(
        [sys.executable, "work.py", str(seconds)],
        cwd=folder,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield first
    finally:
        first.kill()
        first.communicate()


def test_a_process_that_somebody_ends_is_said() -> None:
    with workers(2) as crew, pytest.raises(LostProcessError):
        list(crew.each(end_one, THINGS))
    told = refusal(LostProcessError())
    assert told
    assert "--jobs 1" in told
    assert "ไฟล์เดิมยังอยู่ครบ" in told
    told = refusal(RuntimeError("can't start new thread"))
    assert told
    assert "เปิดโปรแกรมไว้มากเกินไป" in told
    assert refusal(BlockingIOError(errno.EAGAIN, "no more processes")) == told


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_whoever_is_killed_leaves_no_process_and_no_lock(
    how: signal.Signals, tmp_path: Path
) -> None:
    with at_work(tmp_path, 600) as first:
        others = wait_for(tmp_path, "working-*", 2)
        first.send_signal(how)
        first.wait()
        with project_lock(tmp_path / "site", patience=PATIENCE):
            until = time.monotonic() + PATIENCE
            while any(map(runs, others)) and time.monotonic() < until:
                time.sleep(0.02)
        assert not any(map(runs, others))


@pytest.mark.skipif(os.name != "posix", reason="a group of processes is stopped")
def test_whoever_stops_a_command_reads_nothing_of_its_processes(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path, 0.05) as first:
        assert first.stdout
        assert first.stderr
        assert first.stdout.readline() == "idle\n"
        os.killpg(first.pid, signal.SIGINT)
        assert first.stdout.read() == "stopped\n"
        assert first.stderr.read() == ""


def with_no_more_processes(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if not os.geteuid():  # an administrator has no limit
        os.setuid(NOBODY)
    with workers(2) as crew:
        (folder / "done").write_text(str(list(crew.each(square, THINGS))))


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits of a user")
def test_where_no_process_can_be_started_the_first_does_all(quick_folder: Path) -> None:
    quick_folder.chmod(0o777)
    work = Work(do=with_no_more_processes, root=quick_folder, step=0)
    with FreshProcess() as process:
        outcome = process.work(work)
    assert (outcome.code, outcome.printed) == (0, "")
    expected = str([square(number) for number in THINGS])
    assert (quick_folder / "done").read_text() == expected
