"""The core's own tests pass inside the tab's interpreter; `make tab-suite`: all."""

import os
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from each import each
from tab_suite import LAYERS, LEFT_OUT, SMALL, run

RUNS = LAYERS if os.environ.get("PRONGSAI_TAB_SUITE") else dict([SMALL])
AT_LEAST = 10


@pytest.mark.slow
@pytest.mark.parametrize("layer", RUNS)
def test_a_layer_passes_in_a_tab(layer: str, tmp_path: Path, tab_bundle: Path) -> None:
    outcome = run(tab_bundle, tmp_path, RUNS[layer])
    said = f"{layer}: {outcome.passed} passed, {outcome.skipped} skipped"
    said += f", {len(outcome.without)} files left out for a library\n"
    sys.stdout.write(said)  # `make tab-suite` shows it
    told = "\n\n".join(f"{name}\n{end}" for name, end in outcome.failed.items())
    assert not outcome.failed, told
    assert outcome.passed >= AT_LEAST


@each("path", [*LEFT_OUT, *(one for layer in LAYERS.values() for one in layer)])
def test_what_the_list_names_is_there(path: str) -> None:
    assert (ROOT / "tests" / path.partition("::")[0]).exists()
