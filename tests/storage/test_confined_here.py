"""Files of others where no process can be started: read here, with a clock outside."""

from collections.abc import Callable

import pytest

import greedy_jobs as jobs
from prongsai.storage.confined import Limits, StoppedError, here
from prongsai.storage.limits import BadFileError

TIGHT = Limits(seconds=1, clock=3, memory=100_000_000, output=1_000_000)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(here, "watch", [names.append])
    monkeypatch.setattr(here, "ended", set())
    return names


def test_a_reader_answers_as_from_another_process(told: list[str]) -> None:
    assert here.ask(jobs.plain, (7,), TIGHT) == (7, "๒๕๖๘")
    refused = here.ask(jobs.refuses, (), TIGHT)
    assert isinstance(refused, BadFileError)
    assert refused.code == "too-many-cells"
    assert told[1::2] == ["", ""]


@pytest.mark.parametrize(
    ("job", "code"),
    [
        (jobs.talks, "stopped-output"),
        (jobs.breaks, "stopped-crash"),
        (jobs.cheats, "stopped-crash"),
    ],
)
def test_whatever_breaks_a_reader_is_a_refusal(
    told: list[str], job: Callable[[], object], code: str
) -> None:
    answer = here.ask(job, (), TIGHT)
    assert isinstance(answer, StoppedError)
    assert answer.code == code
    assert told[-1] == ""


def test_what_was_being_read_when_the_tab_was_ended_is_refused(
    told: list[str],
) -> None:
    assert here.ask(jobs.plain, (1,), TIGHT) == (1, "๒๕๖๘")
    here.ended.add(told[0])
    answer = here.ask(jobs.plain, (1,), TIGHT)
    assert isinstance(answer, StoppedError)
    assert (answer.code, answer.facts) == ("stopped-time", {"limit": "3"})
    assert here.ask(jobs.plain, (2,), TIGHT) == (2, "๒๕๖๘")
