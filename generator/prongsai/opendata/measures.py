"""The tables of `measures.yml`: documents, analysis, measures and their outcomes.

A measure's lists are tables of their own (`details`, `steps`, `targets`…), joined by
its id, so that every value is in one cell only.
"""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import (
    AnalysisKind,
    Direction,
    DocumentKind,
    Measure,
    Measures,
    Repeats,
    Round,
    Target,
)
from prongsai.opendata.addresses import absolute
from prongsai.opendata.steps_and_results import work_tables
from prongsai.opendata.table import Cell, ColumnKind, OpenTable, choice, make, of, text
from prongsai.opendata.target_columns import TARGET_COLUMNS, target_cells
from prongsai.pages.context import Context
from prongsai.pages.measure_columns import TEXTS

Row = tuple[Cell, ...]


def measure_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield every table of the year's measures."""
    if year.measures is None:
        return
    whole = year.measures.value

    yield _documents(whole)
    yield _analysis(whole)
    yield _measures(context, agency, year, whole)
    yield _targets(context, agency, year, whole)
    yield from work_tables(context, agency, year, whole)


def _documents(whole: Measures) -> OpenTable:
    return make(
        "documents",
        (
            *text("id"),
            *choice("kind", DocumentKind),
            *text("title"),
            *choice("round", Round),
            *of("period_from", ColumnKind.DATE),
            *of("period_to", ColumnKind.DATE),
            *text("document_number"),
            *of("date", ColumnKind.DATE),
            *text("approved_by_post"),
        ),
        (
            (
                one.id,
                one.kind,
                one.title,
                one.round,
                one.period_from,
                one.period_to,
                one.number,
                one.date,
                one.approved_by.post if one.approved_by else None,
            )
            for one in whole.documents
        ),
    )


def _analysis(whole: Measures) -> OpenTable:
    headings = {one.id or "": one.heading for one in whole.selection}
    return make(
        "analysis",
        (
            *text("id"),
            *choice("kind", AnalysisKind),
            *choice("direction", Direction),
            *text("text", "selection"),
        ),
        (
            (
                one.id,
                one.kind,
                one.direction,
                one.text,
                headings[one.selection] if one.selection else None,
            )
            for one in whole.analysis
        ),
    )


def _measures(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> OpenTable:
    known = year.catalogue.topics if year.catalogue else ()
    topics = {topic.number: topic.title for topic in known}
    page = context.addresses.part(agency.slug, year.fiscal_year, "measures")

    def row(number: int, one: Measure) -> Row:
        plan = one.schedule
        return (
            one.id,
            number,
            one.title,
            one.topic,
            topics.get(one.topic or 0),
            plan.text if plan else None,
            plan.start if plan else None,
            plan.end if plan else None,
            plan.repeats if plan else None,
            *(getattr(one, name) for name in TEXTS),
            absolute(context, f"{page}#m-{one.id}"),
        )

    return make(
        "measures",
        (
            *text("id"),
            *of("number", ColumnKind.WHOLE),
            *text("title"),
            *of("topic", ColumnKind.WHOLE),
            *text("topic_title", "schedule"),
            *of("schedule_from", ColumnKind.DATE),
            *of("schedule_to", ColumnKind.DATE),
            *choice("repeats", Repeats),
            *text(*TEXTS, "address"),
        ),
        (row(number, one) for number, one in enumerate(whole.measures, 1)),
    )


def _targets(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> OpenTable:
    def rows() -> Iterator[Row]:
        owners: list[tuple[str, str, tuple[Target, ...]]] = [
            *(("analysis", one.id, one.scope) for one in whole.analysis),
            *(("measure", one.id, one.addresses) for one in whole.measures),
        ]
        for kind, name, targets in owners:
            for number, target in enumerate(targets, 1):
                yield kind, name, number, *target_cells(context, agency, year, target)

    return make(
        "targets",
        (
            *choice("of", ("analysis", "measure")),
            *text("id"),
            *of("number", ColumnKind.WHOLE),
            *TARGET_COLUMNS,
        ),
        rows(),
    )
