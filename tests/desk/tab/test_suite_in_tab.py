"""The core's own tests pass inside the tab's interpreter, where `make tab-suite` asks.

An ordinary run has a small layer, in the start of Python of `test_same_answers.py`.
"""

import os
from pathlib import Path

import pytest

from checkout import ROOT
from each import each
from tab_interpreter import in_tab
from tab_suite import LAYERS, LEFT_OUT, SMALL, all_passed, suite

if os.environ.get("PRONGSAI_TAB_SUITE"):

    @pytest.mark.slow
    @pytest.mark.parametrize("layer", LAYERS)
    def test_a_layer_passes_in_a_tab(
        layer: str, tmp_path: Path, tab_bundle: Path
    ) -> None:
        (answer,) = in_tab(tab_bundle, suite(tmp_path, LAYERS[layer]))
        all_passed(layer, answer)


@each("path", [*LEFT_OUT, *SMALL[1], *(one for of in LAYERS.values() for one in of)])
def test_what_the_list_names_is_there(path: str) -> None:
    assert (ROOT / "tests" / path.partition("::")[0]).exists()
