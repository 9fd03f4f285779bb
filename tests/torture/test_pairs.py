"""Two commands at once lose nothing, whichever they are, and both end as commands do.

Only `make torture` tries them; `tests/storage/test_project_lock.py` has one pair. The
two are forked from processes that have everything loaded, so that they meet; which one
comes first, and by how much, is different every time.
"""

import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from deed_folders import CONFIRM, IN_SITE, TODAY, many, small
from deed_years import HAND_ON, ROLL, TICK, last_year, ticked
from deeds import DEEDS
from faults import Outcome
from fresh_process import Case, FreshProcess
from prongsai.yaml.reader import read_yaml
from small_site import YEAR
from torture import CODES, difference, quiet, state

TIMES = int(os.environ.get("PRONGSAI_TORTURE_PAIRS", "1"))
AT_ONCE = int(os.environ.get("PRONGSAI_TORTURE", "0"))
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", "1"))
LATER = 0.3
"""Seconds by which the second one may begin later."""

OTHER = tuple("O2" if word == "O1" else word for word in CONFIRM)
TICK_MORE = tuple("O2" if word == "O1" else word for word in TICK)
JOBS = (*IN_SITE, *TODAY, "--jobs", "2")
CONFIRM_ONE = (*CONFIRM, "--agency", "ban-rai")
PAIRS = {
    "confirm, confirm": (CONFIRM, OTHER),
    "confirm, record": (CONFIRM, ("publish", "--record", *IN_SITE, *TODAY)),
    "rules, confirm": (
        ("rules", "manual.html", "--year", "2569", *IN_SITE),
        CONFIRM,
    ),
    "record, record": (("publish", "--record", *IN_SITE, *TODAY),) * 2,
    "build, build": (("build", *IN_SITE, *TODAY),) * 2,
    "build, confirm": (("build", *IN_SITE, *TODAY), CONFIRM),
    "schemas, todo": (
        ("schemas", *IN_SITE),
        ("todo", *IN_SITE, *TODAY, "--format", "html", "--year", "2568"),
    ),
    "hand on, tick": (HAND_ON, TICK_MORE),
    "roll over, roll over": (ROLL, ROLL),
    "check jobs, confirm": (("check", *JOBS), CONFIRM_ONE),
    "build jobs, confirm": (("build", *JOBS), CONFIRM_ONE),
    "build jobs, check jobs": (("build", *JOBS), ("check", *JOBS)),
    "build jobs, build of one": (
        ("build", *JOBS),
        ("build", *IN_SITE, *TODAY, "--agency", "ban-rai"),
    ),
}
Words = tuple[str, ...]
pytestmark = pytest.mark.slow


class Pair:
    """Two processes that type a command each, at once."""

    def __init__(self, laid: Path, copy: Path, words: tuple[Words, Words]) -> None:
        """Start both, and load what their commands need."""
        self.words = words
        self._random = random.Random(SEED)
        self._processes = FreshProcess(), FreshProcess()
        for process, one in zip(self._processes, words, strict=True):
            shutil.copytree(laid, copy, symlinks=True)
            process.load(one, copy)
            shutil.rmtree(copy)

    def meet(self, desk: Path) -> tuple[Outcome, ...]:
        """Type both in a desk, and return how they ended."""
        later = self._random.uniform(-LATER, LATER)

        def typed(at: int) -> Outcome:
            time.sleep(max(0, later if at else -later))
            case = Case(words=self.words[at], desk=desk)
            return self._processes[at].attempt(case)[0]

        with ThreadPoolExecutor(2) as both:
            return tuple(both.map(typed, (0, 1)))

    def end(self) -> None:
        """End both processes."""
        for process in self._processes:
            process.end()


@contextmanager
def meeting(
    folder: Path, lay: Callable[[Path], object], words: tuple[Words, Words]
) -> Iterator[Callable[[], tuple[Path, tuple[Outcome, ...]]]]:
    """Yield what types both in a desk made anew."""
    laid, desk = folder / "laid", folder / "desk"
    laid.mkdir()
    with quiet():
        lay(laid)
    pair = Pair(laid, folder / "copy", words)

    def once() -> tuple[Path, tuple[Outcome, ...]]:
        shutil.rmtree(desk, ignore_errors=True)
        shutil.copytree(laid, desk, symlinks=True)
        return desk, pair.meet(desk)

    try:
        yield once
    finally:
        pair.end()


def wrongly_ended(ended: tuple[Outcome, ...], codes: set[int]) -> list[str]:
    return [
        f"exit {one.code}: {one.printed[-900:]}"
        for one in ended
        if one.code not in codes or "Traceback" in one.printed
    ]


def lost(desk: Path, name: str) -> Iterator[str]:
    """Yield what one of two different commands wrote and is not there."""
    for path in (desk / "site/content").rglob("*.yml"):
        if read_yaml(path.read_bytes(), path.name).findings:
            yield f"cannot be read: {path.name}"
    disclosures = (desk / "site" / YEAR / "disclosures.yml").read_text("utf-8")
    wanted = sum(words[0] == "confirm" for words in PAIRS[name])
    if disclosures.count("confirmed:") != wanted:
        yield f"{disclosures.count('confirmed:')} of {wanted} confirmations"
    if "record" in name and not (desk / "site/content/published.yml").is_file():
        yield "no list of addresses"


def laying(name: str) -> Callable[[Path], object]:
    if "jobs" in name:
        return many
    lay = ticked if name in {"rules, confirm", "hand on, tick"} else small
    return last_year if "roll" in name else lay


@pytest.mark.parametrize("name", PAIRS)
def two_at_once_are_both_done(
    name: str, quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    wrong: list[str] = []
    with meeting(quick_folder, laying(name), PAIRS[name]) as once:
        for _ in range(TIMES):
            desk, ended = once()
            wrong += [*wrongly_ended(ended, {0}), *lost(desk, name)]
    record_property("torture", f"{name}: {TIMES} meetings, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong[:10])


@pytest.mark.parametrize("name", DEEDS)
def two_of_the_same_leave_what_one_leaves(
    name: str, quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    deed, wrong = DEEDS[name], list[str]()
    with meeting(quick_folder, deed.lay, (deed.words, deed.words)) as once:
        alone = quick_folder / "alone"
        shutil.copytree(quick_folder / "laid", alone, symlinks=True)
        with FreshProcess() as process:
            process.attempt(Case(words=deed.words, desk=alone))
        wanted = state(alone)
        for _ in range(TIMES):
            desk, ended = once()
            wrong += wrongly_ended(ended, CODES)
            if deed.code not in {one.code for one in ended}:
                wrong.append(f"neither is done: {ended}")
            wrong += [
                f"not what one leaves: {path}"
                for path in difference(state(desk), wanted)
                if deed.again and not any(part in path for part in deed.varies)
            ]
    record_property("torture", f"two of {name}: {TIMES} meetings, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong[:10])


if AT_ONCE:
    test_two_at_once_are_both_done = two_at_once_are_both_done
    test_two_of_the_same_leave_what_one_leaves = two_of_the_same_leave_what_one_leaves
