"""The computer is switched off while the desk saves or takes files: all or nothing.

Each step of the desk that changes the disk is the moment of a kill; without
`PRONGSAI_TORTURE` a few are.
"""

import os
import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, make_project
from faults import KILL, broken
from near_reader import Near
from prongsai.storage.confined import worker
from prongsai.storage.write import OWN_FOLDER, recover
from torture import UNFINISHED, State, state

MOST = int(os.environ.get("PRONGSAI_TORTURE_KILLS", "3"))
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", "1"))
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
LONG = PDF + b"%" * 3_000_000
KEPT = {"lock", ".gitignore", "desk", "snapshots"}


def saves(desk: Asked) -> None:
    form = {"owner": "staff", "was-owner": "clerk"}
    assert desk.post(f"{YEAR}/O1/words", form).status_code == 303


def uploads(desk: Asked) -> None:
    files = [("files", ("แผน.pdf", LONG)), ("files", ("ผล.pdf", PDF))]
    component = {"component": "o1-chart"}
    assert desk.post(f"{YEAR}/O1/drop", component, files=files).status_code == 303


CLICKS: Mapping[str, Callable[[Asked], None]] = {"saves": saves, "uploads": uploads}


def content(root: Path) -> State:
    return {
        name: data
        for name, data in state(root).items()
        if name.startswith("content/") and not UNFINISHED.search(name)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", CLICKS)
def test_a_kill_at_any_moment_of_a_click_leaves_old_or_new(
    name: str,
    quick_folder: Path,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_current", [Near()])
    laid, desk = make_project(quick_folder / "laid"), quick_folder / "desk"

    def killed_at(moment: int) -> int:
        shutil.rmtree(desk, ignore_errors=True)
        shutil.copytree(laid, desk)
        return broken(lambda: CLICKS[name](Asked(desk)), desk, moment, KILL).steps

    steps = killed_at(0)
    old, new = content(laid), content(desk)
    moments = random.Random(SEED).choices(range(1, steps + 1), k=MOST)
    for moment in moments:
        killed_at(moment)
        recover(desk)
        assert content(desk) in (old, new), moment
        left = {one.name for one in (desk / OWN_FOLDER).glob("*")}
        assert left <= KEPT, moment
    again = broken(lambda: CLICKS[name](Asked(desk)), desk, 0, KILL)
    assert again.code == 0, again.printed
    record_property(
        "torture", f"the desk {name}: {len(moments)} kills of {steps} steps"
    )
