"""Every step of every command that writes is broken; see `make torture`.

Without `PRONGSAI_TORTURE` a few commands and steps are chosen, others each day.
"""

import datetime
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from deeds import DEEDS
from fault_runs import FaultRuns
from torture import Bench, chosen

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
"""How many steps of each kind and command are broken; 0: a few of a few commands."""

KINDS = ("kill", "once", "stays", "read")
_TODAY = str(datetime.date.today().toordinal())  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY))
LIGHT = ("checks --write", "confirm", "confirm in braces", "new agency")
NAMES = list(DEEDS) if MOST else random.Random(SEED).sample(LIGHT, 2)
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", NAMES)
def test_any_step_may_break(
    name: str,
    quick_folder: Path,
    record_property: Callable[[str, object], None],
) -> None:
    bench = Bench(name, DEEDS[name], quick_folder)
    most = (MOST or 3) // (4 if DEEDS[name].heavy else 1)
    faults = [
        fault
        for kind in KINDS
        for fault in chosen(
            bench.faults(kind), max(1, most // 4) if kind == "stays" else most, SEED
        )
    ]
    runs = FaultRuns(bench)
    wrong = runs.run(faults)
    bench.end()
    told = f"{bench.cases} broken, {runs.alone} in runs of their own"
    record_property("torture", f"{name}: {told}, {len(wrong)} wrong")
    shown = "\n".join(wrong[:20])
    assert not wrong, f"seed {SEED}: {len(wrong)} of {bench.cases}\n{shown}"
