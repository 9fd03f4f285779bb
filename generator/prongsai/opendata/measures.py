"""The tables of `measures.yml`: documents, analysis, measures and their outcomes.

A measure's lists are tables of their own (`details`, `steps`, `targets`…), joined by
its id, so that every value is in one cell only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import (
    Analysis,
    AnalysisKind,
    Direction,
    Document,
    DocumentKind,
    Measure,
    Measures,
    Repeats,
    Round,
    Schedule,
)
from prongsai.opendata.addresses import absolute
from prongsai.opendata.columns import OpenColumn, column, inside, table
from prongsai.opendata.steps_and_results import work_tables
from prongsai.opendata.table import ColumnKind, OpenTable
from prongsai.opendata.target_columns import TARGET_COLUMNS
from prongsai.pages.addressed import TargetView, target_view
from prongsai.pages.context import Context
from prongsai.pages.measure_columns import MEASURES_TABLE, REPORT_TABLE


def measure_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield every table of the year's measures."""
    if year.measures is None:
        return
    whole = year.measures.value

    yield table("documents", _DOCUMENTS, whole.documents)
    yield _analysis(whole)
    yield _measures(context, agency, year, whole)
    yield table("targets", _TARGETS, _targets(context, agency, year, whole))
    yield from work_tables(context, agency, year, whole)


_DOCUMENTS: tuple[OpenColumn[Document], ...] = (
    column("id"),
    column("kind", choices=DocumentKind),
    column("title"),
    column("round", choices=Round),
    column("period_from", kind=ColumnKind.DATE),
    column("period_to", kind=ColumnKind.DATE),
    column("document_number", lambda one: one.number),
    column("date", kind=ColumnKind.DATE),
    *inside(
        lambda one: one.approved_by,
        (column("approved_by_post", lambda one: one.post),),
    ),
)


def _analysis(whole: Measures) -> OpenTable:
    headings = {one.id or "": one.heading for one in whole.selection}
    columns: tuple[OpenColumn[Analysis], ...] = (
        column("id"),
        column("kind", choices=AnalysisKind),
        column("direction", choices=Direction),
        column("text"),
        column(
            "selection", lambda one: headings[one.selection] if one.selection else None
        ),
    )
    return table("analysis", columns, whole.analysis)


_SCHEDULE: tuple[OpenColumn[Schedule], ...] = (
    column("schedule", lambda one: one.text),
    column("schedule_from", lambda one: one.start, kind=ColumnKind.DATE),
    column("schedule_to", lambda one: one.end, kind=ColumnKind.DATE),
    column("repeats", choices=Repeats),
)
_SEVERAL: Mapping[str, tuple[OpenColumn[Measure], ...]] = {
    "schedule": inside(lambda one: one.schedule, _SCHEDULE),
}
"""Fields of a measure that need several columns."""

_OWN_TABLES = frozenset(
    {"steps", "units", "follow_up", "expected", "results", "outcomes", "obstacles"}
)
"""What the page shows in a column and open data in a table of its own."""


def _shown() -> Iterator[OpenColumn[Measure]]:
    """Yield the columns of the page that are no tables of their own, in its order."""
    for name in dict.fromkeys(one.field for one in (*MEASURES_TABLE, *REPORT_TABLE)):
        if name not in _OWN_TABLES:
            yield from _SEVERAL.get(name) or (column(name),)


def _measures(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> OpenTable:
    known = year.catalogue.topics if year.catalogue else ()
    topics = {topic.number: topic.title for topic in known}
    numbers = {one.id: number for number, one in enumerate(whole.measures, 1)}
    page = context.addresses.part(agency.slug, year.fiscal_year, "measures")
    columns: tuple[OpenColumn[Measure], ...] = (
        column("id"),
        column("number", lambda one: numbers[one.id], kind=ColumnKind.WHOLE),
        column("title"),
        column("topic", kind=ColumnKind.WHOLE),
        column("topic_title", lambda one: topics.get(one.topic or 0)),
        *_shown(),
        column("address", lambda one: absolute(context, f"{page}#m-{one.id}")),
    )
    return table("measures", columns, whole.measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTarget:
    """What an analysis or a measure is about: `number` of its targets."""

    of: str
    id: str
    number: int
    target: TargetView


_TARGETS: tuple[OpenColumn[OpenTarget], ...] = (
    column("of", choices=("analysis", "measure")),
    column("id"),
    column("number", kind=ColumnKind.WHOLE),
    *inside(lambda one: one.target, TARGET_COLUMNS),
)


def _targets(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> Iterator[OpenTarget]:
    owners = (
        *(("analysis", one.id, one.scope) for one in whole.analysis),
        *(("measure", one.id, one.addresses) for one in whole.measures),
    )
    for of, name, targets in owners:
        for number, target in enumerate(targets, 1):
            view = target_view(context, agency, year, target)
            yield OpenTarget(of=of, id=name, number=number, target=view)
