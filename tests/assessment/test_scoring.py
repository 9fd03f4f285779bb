"""Published figures, reproduced by the arithmetic."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from each import each
from prongsai.assessment import scoring
from prongsai.model.catalogue import Catalogue

CATALOGUE = Path(scoring.__file__).parents[1] / "catalogue"
TOLERANCE = Decimal("0.01")


def decimals(text: str) -> list[Decimal]:
    return [Decimal(number) for number in text.split()]


@cache
def catalogue(year: int) -> Catalogue:
    text = (CATALOGUE / f"{year}.yml").read_text("utf-8")
    return Catalogue.model_validate(yaml.load(text, yaml.CBaseLoader))


def near(expected: str, actual: Decimal) -> bool:
    return abs(Decimal(expected) - actual) <= TOLERANCE


# อบจ.อุบลราชธานี, 2565


@each(
    ("printed", "statements"),
    [
        ("90.09", "91.32 88.87"),  # e6
        ("84.68", "87.66 81.71"),  # i11
        ("73.29", "75.91 73.65 70.31"),  # i12
        ("80.55", "81.84 80.68 79.14"),  # i28
    ],
)
def test_a_question_is_the_mean_of_its_statements(
    printed: str, statements: str
) -> None:
    assert near(printed, scoring.question_score(decimals(statements)))


@each(
    ("printed", "questions"),
    [
        ("91.71", "84.49 86.64 86.87 97.57 97.45 97.26"),  # indicator 1
        ("91.79", "90.09 89.36 96.53 87.90 95.05"),  # indicator 7
        ("90.50", "88.70 87.88 98.02 88.20 89.70"),  # indicator 8
    ],
)
def test_an_indicator_of_a_survey_is_the_mean_of_its_questions(
    printed: str, questions: str
) -> None:
    assert near(printed, scoring.survey_indicator_score(decimals(questions)))


def indicator(sizes: tuple[int, ...], missed: dict[int, int]) -> Decimal:
    """Score an OIT indicator with `missed[n]` items of its n-th sub-indicator unmet."""
    return scoring.oit_indicator_score(
        [scoring.NOT_MET] * missed.get(n, 0) + [scoring.MET] * (size - missed.get(n, 0))
        for n, size in enumerate(sizes, 1)
    )


SIZES_9, SIZES_10 = (9, 8, 7, 4, 5), (8, 2)


FIGURES = [
    ("43.75", SIZES_10, {1: 1, 2: 2}),  # Ubon 2565: O38, O42, O43
    ("100", SIZES_9, {}),
    ("97.78", SIZES_9, {1: 1}),
    ("97.50", SIZES_9, {2: 1}),
    ("97.14", SIZES_9, {3: 1}),
    ("96.00", SIZES_9, {5: 1}),
    ("94.64", SIZES_9, {2: 1, 3: 1}),
    ("93.78", SIZES_9, {1: 1, 5: 1}),
    ("93.50", SIZES_9, {2: 1, 5: 1}),
    ("92.50", SIZES_9, {2: 1, 4: 1}),
    ("100", SIZES_10, {}),
    ("93.75", SIZES_10, {1: 1}),
    ("87.50", SIZES_10, {1: 2}),
]
"""A printed indicator, and how many items of which sub-indicator explain it."""


@each(("printed", "sizes", "missed"), FIGURES)
def test_an_indicator_of_oit_is_the_mean_of_means(
    printed: str, sizes: tuple[int, ...], missed: dict[int, int]
) -> None:
    assert near(printed, indicator(sizes, missed))


@each(
    ("printed", "sizes"),
    [
        (printed, sizes)
        for printed, sizes, missed in FIGURES
        if missed and printed != "43.75"
    ],
)
def test_no_figure_fits_a_flat_mean_of_all_items(
    printed: str, sizes: tuple[int, ...]
) -> None:
    items = sum(sizes)
    flat = [Decimal(100) * met / items for met in range(items + 1)]
    assert not any(near(printed, score) for score in flat)


# Official report of 2564, table 4.26: points of 40, indicator 9, indicator 10.
PHICHIT_2564 = [
    ("40.00", "100", "100"),
    ("40.00", "100", "100"),
    ("38.70", "93.50", "100"),
    ("39.50", "97.50", "100"),
    ("40.00", "100", "100"),
    ("38.31", "97.78", "93.75"),
    ("39.43", "97.14", "100"),
    ("37.00", "97.50", "87.50"),
    ("38.76", "93.78", "100"),
    ("39.20", "96.00", "100"),
    ("37.25", "92.50", "93.75"),
    ("38.93", "94.64", "100"),
    ("37.25", "92.50", "93.75"),
]


@each(("points", "nine", "ten"), PHICHIT_2564)
def test_oit_is_the_mean_of_its_two_indicators(
    points: str, nine: str, ten: str
) -> None:
    weight = next(i.weight for i in catalogue(2564).instruments if i.code == "OIT")
    actual = scoring.instrument_score([Decimal(nine), Decimal(ten)]) * weight / 100
    assert near(points, actual)


def test_every_figure_of_phichit_is_explained_by_missed_items() -> None:
    explained = {(printed, sizes) for printed, sizes, _ in FIGURES}
    assert {(nine, SIZES_9) for _, nine, _ in PHICHIT_2564} <= explained
    assert {(ten, SIZES_10) for _, _, ten in PHICHIT_2564} <= explained


@each("year", [2563, 2564, 2565])
def test_the_catalogue_has_the_sizes_that_the_figures_prove(year: int) -> None:
    items = [item.sub_indicator for item in catalogue(year).items]
    nine = tuple(items.count(f"9.{n}") for n in range(1, 6))
    ten = tuple(items.count(f"10.{n}") for n in range(1, 3))
    assert (nine, ten) == (SIZES_9, SIZES_10)


def test_sizes_of_2566_follow_from_the_list_of_items() -> None:
    items = [item.sub_indicator for item in catalogue(2566).items]
    nine = [items.count(f"9.{n}") for n in range(1, 6)]
    assert [*nine, items.count("10.1"), items.count("10.2")] == [10, 8, 4, 4, 4, 8, 5]


@each(
    ("year", "printed", "level", "instruments", "indicators"),
    [
        (  # อบจ.อุบลราชธานี
            2565,
            "79.43",
            "B",
            ("85.986", "90.603", "66.125"),
            ("91.71 82.96 88.12 83.52 83.62", "89.52 91.79 90.50", "88.50 43.75"),
        ),
        (  # เทศบาลตำบลโพหัก
            2563,
            "69.58",
            "C",
            ("84.934", "84.49", "46.895"),
            ("88.76 83.00 86.45 80.03 86.43", "85.59 87.68 80.20", "68.79 25.00"),
        ),
    ],
)
def test_a_printed_result_is_reproduced(
    year: int,
    printed: str,
    level: str,
    instruments: tuple[str, ...],
    indicators: tuple[str, ...],
) -> None:
    rules = catalogue(year)
    scores = dict(
        zip(
            ("IIT", "EIT", "OIT"),
            (scoring.instrument_score(decimals(each)) for each in indicators),
            strict=True,
        )
    )
    assert all(
        near(expected, actual)
        for expected, actual in zip(instruments, scores.values(), strict=True)
    )
    total = scoring.total_score(scores, rules.instruments)
    assert near(printed, total)
    found = scoring.level_of(rules.ratings, total, scores)
    assert level == (found and found.title)


# Official report of 2564: totals computed from the means of a province, and printed.
@each(
    ("printed", "computed"),
    [
        ("81.45", "81.455"),  # ตราด 2564
        ("75.62", "75.619"),  # ตราด 2563
        ("80.99", "80.987"),  # จันทบุรี 2564
        ("67.54", "67.535"),  # จันทบุรี 2563
        ("77.85", "77.851"),  # นครนายก 2564
    ],
)
def test_a_rounded_total_is_within_a_hundredth_of_the_printed_one(
    printed: str, computed: str
) -> None:
    assert near(printed, scoring.rounded(Decimal(computed)))


@each(
    ("year", "total", "instruments", "level"),
    [
        # letters
        (2563, "90.73", "", "A"),  # สสวท.
        (2564, "95.62", "", "AA"),  # สสวท.
        (2565, "84.994", "", "B"),
        (2565, "84.995", "", "A"),
        (2565, "65.00", "", "C"),
        (2565, "64.99", "", "D"),
        (2565, "54.99", "", "E"),
        (2565, "49.99", "", "F"),
        # words
        (2566, "95.81", "98 94.99 95", "ผ่านดี"),  # ไทยพีบีเอส: one below 95
        (2566, "86.78", "90 84 88", "ผ่าน"),  # สสวท.: one below 85
        (2567, "92.43", "95 88 93", "ผ่านดี"),  # สำนักงานการตรวจเงินแผ่นดิน
        (2568, "94.64", "97 84.99 99", "ผ่าน"),  # the same a year later: EIT below 85
        (2567, "95.00", "95 95 95", "ผ่านดีเยี่ยม"),
        (2567, "94.995", "95 95 95", "ผ่านดีเยี่ยม"),
        (2567, "94.994", "95 95 95", "ผ่านดี"),
        (2567, "84.995", "84 85 86", "ผ่าน"),
        (2567, "84.995", "85 85 85", "ผ่านดี"),
        (2567, "84.994", "85 85 85", "ต้องปรับปรุง"),
        (2568, "70.00", "", "ต้องปรับปรุง"),
        (2568, "69.994", "", "ต้องปรับปรุงโดยด่วน"),
        (2569, "0", "", "ต้องปรับปรุงโดยด่วน"),
        # an instrument that is not known
        (2568, "94.64", "97", None),
        (2568, "94.64", "84.99", "ผ่าน"),
        (2568, "96.00", "", None),
    ],
)
def test_levels(year: int, total: str, instruments: str, level: str | None) -> None:
    scores = dict(zip(("IIT", "EIT", "OIT"), decimals(instruments), strict=False))
    found = scoring.level_of(catalogue(year).ratings, Decimal(total), scores)
    assert level == (found and found.title)


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no scores to take the mean of$"):
        scoring.mean([])


def test_a_total_needs_every_instrument() -> None:
    with pytest.raises(KeyError, match="OIT"):
        scoring.total_score(
            {"IIT": Decimal(90), "EIT": Decimal(90)}, catalogue(2565).instruments
        )
