"""Break a deed at many steps, in as few runs of its command as there can be."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from branching import HUNG, Branches, branches
from faults import FAULTS, Outcome
from fresh_process import Case, FreshProcess
from torture import Bench, Fault, difference, state

AGAIN = 5
"""After one fault in so many the same command is typed once more."""


class FaultRuns:
    """Runs of one deed that branch at steps, and what is wrong with the branches."""

    def __init__(self, bench: Bench) -> None:
        """Begin; nothing is run yet."""
        self.bench = bench
        self.folder = bench.folder / "branches"
        self.wrong: list[str] = []
        self.alone = 0

    def run(self, faults: Sequence[Fault]) -> list[str]:
        """Break the deed at each of the faults, and return what is wrong."""
        with FreshProcess() as process:
            process.load(self.bench.deed.words, self.bench.fresh())
            left: list[Fault] = []
            for steps in {fault.steps for fault in faults}:
                those = [fault for fault in faults if fault.steps == steps]
                left += self._branched(process, those)
        self.alone = len(left)
        for at, fault in enumerate(left):
            self.wrong += self.bench.wrong(fault, again=at % AGAIN == 0)
        return self.wrong

    def _branched(self, process: FreshProcess, faults: list[Fault]) -> list[Fault]:
        """Break all that can be in one run; return those that cannot."""
        bench, by_step = self.bench, defaultdict[int, list[Fault]](list)
        for fault in faults:
            by_step[fault.step].append(fault)
        left: list[Fault] = []

        def judge(step: int, at: int, code: int) -> None:
            fault = by_step[step][at]
            if code == HUNG:
                left.append(fault)
                return
            again = bench.cases % AGAIN == 0
            self.wrong += bench.judged(fault, self._outcome(code), again=again)

        wanted = Branches(
            case=Case(
                words=bench.deed.words, desk=bench.fresh(), steps=faults[0].steps
            ),
            folder=self.folder,
            plan={
                step: [(FAULTS[fault.name], fault.stays) for fault in those]
                for step, those in by_step.items()
            },
        )
        not_tried, ended = branches(process, wanted, judge)
        assert ended == bench.deed.code, "the run that branches ends as any other"
        changed = difference(state(bench.desk), bench.new)
        assert [one for one in changed if not bench.varies(one)] == []
        return left + [by_step[step][at] for step, at in not_tried]

    def _outcome(self, code: int) -> Outcome:
        """Return how the last branch ended: its last line counts the steps."""
        hit, _, count = self._read("printed.told").rpartition("\n")
        killed = "" if count.isdigit() else count
        return Outcome(
            code=code,
            printed=self._read("printed"),
            reached=bool(hit or killed),
            broken=(hit or killed).removeprefix("!"),
        )

    def _read(self, name: str) -> str:
        return Path(self.folder / name).read_text("utf-8", "replace")
