"""The import compared with what was made by hand from the same documents.

Words differ, since the hand-made files are shortened; structure, dates, scores and
links must not, but for what is named here with its reason.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cell_expectations import SEEDS, read
from each import each
from imported_seeds import AGENCIES, imported
from prongsai.model.measures import Measure, Measures, Step
from prongsai.model.scores import Scores
from seeds import load

pytestmark = [pytest.mark.seeds, pytest.mark.slow]

DIFFERENT = {
    ("002", "schedule"): "by hand, a result that goes on all year is no schedule",
    ("002", "answers"): "by hand, the row of the procurement is linked by meaning",
    ("002", "units"): "by hand, a line with two units was parted",
    ("004", "units"): "by hand, a line with two units was parted",
    ("002", "by"): "ผู้บริหร is misprinted",
}


def shape(steps: Sequence[Step]) -> list[Any]:
    return [shape(step.steps) for step in steps]


def answers(measure: Measure) -> list[list[int]]:
    order = [follow_up.id for follow_up in measure.follow_up]
    return [[order.index(one) for one in r.answers] for r in measure.results]


def schedule(measure: Measure) -> object:
    when = measure.schedule
    return when and (when.start, when.end, when.repeats)


FACTS: dict[str, Callable[[Measure], object]] = {
    "steps": lambda m: shape(m.steps),
    "findings": lambda m: len(m.findings),
    "units": lambda m: len(m.units),
    "topic": lambda m: m.topic,
    "schedule": schedule,
    "follow-ups": lambda m: [(f.due, f.repeats) for f in m.follow_up],
    "by": lambda m: [f.by for f in m.follow_up],
    "results": lambda m: [(r.date, r.status) for r in m.results],
    "answers": answers,
    "outcomes": lambda m: [[(s.code, s.score) for s in o.scores] for o in m.outcomes],
    "titled": lambda m: m.title is None,
}


@each("fact", FACTS)
@each("number", SEEDS)
def test_measures_have_the_structure_of_those_made_by_hand(
    number: str, fact: str
) -> None:
    year, _, _ = read(number)
    made = Measures.model_validate(imported(number).measures).measures
    by_hand = load(Measures, f"{AGENCIES[number]}/{year}/measures.yml").measures
    assert len(made) == len(by_hand)
    same = [
        FACTS[fact](a) == FACTS[fact](b) for a, b in zip(made, by_hand, strict=True)
    ]
    if (number, fact) in DIFFERENT:
        assert not all(same)
        assert any(same)
    else:
        assert all(same), same.index(False)


@each("number", ["000", "001", "003"])
def test_scores_are_those_made_by_hand(number: str) -> None:
    _, result_year, _ = read(number)
    made = Scores.model_validate(imported(number).scores)
    by_hand = load(Scores, f"{AGENCIES[number]}/{result_year}/scores.yml")
    assert (made.total, made.level) == (by_hand.total, by_hand.level)
    for group in ("instruments", "indicators", "questions", "items"):
        assert figures(made, group) == figures(by_hand, group)


def figures(scores: Scores, group: str) -> dict[object, object]:
    return {
        (line.code, getattr(line, "part", None)): (
            line.score,
            [one.score for one in getattr(line, "statements", ())],
        )
        for line in getattr(scores, group)
    }


@each("number", SEEDS)
def test_the_analysis_has_as_many_entries_of_each_kind(number: str) -> None:
    year, _, _ = read(number)
    made = Measures.model_validate(imported(number).measures).analysis
    by_hand = load(Measures, f"{AGENCIES[number]}/{year}/measures.yml").analysis
    assert [entry.kind for entry in made] == [entry.kind for entry in by_hand]


def test_what_the_documents_contradict_is_told() -> None:
    told = {
        number: {note.code for note in imported(number).contradicts} for number in SEEDS
    }
    assert told == {
        "000": {"score-against-heading"},
        "001": set(),
        "002": {"date-outside"},
        "003": {"score-against-heading"},
        "004": {"text-of-other"},
    }


def test_what_was_guessed_is_told() -> None:
    told = {
        number: {
            dict(note.facts).get("raw", note.code) for note in imported(number).guessed
        }
        for number in ("003", "004")
    }
    asked = (7, 11, 12, 20, 21, 23, 24, 27, 28, 29)
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    assert told["003"] == {*(f"ข้อ {n}".translate(thai) for n in asked), "๒"}
    assert told["004"] == {"๖๗", "๖๘", "๖๙", "๑๑๓", "๑๑๔", "๑๑๕"}
