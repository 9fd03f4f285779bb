"""อบจ.อุบลราชธานี: its scores against its document, counted by hand."""

import re
from decimal import Decimal
from statistics import mean

import pytest

from prongsai.model.scores import Scores
from seeds import decimals, load, seed_text
from ubon_document import (
    INDICATORS,
    VERDICTS,
    item_rows,
    plain,
    question_rows,
    rows_of,
    squeeze,
)

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def document() -> str:
    return seed_text("003")


@pytest.fixture(scope="module")
def scores() -> Scores:
    return load(Scores, "ubon-pao/2565/scores.yml")


def test_total_and_level_are_those_of_the_summary_line(
    document: str, scores: Scores
) -> None:
    total = re.search(r": ([\d.]+) คะแนน ระดับผลการประเมิน (\w)", plain(document))
    assert total is not None
    assert total.groups() == (str(scores.total), scores.level)


def test_all_ten_indicators_stand_with_score_and_verdict(
    document: str, scores: Scores
) -> None:
    ranking = [row for row in rows_of(document, 5) if row[4] in VERDICTS]
    printed = {INDICATORS[row[2]]: (row[3], row[4]) for row in ranking}
    kept = {line.code: (str(line.score), line.verdict) for line in scores.indicators}
    assert len(ranking) == len(scores.indicators) == 10
    assert kept == printed


def test_every_question_has_the_scores_of_its_row(
    document: str, scores: Scores
) -> None:
    printed = {
        code: (figures[0], figures[1:])
        for code, _, _, figures, _ in question_rows(document)
    }
    kept = {
        question.code: (
            question.score,
            [line.score for line in question.statements if line.score is not None],
        )
        for question in scores.questions
    }
    assert len(scores.questions) == len(printed) == 26
    assert kept == printed


def test_wordings_of_questions_and_statements_stand_as_printed(
    document: str, scores: Scores
) -> None:
    printed = {
        code: [squeeze(wording), *map(squeeze, statements)]
        for code, wording, statements, _, _ in question_rows(document)
    }
    kept = {
        question.code: [
            squeeze(question.wording or ""),
            *(squeeze(line.text) for line in question.statements),
        ]
        for question in scores.questions
    }
    assert sum(map(len, printed.values())) == 26 + 24
    assert kept == printed


def test_items_stand_with_their_scores(document: str, scores: Scores) -> None:
    printed = item_rows(document)
    assert {line.code: str(line.score) for line in scores.items} == {
        code: cells[1] for code, cells in printed.items()
    }
    wordings = {line.code: line.wording for line in scores.items if line.wording}
    assert wordings == {"O38": printed["O38"][0]}


def test_no_printed_score_is_lost_and_none_is_added(
    document: str, scores: Scores
) -> None:
    kept = [scores.total, *(line.score for line in scores.indicators)]
    for question in scores.questions:
        kept += [question.score, *(line.score for line in question.statements)]
    assert {str(score) for score in kept if score is not None} == set(
        decimals(document)
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [("e6", "90.09"), ("i11", "84.68"), ("i12", "73.29"), ("i28", "80.55")],
)
def test_a_question_is_the_mean_of_its_statements(
    code: str, expected: str, scores: Scores
) -> None:
    (question,) = (line for line in scores.questions if line.code == code)
    statements = [line.score for line in question.statements if line.score is not None]
    assert question.score == Decimal(expected)
    assert abs(mean(statements) - Decimal(expected)) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("code", "questions"),
    [
        ("1", "i1 i2 i3 i4 i5 i6"),
        ("7", "e6 e7 e8 e9 e10"),
        ("8", "e11 e12 e13 e14 e15"),
    ],
)
def test_an_indicator_is_the_mean_of_its_questions(
    code: str, questions: str, scores: Scores
) -> None:
    indicator = {line.code: line.score for line in scores.indicators}[code]
    of = [
        line.score
        for line in scores.questions
        if line.code in questions.split() and line.score is not None
    ]
    assert len(of) == len(questions.split())
    assert abs(mean(of) - indicator) <= Decimal("0.01")


def test_the_total_follows_from_the_indicators(scores: Scores) -> None:
    of = {int(line.code): line.score for line in scores.indicators}
    internal, external, published = (
        mean(of[number] for number in numbers)
        for numbers in (range(1, 6), range(6, 9), range(9, 11))
    )
    total = (3 * internal + 3 * external + 4 * published) / 10
    assert scores.total is not None
    assert abs(total - scores.total) <= Decimal("0.01")
