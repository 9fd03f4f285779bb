"""Printed and computed figures of the real documents, side by side."""

from decimal import Decimal

import pytest

from prongsai.assessment.score_sheet import TOTAL, ScoreSheet, score_sheet
from prongsai.loading.catalogues import catalogue
from prongsai.model.scores import Scores
from seeds import load


def sheet(path: str, year: int) -> ScoreSheet:
    rules = catalogue(year)
    assert rules is not None
    return score_sheet(load(Scores, path), rules)


@pytest.mark.parametrize(
    ("code", "printed", "computed"),
    [
        ("e6", "90.09", "90.095"),
        ("i11", "84.68", "84.685"),
        ("i12", "73.29", "73.29"),
        ("i28", "80.55", "80.55"),
        ("1", "91.71", "91.71"),
        ("7", "91.79", "91.79"),
        ("8", "90.50", "90.50"),
        ("IIT", None, "85.986"),
        ("EIT", None, "90.603"),
        ("OIT", None, "66.125"),
        (TOTAL, "79.43", "79.43"),
    ],
)
def test_ubon_2565_adds_up(code: str, printed: str | None, computed: str) -> None:
    figure = sheet("ubon-pao/2565/scores.yml", 2565).figures[code]

    assert figure.printed == (Decimal(printed) if printed else None)
    assert figure.computed is not None
    assert abs(figure.computed - Decimal(computed)) <= Decimal("0.01")
    assert not figure.contradicts


def test_ubon_2565_has_the_level_it_prints() -> None:
    level = sheet("ubon-pao/2565/scores.yml", 2565).level

    assert level is not None
    assert level.title == "B"


@pytest.mark.parametrize(
    ("code", "value"),
    [("IIT", "84.93"), ("EIT", "84.49"), ("OIT", "46.90"), (TOTAL, "69.58")],
)
def test_phohak_2563_fills_in_what_is_not_printed(code: str, value: str) -> None:
    assert sheet("phohak/2563/scores.yml", 2563).value(code) == Decimal(value)


def test_parts_of_the_eit_are_not_combined() -> None:
    figures = sheet("phanat-nikhom/2566/scores.yml", 2566).figures

    assert not figures


def test_a_figure_off_by_more_than_a_hundredth_contradicts() -> None:
    rules = catalogue(2563)
    assert rules is not None
    scores = load(Scores, "phohak/2563/scores.yml")

    wrong = scores.model_copy(update={"total": Decimal("69.61")})

    assert score_sheet(wrong, rules).figures[TOTAL].contradicts
    assert not score_sheet(scores, rules).figures[TOTAL].contradicts
