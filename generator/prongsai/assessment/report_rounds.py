"""Which results belong to the report of a round, and which item shows that report.

The report item of an assessment year covers the measures of the year that its
`data_year` names: the same year until 2566, the year before from 2567 on.

A result belongs to the round that it states; one that states none, to the latest report
there is. Where a measure has no result of the whole year, what its first half finished
is that result.
"""

import datetime
from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.catalogue import Catalogue, Item, Role
from prongsai.model.measures import (
    Document,
    DocumentKind,
    Measure,
    Measures,
    Result,
    Round,
    Status,
)
from prongsai.thai.dates import ERA_OFFSET, fiscal_year_end, fiscal_year_start

SIX_MONTHS, TWELVE_MONTHS = Round.SIX_MONTHS, Round.TWELVE_MONTHS

WHOLE_YEAR = "year"
"""Name of the report of results whose round no document states."""


def rounds(measures: Measures) -> tuple[str, ...]:
    """Return the rounds that have results or a report, in order; `year` if unstated."""
    stated = {document.round for _, document in report_documents(measures)}
    stated |= {r.round for m in measures.measures for r in m.results}
    named = tuple(str(name) for name in Round if name in stated)
    unstated = any(m.results for m in measures.measures)
    return named or ((WHOLE_YEAR,) if unstated else ())


def results_of(measures: Measures, name: str) -> tuple[tuple[Result, ...], ...]:
    """Return the results that belong to a round, of each measure in the file's order.

    `name` is a round, or `year` for the report whose round no document states.
    """
    latest = name in rounds(measures)[-1:]
    return tuple(_results(one, name, latest=latest) for one in measures.measures)


def _results(measure: Measure, name: str, *, latest: bool) -> tuple[Result, ...]:
    own = (r for r in measure.results if r.round == name or (latest and not r.round))
    return tuple(own) or (_finished(measure) if name == TWELVE_MONTHS else ())


def _finished(measure: Measure) -> tuple[Result, ...]:
    """Return what the first half finished: nothing more is to come of it."""
    first = (one for one in measure.results if one.round is SIX_MONTHS)
    return tuple(one for one in first if one.status is Status.DONE)


def of_round(measures: Measures, name: str) -> Measures:
    """Return the measures with the results of one round only."""
    pairs = zip(measures.measures, results_of(measures, name), strict=True)
    kept = tuple(one.model_copy(update={"results": found}) for one, found in pairs)
    return measures.model_copy(update={"measures": kept})


def round_asked(item: Item) -> Round:
    """Return the round that a report item asks for: the whole year unless it says."""
    return item.round or TWELVE_MONTHS


def round_shown(measures: Measures, item: Item) -> str:
    """Return the round that the page of a report item shows: its own, else the last."""
    known = rounds(measures)
    wanted = str(round_asked(item))
    return wanted if wanted in known else "".join(known[-1:])


def results_for(measures: Measures, wanted: Round) -> tuple[tuple[Result, ...], ...]:
    """Return the results, of each measure, that count for a round that is asked.

    Those of the round; all of them where no document states any round.
    """
    unstated = rounds(measures) == (WHOLE_YEAR,)
    return results_of(measures, WHOLE_YEAR if unstated else wanted)


def measures_year(agency: AgencyContent, year: Year, item: Item) -> Year | None:
    """Return the year whose measures the page of an item shows.

    The measures item shows the same year's, the report item those of the year that its
    `data_year` names; other items show none.
    """
    if not item.of_measures:
        return None
    report = item.role is Role.REPORT
    found = agency.year(year.fiscal_year + (_offset(item) if report else 0))
    return found if found and found.measures else None


def _offset(item: Item) -> int:
    """Return the year of a report item's measures minus the year that assesses it."""
    return 0 if item.data_year is None else item.data_year


def report_item(
    content: Content, measures_year: int
) -> tuple[int, Catalogue, Item] | None:
    """Return the report item that covers the measures of a year, with its year."""
    for year in (measures_year, measures_year + 1):
        rules = content.catalogues.get(year)
        for item in rules.items if rules else ():
            reported = year + _offset(item)
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
