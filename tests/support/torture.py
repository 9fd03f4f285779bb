"""Break a deed at one step, and judge what is left on the disk and what was said.

Whatever happens, every file is the old one or the new one, those that belong together
change together, the person reads one sentence, and the same command works afterwards.
"""

import os
import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from deeds import Deed
from faults import CHANGES, FAULTS, READS, Outcome
from fresh_process import Case, FreshProcess
from prongsai.storage.write import OWN_FOLDER, recover

State = Mapping[str, bytes]
MADE_ANEW = re.compile(
    rf"/{re.escape(OWN_FOLDER)}/|/build/cache/|/build/next/|/build/good/"
    r"|\.next/|\.old/|/build/own/|/build/chapters/"
)
"""What a command may leave: caches, and what the next command empties or removes."""

FINDINGS = "/build/internal/findings.html"
UNFINISHED = re.compile(r"(?:^|/)\.[0-9a-f]{16}\.prongsai-new$")
THAI_TODO = re.compile(r"[ก-๛].*(?:โปรด|อีกครั้ง|แก้|พิมพ์|ตรวจ|เปลี่ยน|ติดตั้ง)")
CODES = {0, 1, 2}
ERRORS = ("ENOSPC", "EACCES", "EIO")
READ_ERRORS = ("EACCES", "EIO")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens at one step: an error or a kill, once or from then on."""

    step: int
    name: str
    steps: frozenset[str]
    stays: bool = False

    def __str__(self) -> str:
        where = "read" if self.steps is READS else "write"
        return f"{self.name} at {where} step {self.step}{' on' if self.stays else ''}"


def state(desk: Path) -> State:
    """Return every file that counts."""
    return {
        name: path.read_bytes()
        for path in sorted(desk.rglob("*"))
        if path.is_file() and not path.is_symlink()
        if not MADE_ANEW.search(name := path.relative_to(desk).as_posix())
    }


class Bench:
    """A deed with its desk before and after, and how many steps it has."""

    def __init__(self, name: str, deed: Deed, folder: Path) -> None:
        """Lay the desk, and do the deed once in a copy."""
        self.name, self.deed, self.folder = name, deed, folder
        self.laid = folder / "laid"
        self.laid.mkdir(parents=True)
        self.desk = folder / "desk"
        with quiet():
            deed.lay(self.laid)
        self.process = FreshProcess()
        self.process.load(deed.words, self.fresh())
        self.old = state(self.fresh())
        self.writes = self._places(CHANGES)
        self.new = state(self.desk)
        self.fresh()
        self.reads = self._places(READS)
        self.cases = 0
        self.admitted = False

    def _places(self, steps: frozenset[str]) -> list[int]:
        """Return the steps to break: each call of the program at each line of it.

        Where one is made many times, it is broken the first time, the last, and once
        between.
        """
        none = Fault(step=0, name="EIO", steps=steps)
        _, lines = self.process.attempt(self._case(none, listed=True))
        at: dict[str, list[int]] = {}
        for number, line in enumerate(lines, 1):
            at.setdefault(line, []).append(number)
        return sorted({one[i] for one in at.values() for i in (0, len(one) // 2, -1)})

    def end(self) -> None:
        """End the process that the deeds are forked from."""
        self.process.end()

    def fresh(self) -> Path:
        """Make the desk anew, as it was laid."""
        shutil.rmtree(self.desk, ignore_errors=True)
        return Path(shutil.copytree(self.laid, self.desk, symlinks=True))

    def attempt(self, fault: Fault) -> Outcome:
        """Do the deed in a child, with that fault."""
        return self.process.attempt(self._case(fault))[0]

    def _case(self, fault: Fault, *, listed: bool = False) -> Case:
        return Case(
            words=self.deed.words,
            desk=self.desk,
            step=fault.step,
            error=FAULTS[fault.name],
            stays=fault.stays,
            steps=fault.steps,
            listed=listed,
        )

    def faults(self, kind: str) -> list[Fault]:
        """Return every case of a kind: `kill`, `once`, `stays` or `read`."""
        if kind == "read":
            return [
                Fault(step=at, name=name, steps=READS)
                for at, name in zip(self.reads, cycle(READ_ERRORS), strict=False)
            ]
        names = cycle(("kill",) if kind == "kill" else ERRORS)
        return [
            Fault(step=at, name=name, steps=CHANGES, stays=kind == "stays")
            for at, name in zip(self.writes, names, strict=False)
        ]

    def wrong(self, fault: Fault, *, again: bool) -> list[str]:
        """Return what is wrong after a fault; `again` types the command once more."""
        self.fresh()
        return self.judged(fault, self.attempt(fault), again=again)

    def judged(self, fault: Fault, outcome: Outcome, *, again: bool) -> list[str]:
        """Return what is wrong with what a fault has left in the desk."""
        self.cases += 1
        if not outcome.reached:
            return []
        self.admitted = self._admits(outcome)
        found = [*self._said(outcome), *self._left(outcome)]
        if again:
            found += self._again()
        where = f"{self.name}: {fault} ({outcome.broken}), exit {outcome.code}"
        return [f"{where}: {one}\n{outcome.printed[-1500:]}" for one in found]

    def _said(self, outcome: Outcome) -> Iterator[str]:
        if outcome.code < 0:
            return
        if outcome.code not in CODES or "Traceback" in outcome.printed:
            yield "no exit code of ours, or a traceback"
        if outcome.code == 2 and not THAI_TODO.search(outcome.printed):
            yield "nothing says what to do"

    def _left(self, outcome: Outcome) -> Iterator[str]:
        site = self.desk / "site"
        if (site / OWN_FOLDER).is_dir():
            recover(site)
            left = {one.name for one in (site / OWN_FOLDER).iterdir()}
            if left - {"lock", ".gitignore", "published", "snapshots"}:
                yield f"leftovers: {sorted(left)}"
        now = self._ripened()
        yield from self._mixed(now, outcome.code)
        done = outcome.code == 0 == self.deed.code and not self.admitted
        if done and self._differs(now, self.new):
            yield f"says it is done: {self._differs(now, self.new)[:5]}"

    def _ripened(self) -> State:
        """Return the state, without what a killed command may leave for an hour."""
        return {k: v for k, v in state(self.desk).items() if not UNFINISHED.search(k)}

    def _mixed(self, now: State, code: int) -> Iterator[str]:
        apart = self.deed.parts if self.admitted else ()
        sets = [one for one in self.deed.sets if not apart or "/build/" not in one]
        for begin in (*sets, *apart):
            sides = [
                {k: v for k, v in one.items() if k.startswith(begin)}
                for one in (now, self.old, self.new)
            ]
            if sides[0] not in sides[1:]:
                yield f"half of {begin}: {difference(sides[0], sides[2])[:8]}"
        for path in now.keys() | self.old.keys() | self.new.keys():
            if path.startswith(self.deed.sets) or self.varies(path):
                continue
            if path.endswith(FINDINGS) and code == 1:
                continue  # it says what could not be read
            if apart and "/build/" in path:
                continue
            if now.get(path) not in {self.old.get(path), self.new.get(path)}:
                yield f"neither old nor new: {path}"

    def _admits(self, outcome: Outcome) -> bool:
        """Return whether it says that something could not be read."""
        made = (p.read_bytes() for p in (self.desk / "out").glob("*") if p.is_file())
        told = outcome.printed + b"".join(made).decode("utf-8", "replace")
        return bool(self.deed.admits) and self.deed.admits in told

    def varies(self, path: str) -> bool:
        """Return whether the bytes of a file may differ from run to run."""
        if self.admitted and path.startswith("out/"):
            return True
        return any(part in path for part in self.deed.varies)

    def _differs(self, now: State, wanted: State) -> list[str]:
        return [one for one in difference(now, wanted) if not self.varies(one)]

    def _again(self) -> Iterator[str]:
        for path in self.desk.rglob(".*.prongsai-new"):
            os.utime(path, (0, 0))  # an hour and more ago
        done, self.admitted = (
            self.attempt(Fault(step=0, name="EIO", steps=CHANGES)),
            False,
        )
        if done.code not in {self.deed.code} | (set() if self.deed.again else CODES):
            yield f"the same again ends with {done.code}: {done.printed[-800:]}"
        elif self.deed.again and self._differs(state(self.desk), self.new):
            yield f"the same again gives {self._differs(state(self.desk), self.new)}"


def difference(now: State, wanted: State) -> list[str]:
    """Return the paths whose bytes are not the same in both."""
    every = sorted(now.keys() | wanted.keys())
    return [path for path in every if now.get(path) != wanted.get(path)]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what is printed while a desk is laid."""
    with tempfile.TemporaryFile() as kept:
        saved = [(number, os.dup(number)) for number in (1, 2)]
        try:
            for number, _ in saved:
                os.dup2(kept.fileno(), number)
            yield
        finally:
            for number, before in saved:
                os.dup2(before, number)
                os.close(before)


def chosen(faults: list[Fault], count: int, seed: int) -> list[Fault]:
    """Return at most so many of the faults, at random."""
    if len(faults) <= count:
        return faults
    return random.Random(seed).sample(faults, count)
