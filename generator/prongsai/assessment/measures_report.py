"""Which item reports a year's measures, and what must be in it on a given day.

The report item of an assessment year covers the measures of the year that its
`data_year` names: the same year until 2566, the year before from 2567 on.
"""

import datetime
from collections.abc import Iterator

from prongsai.loading.content import Content, Year
from prongsai.model.catalogue import Catalogue, Item, Role
from prongsai.model.measures import (
    Document,
    DocumentKind,
    Measure,
    Measures,
    Round,
    Status,
)
from prongsai.thai.dates import ERA_OFFSET, fiscal_year_end, fiscal_year_start

SIX_MONTHS, TWELVE_MONTHS = Round.SIX_MONTHS, Round.TWELVE_MONTHS


def report_item(
    content: Content, measures_year: int
) -> tuple[int, Catalogue, Item] | None:
    """Return the report item that covers the measures of a year, with its year."""
    for year in (measures_year, measures_year + 1):
        rules = content.catalogues.get(year)
        for item in rules.items if rules else ():
            reported = year + (item.data_year or 0)
            if item.role is Role.REPORT and rules and reported == measures_year:
                return year, rules, item
    return None


def report_documents(measures: Measures) -> Iterator[tuple[int, Document]]:
    """Yield the reports among the documents with their index."""
    for index, document in enumerate(measures.documents):
        if document.kind is DocumentKind.REPORT:
            yield index, document


def rounds_due(year: Year, assessed: int, today: datetime.date) -> tuple[Round, ...]:
    """Return the rounds whose results must be there, earliest first.

    The rounds that published reports cover; without any report the whole year once it
    is over, and half of it where the same year assesses it.
    """
    if year.measures is None:
        return ()
    documents = [
        d
        for _, d in report_documents(year.measures.value)
        if d.date is None or d.date <= today
    ]
    if documents:
        return tuple(r for r in Round if r in {d.round for d in documents})
    if today > fiscal_year_end(year.fiscal_year):
        return (TWELVE_MONTHS,)
    half_over = today > half_year_end(year.fiscal_year)
    return (SIX_MONTHS,) if half_over and assessed == year.fiscal_year else ()


def half_year_end(year: int) -> datetime.date:
    """Return 31 March of fiscal year `year` (พ.ศ.)."""
    return datetime.date(year - ERA_OFFSET, 3, 31)


def has_result(measure: Measure, wanted: Round) -> bool:
    """Return whether a measure has a result for a round.

    A result without a round counts for any; what was done in the first half is also a
    result of the whole year.
    """
    return any(
        result.round in {None, wanted}
        or (wanted is TWELVE_MONTHS and result.status is Status.DONE)
        for result in measure.results
    )


def period(
    measures: Measures, year: int, wanted: Round | None
) -> tuple[datetime.date, datetime.date]:
    """Return first and last day that results of a round should lie in.

    As the report of that round prints it, else the half or whole fiscal year.
    """
    start, end = fiscal_year_start(year), fiscal_year_end(year)
    if wanted is SIX_MONTHS:
        end = half_year_end(year)
    for _, document in report_documents(measures):
        if wanted is None or document.round is wanted:
            return document.period_from or start, document.period_to or end
    return start, end
