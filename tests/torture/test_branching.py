"""A fault in a run that branches leaves what it leaves in a run of its own."""

from pathlib import Path

import pytest

from branching import Branches, Kept, branches
from deeds import DEEDS
from faults import CHANGES, FAULTS
from fresh_process import Case, FreshProcess
from torture import Bench, Fault, State, difference, state

pytestmark = pytest.mark.slow
NAMES = ("kill", "ENOSPC", "EACCES", "EIO")


@pytest.mark.daily("tests/torture/test_faults.py")
def test_a_branch_leaves_what_a_run_of_its_own_leaves(quick_folder: Path) -> None:
    bench = Bench("confirm", DEEDS["confirm"], quick_folder)
    steps = bench.writes[:: max(1, len(bench.writes) // 3)]
    alone: dict[tuple[int, int], tuple[int, State]] = {}
    for step in steps:
        for at, name in enumerate(NAMES):
            bench.fresh()
            outcome = bench.attempt(Fault(step=step, name=name, steps=CHANGES))
            alone[step, at] = outcome.code, counted(bench.desk)
    found: dict[tuple[int, int], tuple[int, State]] = {}

    def judge(step: int, at: int, code: int) -> None:
        found[step, at] = code, counted(bench.desk)

    plan = {step: [(FAULTS[name], False) for name in NAMES] for step in steps}
    with FreshProcess() as process:
        process.load(bench.deed.words, bench.fresh())
        case = Case(words=bench.deed.words, desk=bench.fresh(), steps=CHANGES)
        left, ended = branches(
            process,
            Branches(case=case, folder=quick_folder / "branches", plan=plan),
            judge,
        )
    assert (left, ended) == ([], 0)
    assert difference(state(bench.desk), bench.new) == []
    assert found == alone
    bench.end()


def counted(desk: Path) -> State:
    """Return what a fault has left; names of unfinished files are random."""
    return {
        name: data for name, data in state(desk).items() if "prongsai-new" not in name
    }


def test_a_desk_is_put_back_into_the_same_files(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "a/b").mkdir(parents=True)
    for name in ("a/one", "a/b/two", "three"):
        (desk / name).write_text(name, "utf-8")
    opened = (desk / "a/one").open("a", encoding="utf-8")
    before, inode = state(desk), (desk / "a/one").stat().st_ino
    kept = Kept(desk=desk, folder=tmp_path / "kept")
    kept.keep()
    opened.write("more")
    opened.flush()
    (desk / "a/one").rename(desk / "three")
    (desk / "a/b/two").unlink()
    (desk / "a/b").rmdir()
    (desk / "a/b").write_text("a file", "utf-8")
    (desk / "new/folder").mkdir(parents=True)
    kept.put_back()
    assert state(desk) == before
    assert (desk / "a/one").stat().st_ino == inode
    opened.close()
