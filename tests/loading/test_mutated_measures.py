"""Take away a part of a measure or change a figure: exactly its finding appears."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from each import each
from examples import some
from mutated_example import example, example_trees, measures, new, rules
from prongsai.assessment.score_sheet import TOTAL, score_sheet
from prongsai.model.measures import AnalysisKind
from prongsai.model.scores import Scores

pytestmark = pytest.mark.slow
BY_MEASURE = [
    (year, index, field)
    for year in (2567, 2568)
    for index in some(range(len(measures(year))), 2)[-(year - 2566) :]
    for field in ("units", "steps", "follow_up", "topic", "results")
]


@each(("year", "index", "field"), BY_MEASURE)
def test_each_part_of_each_measure_is_missed(year: int, index: int, field: str) -> None:
    trees = example()
    measure = trees[f"{year}/measures.yml"]["measures"][index]
    del measure[field]
    for result in measure.get("results", ()):
        result.pop("answers", None)
    code, subject = f"measure-without-{field.replace('_', '-')}", measure["id"]
    if field == "results":
        code = "measure-without-result"
        subject += "/12-months" if year == 2567 else "/6-months"
    assert new(trees) == [(code, subject)]


@each("topic", rules().topics, ids=lambda topic: str(topic.number))
def test_an_empty_topic_is_missed(topic: Any) -> None:
    trees = example()
    other = 1 + topic.number % len(rules().topics)
    for measure in trees["2568/measures.yml"]["measures"]:
        if measure["topic"] == str(topic.number):
            measure["topic"] = str(other)
    assert new(trees) == [("topics-without-measure", "topics")]


ANALYSES = [
    (year, index)
    for year in (2567, 2568)
    for index, one in enumerate(example_trees()[f"{year}/measures.yml"]["analysis"])
    if one["kind"] != AnalysisKind.KEEP
]


@each(("year", "index"), ANALYSES)
def test_an_analysis_that_no_measure_answers_is_told(year: int, index: int) -> None:
    trees = example()
    of_year = trees[f"{year}/measures.yml"]
    analysis = of_year["analysis"][index]
    picked = [target.get("code", target.get("text")) for target in analysis["scope"]]
    for measure in of_year["measures"]:
        left = [
            target
            for target in measure["addresses"]
            if target.get("code", target.get("text")) not in picked
        ]
        measure["addresses"] = left
    told = new(trees)
    assert ("analysis-not-answered", analysis["id"]) in told
    assert {code for code, _ in told} == {"analysis-not-answered"}


def figures() -> Iterator[tuple[int, str]]:
    """Yield every printed figure of the example that its parts give too."""
    for year in (2567, 2568):
        scores = Scores.model_validate(example_trees()[f"{year}/scores.yml"])
        for code, figure in score_sheet(scores, rules(year)).figures.items():
            if figure.printed is not None and figure.computed is not None:
                yield year, code


@each(("year", "code"), some(list(figures()), 14))
def test_a_mistyped_figure_is_told(year: int, code: str) -> None:
    trees = example()
    scores = trees[f"{year}/scores.yml"]
    if code == TOTAL:
        scores["total"] = off(scores["total"])
    else:
        groups = ("instruments", "indicators", "sub_indicators", "questions")
        lines = (line for group in groups for line in scores.get(group, ()))
        line = next(line for line in lines if line["code"] == code)
        line["score"] = off(line["score"])
    name = "total" if code == TOTAL else "score"
    assert new(trees) == [(f"{name}-not-its-parts", code)]


def off(score: str) -> str:
    """Return a score that is a little wrong."""
    value = Decimal(score)
    return str(value - Decimal("0.03") if value > 50 else value + Decimal("0.03"))


@each("year", [2567, 2568])
def test_another_level_is_told(year: int) -> None:
    trees = example()
    scores = trees[f"{year}/scores.yml"]
    titles = [level.title for level in rules(year).ratings.levels]
    scores["level"] = next(title for title in titles if title != scores["level"])
    assert new(trees) == [("level-not-of-its-total", "level")]
