"""Break many steps of a command in one run: at each, a child goes on with the fault.

The command runs once. Before a step that is to break it stops; the desk is kept; a
child is forked that meets the fault there and does what it does; what it left is
judged; the desk is put back, file by file into the same inodes, since the command has
some of them open; and the command goes on. So a fault costs what comes after it, not
also what comes before. Where threads run a child would wait for ever for one that it
does not have: those steps are left, and are broken in runs of their own.
"""

import json
import os
import shutil
import signal
import stat
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from faults import _Breaker
from fresh_process import Case, FreshProcess, _do

Plan = Mapping[int, Sequence[tuple[int, bool]]]
"""The faults at each step: an error number, and whether it stays."""

PATIENCE = 120
"""Seconds after which a child waits for something that will not come."""

HUNG = -99
"""The code of such a child."""


@dataclass(frozen=True, kw_only=True)
class Branches:
    """What is typed in a desk, and where it branches; `folder` is outside of it."""

    case: Case
    folder: Path
    plan: Plan


@dataclass(kw_only=True)
class _Branching(_Breaker):
    plan: Plan
    out: Path
    to: TextIO
    back: TextIO
    branched: bool = False

    def step(self, name: str, path: object) -> None:
        if name not in self.steps or not self._ours(path) or self.branched:
            super().step(name, path)
            return
        number = self.seen + 1  # threads may count on meanwhile
        for at, (fault, stays) in enumerate(self.plan.get(number, ())):
            self._branch(number, at, fault, stays=stays)
            if self.branched:
                break
        super().step(name, path)

    def _branch(self, number: int, at: int, fault: int, *, stays: bool) -> None:
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - numbers, no files
            self._say(["left", number, at])
            return
        self._say(["at", number, at])
        self.back.readline()
        places = list(self._places())
        child = os.fork()
        if child == 0:
            self.branched, self.number = True, self.seen + 1
            self.fault, self.stays = fault, stays
            printed = os.open(self.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(printed, 1)
            os.dup2(printed, 2)
            told = self.out.with_suffix(".told")
            self.told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            return
        code = _waited(child)
        for fd, place in places:
            os.lseek(fd, place, os.SEEK_SET)
        self._say(["done", number, at, code])
        self.back.readline()

    def _say(self, said: list[object]) -> None:
        self.to.write(json.dumps(said) + "\n")
        self.to.flush()

    def _places(self) -> Iterator[tuple[int, int]]:
        """Yield how far each open file of the desk is: a child would move that."""
        for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - numbers, no files
            try:
                path = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115 - a number is no path
                if path.startswith(self.folder) and stat.S_ISREG(
                    os.fstat(int(name)).st_mode
                ):
                    yield int(name), os.lseek(int(name), 0, os.SEEK_CUR)
            except OSError:
                continue


def _waited(child: int) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return HUNG
        time.sleep(0.002)


def branched(wanted: Branches) -> None:
    """Run the command in a child of this process, and wait for it."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    case, code = wanted.case, 99
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    breaker = _Branching(
        folder=f"{case.desk.absolute()}/",
        steps=case.steps,
        number=0,
        fault=0,
        stays=False,
        told=nowhere,
        plan=wanted.plan,
        out=wanted.folder / "printed",
        to=(wanted.folder / "to").open("w"),
        back=(wanted.folder / "back").open(),
    )
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1)  # noqa: SIM115 - a number
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1)  # noqa: SIM115 - a number
    try:
        breaker.install()
        _do(case)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 99 if end.code else 0
    except BaseException:  # noqa: BLE001 - the child reports whatever it is
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
            if breaker.branched:
                breaker.tell(str(breaker.seen))
            else:
                breaker._say(["end", code])
        finally:
            os._exit(code)  # also where the test has ended


@dataclass(kw_only=True)
class Kept:
    """A desk as it was: its files by inode, and what was in them."""

    desk: Path
    folder: Path
    files: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    def keep(self) -> None:
        """Keep the desk: a link to each file, and a copy."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.files, self.folders = {}, set()
        for name in ("links", "copies"):
            (self.folder / name).mkdir(parents=True)
        for top, folders, files in os.walk(self.desk):
            here = os.path.relpath(top, self.desk)
            for one in folders:
                name = os.path.normpath(f"{here}/{one}")
                self.folders.add(name)
                for way in ("links", "copies"):
                    (self.folder / way / name).mkdir()
            for one in files:
                name = os.path.normpath(f"{here}/{one}")
                path = self.desk / name
                found = path.lstat()
                self.files[name] = found.st_ino, found.st_size, found.st_mtime_ns
                os.link(path, self.folder / "links" / name, follow_symlinks=False)
                if not path.is_symlink():
                    shutil.copy2(path, self.folder / "copies" / name)

    def put_back(self) -> None:
        """Make the desk what it was."""
        for top, folders, files in os.walk(self.desk, topdown=False):
            here = os.path.relpath(top, self.desk)
            for one in files:
                if os.path.normpath(f"{here}/{one}") not in self.files:
                    Path(top, one).unlink()
            for one in folders:
                if os.path.normpath(f"{here}/{one}") not in self.folders:
                    path = Path(top, one)
                    path.unlink() if path.is_symlink() else shutil.rmtree(path)
        for name in sorted(self.folders):
            path = self.desk / name
            if path.is_file() or path.is_symlink():
                path.unlink()
            path.mkdir(exist_ok=True)
        for name, known in self.files.items():
            self._file(name, known)

    def _file(self, name: str, known: tuple[int, int, int]) -> None:
        path, link = self.desk / name, self.folder / "links" / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        if not os.path.lexists(path) or path.lstat().st_ino != known[0]:
            path.unlink(missing_ok=True)
            os.link(link, path, follow_symlinks=False)
        found = path.lstat()
        if (found.st_size, found.st_mtime_ns) == known[1:] or path.is_symlink():
            return
        path.chmod(0o644)
        with path.open("r+b") as stream:
            stream.write((self.folder / "copies" / name).read_bytes())
            stream.truncate()
        shutil.copystat(self.folder / "copies" / name, path)


def branches(
    process: FreshProcess,
    wanted: Branches,
    judge: Callable[[int, int, int], None],
) -> tuple[list[tuple[int, int]], int | None]:
    """Run a command through its branches; return what was left, and how it ended.

    Args:
        process: where the command was loaded.
        wanted: what is typed and where it branches.
        judge: takes a step, the number of its fault and the code of the child; what
            that has left is in the desk, which may be changed.
    """
    folder, desk = wanted.folder, wanted.case.desk
    folder.mkdir(exist_ok=True)
    for name in ("to", "back"):
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
    kept = Kept(desk=desk, folder=folder / "kept")
    left, ended = list[tuple[int, int]](), None
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(process.branch, wanted)
        with (folder / "to").open() as to, (folder / "back").open("w") as back:
            for line in to:
                what, *facts = json.loads(line)
                if what == "end":
                    ended = facts[0]
                    continue
                if what == "left":
                    left.append((facts[0], facts[1]))
                    continue
                if what == "at":
                    kept.keep()
                else:
                    parked = folder / "parked"
                    desk.rename(parked)
                    shutil.copytree(parked, desk, symlinks=True)
                    judge(facts[0], facts[1], facts[2])
                    shutil.rmtree(desk)
                    parked.rename(desk)
                    kept.put_back()
                back.write("go\n")
                back.flush()
        asked.result()
    return left, ended
