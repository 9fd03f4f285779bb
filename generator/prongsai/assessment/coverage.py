"""How far each agency's year is, in numbers: items, and the OIT points they give."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from prongsai.assessment import scoring
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.readings import Reading, readings
from prongsai.assessment.states import Completeness, year_states
from prongsai.loading.content import Content
from prongsai.model.catalogue import Authority


class Basis(StrEnum):
    """What the items are counted from; without `disclosures.yml` few are known."""

    DISCLOSED = "disclosed"
    UNDISCLOSED = "undisclosed"
    DEMONSTRATION = "demonstration"
    PROVISIONAL = "provisional"


def basis(assessed: AssessedYear) -> Basis:
    """Return what the items of a year are counted from."""
    if assessed.rules and assessed.rules.provisional:
        return Basis.PROVISIONAL
    if assessed.year.disclosures:
        return Basis.DISCLOSED
    if assessed.agency.agency.value.demonstration:
        return Basis.DEMONSTRATION
    return Basis.UNDISCLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The items of one agency's year (พ.ศ.) counted.

    `worst` and `best` are OIT points (0 to `points`): only complete items count, or
    unknown ones as well. `authority` is that of the arithmetic; `readings` name whose
    comparison with the manual known lists rest on.
    """

    agency: str
    name: str
    year: int
    complete: int
    incomplete: int
    unknown: int
    worst: Decimal
    best: Decimal
    points: Decimal
    authority: Authority
    basis: Basis
    readings: tuple[Reading, ...] = ()

    @property
    def items(self) -> int:
        """How many items the year has."""
        return self.complete + self.incomplete + self.unknown


def coverage(content: Content, today: datetime.date) -> tuple[Coverage, ...]:
    """Count every year of which there are disclosures or measures.

    Of a year whose list of items is a draft only those count that a person compared
    with the manual: what it asks else is not known. Without any the year is left out.
    """
    return tuple(
        counted
        for agency in content.agencies
        for year in agency.years
        if (year.disclosures or year.measures)
        and (
            counted := _count(
                AssessedYear(content=content, agency=agency, year=year, today=today)
            )
        )
        is not None
    )


def _count(assessed: AssessedYear) -> Coverage | None:
    states = year_states(assessed)
    weights = assessed.rules.instruments if assessed.rules else ()
    points = next((one.weight for one in weights if one.code == "OIT"), None)
    if points is None or states.worst is None or states.best is None:
        return None
    year, found = assessed.year.fiscal_year, basis(assessed)
    if found is Basis.PROVISIONAL and not readings(states):
        return None
    worst, best = states.worst, states.best
    if found is Basis.PROVISIONAL:  # how much each item counts is not known either
        worst, best = Decimal(0), Decimal(100)
    return Coverage(
        agency=assessed.agency.slug,
        name=assessed.agency.agency.value.name,
        year=year,
        complete=states.count(Completeness.COMPLETE),
        incomplete=states.count(Completeness.INCOMPLETE),
        unknown=states.count(Completeness.UNKNOWN),
        worst=scoring.rounded(worst * points / 100),
        best=scoring.rounded(best * points / 100),
        points=points,
        authority=scoring.oit_authority(year),
        basis=found,
        readings=readings(states),
    )
