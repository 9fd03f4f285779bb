"""Steps of the processes that work for a command are broken, as its own are.

Only `make torture` tries them: laying a hub that processes share takes long.
"""

import datetime
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest

from deeds import DEEDS
from faults import CHANGES, FAULTS, READS
from fresh_process import Case
from torture import ERRORS, READ_ERRORS, Bench, Fault
from worker_faults import WorkerFault

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
_TODAY = str(datetime.date.today().toordinal())  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY))
NAME = "build of many agencies"
AGAIN = 5
pytestmark = pytest.mark.slow
Broken = tuple[Fault, WorkerFault]


def case(bench: Bench, steps: frozenset[str]) -> Case:
    return Case(words=bench.deed.words, desk=bench.fresh(), steps=steps)


def every_fault(bench: Bench) -> Iterator[Broken]:
    """Yield the faults of each place: killed, once, from then on; reading, once."""
    for steps in (CHANGES, READS):
        none = WorkerFault(line="", number=0, error=0)
        _, lines = bench.process.in_workers(case(bench, steps), none)
        names = cycle(ERRORS if steps is CHANGES else READ_ERRORS)
        for line, count in sorted(Counter(lines).items()):
            for at in sorted({1, count // 2 + 1, count}):
                ways = [(next(names), False)]
                if steps is CHANGES:
                    ways += [("kill", False), (next(names), True)]
                for name, stays in ways:
                    fault = Fault(step=at, name=name, steps=steps, stays=stays)
                    error = FAULTS[name]
                    yield (
                        fault,
                        WorkerFault(line=line, number=at, error=error, stays=stays),
                    )


def a_step_of_a_process_may_break(
    quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    bench = Bench(NAME, DEEDS[NAME], quick_folder)
    faults = list(every_fault(bench))
    assert faults, "no process worked"
    if len(faults) > MOST:
        faults = random.Random(SEED).sample(faults, MOST)
    wrong: list[str] = []
    for number, (fault, in_worker) in enumerate(faults):
        outcome, _ = bench.process.in_workers(case(bench, fault.steps), in_worker)
        again = number % AGAIN == 0
        wrong += [
            f"{in_worker.line}: {one}"
            for one in bench.judged(fault, outcome, again=again)
        ]
    bench.end()
    record_property(
        "torture", f"{NAME}, its processes: {len(faults)}, {len(wrong)} wrong"
    )
    assert not wrong, f"seed {SEED}\n" + "\n".join(wrong[:20])


if MOST:
    test_a_step_of_a_process_may_break = a_step_of_a_process_may_break
