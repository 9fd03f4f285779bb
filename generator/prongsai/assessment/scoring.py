"""The assessment's arithmetic: statements and items up to the total and its level.

    statement -> question -> indicator      (IIT, EIT)
    item -> sub-indicator -> indicator      (OIT)
    indicator -> instrument -> total -> level

Every step is a plain mean but the total, which is weighted. All numbers are `Decimal`
of 0 to 100 and unrounded; what a document prints is rounded to two decimals, so a
printed total may be off by 0.01 from one computed of printed inputs.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from prongsai.model.catalogue import Authority, Instrument, Level, LevelRules
from prongsai.thai.codes import INSTRUMENTS

MET, NOT_MET = Decimal(100), Decimal(0)
"""An item counts fully or not at all.

Source: texts of 2567 (O25) and 2568 (O1); the official report of 2564, table 4.26.
"""

_HUNDREDTH = Decimal("0.01")


def rounded(score: Decimal) -> Decimal:
    """Round to two decimals, half up: how scores are printed.

    Source: the reports of 2564 and 2565, whose figures all have two decimals.
    """
    return score.quantize(_HUNDREDTH, ROUND_HALF_UP)


def mean(scores: Iterable[Decimal]) -> Decimal:
    """Return the plain mean.

    Raises:
        ValueError: there are no scores.
    """
    values = tuple(scores)
    if not values:
        message = "no scores to take the mean of"
        raise ValueError(message)
    return sum(values, Decimal(0)) / len(values)


def question_score(statements: Iterable[Decimal]) -> Decimal:
    """Return the score of an IIT or EIT question from its statements.

    Source: ITA report 2565 of อบจ.อุบลราชธานี (e6, i11, i12, i28).
    """
    return mean(statements)


def survey_indicator_score(questions: Iterable[Decimal]) -> Decimal:
    """Return the score of an IIT or EIT indicator from its questions.

    Source: ITA report 2565 of อบจ.อุบลราชธานี (indicators 1, 7 and 8).
    """
    return mean(questions)


def sub_indicator_score(items: Iterable[Decimal]) -> Decimal:
    """Return the score of an OIT sub-indicator from its items (0 or 100 each).

    Source: official report of 2564, table 4.26: sizes 9, 8, 7, 4, 5 and 8, 2.
    """
    return mean(items)


def oit_indicator_score(sub_indicators: Iterable[Iterable[Decimal]]) -> Decimal:
    """Return the score of an OIT indicator from the items of each sub-indicator.

    It is the mean of the sub-indicators' means; a flat mean of all items does not
    give the published figures.

    Source: official report of 2564, table 4.26; ITA report 2565 of อบจ.อุบลราชธานี
    (indicator 10 = 43.75). Assumed for 2563 and from 2566 on.
    """
    return mean(sub_indicator_score(items) for items in sub_indicators)


def oit_authority(year: int) -> Authority:
    """Return the authority of the OIT arithmetic in a year (พ.ศ.).

    Source: official report of 2564, table 4.26; ITA report 2565 of
    อบจ.อุบลราชธานี. For other years no proof was found, and the same is assumed.
    """
    proven = {2564: Authority.OFFICIAL, 2565: Authority.AGENCY}
    return proven.get(year, Authority.PROJECT)


def instrument_score(indicators: Iterable[Decimal]) -> Decimal:
    """Return the score of IIT, EIT or OIT from its indicators.

    Source: official reports of 2564 (tables of Phichit and of the second group).
    """
    return mean(indicators)


def total_score(
    scores: Mapping[str, Decimal], instruments: Iterable[Instrument]
) -> Decimal:
    """Return the weighted total of the instruments' scores, by code.

    Source: official report of 2564 (means of provinces, 2563 and 2564); weights from
    the year's catalogue.

    Raises:
        KeyError: an instrument has no score.
    """
    weighted = [(scores[each.code], each.weight) for each in instruments]
    share = sum((weight for _, weight in weighted), Decimal(0))
    return sum((score * weight for score, weight in weighted), Decimal(0)) / share


def level_of(
    ratings: LevelRules, total: Decimal, instruments: Mapping[str, Decimal]
) -> Level | None:
    """Return the level of a result, or none where `instruments` do not decide it.

    The total is rounded first, since no level lies between 84.99 and 85.00. An
    instrument below a level's `min_each` rules that level out even if the score of
    another is not known.

    Source: the year's catalogue; สำนักงานการตรวจเงินแผ่นดิน in 2568 for `min_each`.
    """
    reached = rounded(total)
    for level in ratings.levels:
        if reached < level.min_total:
            continue
        if level.min_each is None:
            return level
        scores = [instruments.get(code) for code in INSTRUMENTS]
        if any(score is not None and score < level.min_each for score in scores):
            continue
        return level if None not in scores else None
    return None
