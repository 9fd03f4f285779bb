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
    wrong: list[str] = []
    for kind in KINDS:
        few = max(1, most // 4) if kind == "stays" else most
        for at, fault in enumerate(chosen(bench.faults(kind), few, SEED)):
            wrong += bench.wrong(fault, again=at % 5 == 0)
    bench.end()
    record_property("torture", f"{name}: {bench.cases} broken, {len(wrong)} wrong")
    shown = "\n".join(wrong[:20])
    assert not wrong, f"seed {SEED}: {len(wrong)} of {bench.cases}\n{shown}"
