"""The scores of the years before, where an indicator is still the same."""

from collections.abc import Mapping
from decimal import Decimal
from operator import itemgetter

from prongsai.assessment.score_sheet import score_sheet
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Catalogue
from prongsai.model.scores import Scores

YEARS_SHOWN = 2
"""A chart with more dots in a row cannot be read."""


def scores_before(
    agency: AgencyContent, year: Year, code: str
) -> Mapping[int, Decimal]:
    """Return the earlier scores of an indicator by year, oldest first.

    An indicator is the same where it has the same title in the rules of both years.
    """
    title = _title(year.catalogue, code)
    found = {}
    for fiscal_year, scores, rules in _scored_before(agency, year):
        value = score_sheet(scores, rules).value(code)
        if value is not None and title and _title(rules, code) == title:
            found[fiscal_year] = value
    return found


def _scored_before(
    agency: AgencyContent, year: Year
) -> list[tuple[int, Scores, Catalogue]]:
    found = sorted(
        (
            (other.fiscal_year, other.scores.value, other.catalogue)
            for other in agency.years
            if other.scores and other.catalogue and other.fiscal_year < year.fiscal_year
        ),
        key=itemgetter(0),
    )
    return found[-YEARS_SHOWN:]


def _title(rules: Catalogue | None, code: str) -> str:
    every = rules.indicators if rules else ()
    return next((one.title for one in every if one.code == code), "")
