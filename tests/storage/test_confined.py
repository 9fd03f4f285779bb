"""Files of others are read in a process that may use only so much."""

import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import greedy_jobs as jobs
from prongsai.storage.attachments import FileKind
from prongsai.storage.confined import Budget, Limits, StoppedError, confined
from prongsai.storage.confined.answers import packed, unpacked
from prongsai.storage.limits import BadFileError

TIGHT = Limits(seconds=1, clock=3, memory=100_000_000, output=1_000_000)


def test_what_a_reader_returns_comes_back_from_another_process() -> None:
    assert confined(jobs.plain, 7) == (7, "๒๕๖๘")
    assert confined(jobs.process) != os.getpid()


def test_one_worker_reads_one_file_after_the_other() -> None:
    assert confined(jobs.process) == confined(jobs.process)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("job", "code", "facts"),
    [
        (jobs.eats, "stopped-memory", {"limit": "100"}),
        (jobs.eats_in_silence, "stopped-memory", {"limit": "100"}),
        (jobs.spins, "stopped-time", {"limit": "1"}),
        (jobs.sleeps, "stopped-time", {"limit": "1"}),
        (jobs.is_killed, "stopped-memory", {"limit": "100"}),
        (jobs.talks, "stopped-output", {"limit": "1"}),
        (jobs.dies, "stopped-crash", {}),
        (jobs.cheats, "stopped-crash", {}),
    ],
)
def test_whatever_kills_or_stalls_a_reader_is_one_refusal_and_the_next_file_is_read(
    job: Callable[[], object], code: str, facts: dict[str, str]
) -> None:
    limits = TIGHT if code == "stopped-time" else replace(TIGHT, seconds=20, clock=60)
    with pytest.raises(StoppedError) as stopped:
        confined(job, limits=limits)
    assert (stopped.value.code, stopped.value.facts) == (code, facts)
    assert confined(jobs.plain, 1) == (1, "๒๕๖๘")


@pytest.mark.slow
def test_the_readers_of_one_file_share_its_time() -> None:
    budget = Budget(limits=Limits(seconds=2))
    assert confined(jobs.works, 0.3, budget=budget) == "done"
    assert budget.left().seconds == 1
    assert confined(jobs.works, 0.72, budget=budget) == "done"
    with pytest.raises(StoppedError) as stopped:
        confined(jobs.works, 0, budget=budget)
    assert (stopped.value.code, stopped.value.facts) == ("stopped-time", {"limit": "2"})
    assert confined(jobs.works, 0) == "done"


@pytest.mark.slow
def test_after_a_reader_that_was_stopped_the_file_has_no_other() -> None:
    budget = Budget()
    assert confined(jobs.works, 0.1, budget=budget) == "done"
    with pytest.raises(StoppedError, match="stopped-crash"):
        confined(jobs.dies, budget=budget)
    assert budget.spent == budget.limits.seconds, "not also what the one before took"
    with pytest.raises(StoppedError, match="stopped-time"):
        confined(jobs.plain, 1, budget=budget)


def test_a_refusal_leaves_the_file_to_the_next_reader() -> None:
    budget = Budget()
    with pytest.raises(BadFileError, match="too-many-cells"):
        confined(jobs.refuses, budget=budget)
    assert confined(jobs.plain, 1, budget=budget) == (1, "๒๕๖๘")


def test_a_choice_comes_back_however_python_packs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Python 3.11.0 to 3.11.3 pack it as a call of `getattr`, which is refused."""

    def as_they_do(kind: FileKind, _: int) -> tuple[object, ...]:
        return getattr, (FileKind, kind.name)

    monkeypatch.setattr(FileKind, "__reduce_ex__", as_they_do)
    answer = frozenset({FileKind.PDF, FileKind.XLSX})
    assert unpacked(packed(answer, 1000)) == answer
    with pytest.raises(StoppedError):
        unpacked(pickle.dumps(answer))


@pytest.mark.slow
def test_an_error_of_a_parser_says_what_it_was() -> None:
    with pytest.raises(StoppedError, match="stopped-crash") as stopped:
        confined(jobs.breaks)
    assert stopped.value.facts["reason"].startswith("UnicodeDecodeError")


def test_a_refusal_of_a_reader_comes_back_as_it_is() -> None:
    with pytest.raises(BadFileError) as refused:
        confined(jobs.refuses)
    assert (refused.value.code, refused.value.facts) == (
        "too-many-cells",
        {"limit": "7"},
    )
    assert not isinstance(refused.value, StoppedError)


def test_what_a_reader_prints_is_not_taken_for_the_answer() -> None:
    assert confined(jobs.prints) == "whole"


def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "written"
    assert confined(jobs.writes, path) == "OSError"
    assert path.read_bytes() == b""


def test_a_forked_process_has_a_worker_of_its_own() -> None:
    first = confined(jobs.process)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, str(confined(jobs.process)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(write)
    with os.fdopen(read) as told:
        assert int(told.read()) != first
    assert confined(jobs.process) == first
