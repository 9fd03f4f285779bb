"""The figures of the example agency add up."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from prongsai.model.measures import AnalysisKind, Measures
from prongsai.model.scores import Scores
from seeds import load

SLUG = "tambon-tuayang"
LAST_ITEM_OF = {
    2567: {
        "9.1": 6,
        "9.2": 13,
        "9.3": 17,
        "9.4": 21,
        "9.5": 25,
        "10.1": 31,
        "10.2": 35,
    },
    2568: {
        "9.1": 4,
        "9.2": 11,
        "9.3": 13,
        "9.4": 16,
        "9.5": 20,
        "10.1": 24,
        "10.2": 28,
    },
    2569: {
        "9.1": 4,
        "9.2": 10,
        "9.3": 12,
        "9.4": 15,
        "9.5": 19,
        "10.1": 22,
        "10.2": 26,
    },
}
"""The number of the last item of each sub-indicator."""


TOLERANCE = Decimal("0.01")


def scores(year: int) -> Scores:
    return load(Scores, f"{SLUG}/{year}/scores.yml")


def measures(year: int = 2568) -> Measures:
    return load(Measures, f"{SLUG}/{year}/measures.yml")


def mean(parts: Iterable[Decimal]) -> Decimal:
    values = list(parts)
    return sum(values, Decimal(0)) / len(values)


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_the_figures_of_a_year_are_all_there(year: int) -> None:
    of = scores(year)
    last = max(LAST_ITEM_OF[year].values())
    questions = [f"i{n}" for n in range(1, 16)] + [f"e{n}" for n in range(1, 10)]
    assert questions == [q.code for q in of.questions]
    assert [f"O{n}" for n in range(1, last + 1)] == [i.code for i in of.items]
    assert {Decimal(0), Decimal(100)} == {i.score for i in of.items}
    assert [str(n) for n in range(1, 11)] == [i.code for i in of.indicators]
    assert list(LAST_ITEM_OF[year]) == [s.code for s in of.sub_indicators]


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_questions_add_up_to_indicators(year: int) -> None:
    of = scores(year)
    questions = {q.code: q.score or Decimal(0) for q in of.questions}
    for number in range(1, 9):
        letter, first = ("i", 3 * number - 2) if number < 6 else ("e", 3 * number - 17)
        expected = mean(questions[f"{letter}{first + k}"] for k in range(3))
        assert abs(expected - of.indicators[number - 1].score) <= TOLERANCE


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_items_add_up_to_sub_indicators_and_these_to_indicators(year: int) -> None:
    of = scores(year)
    items = [item.score for item in of.items]
    printed = {line.code: line.score for line in of.sub_indicators}
    start = 0
    for code, last in LAST_ITEM_OF[year].items():
        assert abs(mean(items[start:last]) - printed[code]) <= TOLERANCE
        start = last
    for line in of.indicators[8:]:
        parts = [s for code, s in printed.items() if code.startswith(f"{line.code}.")]
        assert abs(mean(parts) - line.score) <= TOLERANCE


@pytest.mark.parametrize("year", [2567, 2568, 2569])
def test_indicators_add_up_to_instruments_and_these_to_the_total(year: int) -> None:
    of = scores(year)
    lines = [line.score for line in of.indicators]
    iit, eit, oit = (line.score for line in of.instruments)
    assert abs(mean(lines[:5]) - iit) <= TOLERANCE
    assert abs(mean(lines[5:8]) - eit) <= TOLERANCE
    assert abs(mean(lines[8:]) - oit) <= TOLERANCE
    total = (3 * iit + 3 * eit + 4 * oit) / 10
    assert abs(total - (of.total or 0)) <= TOLERANCE


@pytest.mark.parametrize(
    ("year", "level"), [(2567, "ผ่าน"), (2568, "ผ่านดี"), (2569, "ผ่านดี")]
)
def test_the_level_follows_from_total_and_instruments(year: int, level: str) -> None:
    of = scores(year)
    lowest = min(line.score for line in of.instruments)
    assert (of.total or 0) >= 85
    assert (lowest >= 85) == (level == "ผ่านดี")
    assert level == of.level


@pytest.mark.parametrize(("year", "count"), [(2567, 14), (2568, 3), (2569, 2)])
def test_whatever_was_below_85_is_analysed_as_urgent_and_addressed(
    year: int, count: int
) -> None:
    of = scores(year)
    scored = [(line.code, line.score) for line in of.questions]
    scored += [(line.code, line.score) for line in of.items]
    below = {code for code, score in scored if (score or 0) < 85}
    plan = measures(year + 1)
    urgent = {
        str(target.code)
        for analysis in plan.analysis
        if analysis.kind is AnalysisKind.URGENT
        for target in analysis.scope
    }
    addressed = {str(t.code) for m in plan.measures for t in m.addresses}
    expected = {f"{year}:{code}" for code in below}
    assert len(expected) == count
    assert expected <= urgent
    assert expected <= addressed
