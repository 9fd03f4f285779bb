"""The tables of `measures.yml`: documents, analysis, measures and what came of them.

A measure's lists are tables of their own (`details`, `steps`, `targets`…), joined by
its id; so every value stands in one cell alone.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from prongsai.content import AgencyContent, Year
from prongsai.layout.context import Context
from prongsai.layout.items import public_items
from prongsai.layout.measures import score_view, target_view
from prongsai.model.measures import (
    AnalysisKind,
    Direction,
    DocumentKind,
    FollowUpBy,
    Measure,
    Measures,
    Repeats,
    Round,
    Status,
    Step,
    Target,
)
from prongsai.model.scores import Part
from prongsai.opendata.addresses import absolute
from prongsai.opendata.table import Cell, Kind, Table, choice, make, of, text

Row = tuple[Cell, ...]
_CODED = (
    *text("code"),
    *of("code_year", Kind.WHOLE),
    *choice("part", Part),
    *text("title", "wording"),
)


def measure_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[Table]:
    """Yield every table of the year's measures."""
    if year.measures is None:
        return
    whole = year.measures.value

    def each(rows: Callable[[Measure], Iterator[Row]]) -> Iterator[Row]:
        for measure in whole.measures:
            for row in rows(measure):
                yield measure.id, *row

    yield _documents(whole)
    yield _analysis(whole)
    yield _measures(context, agency, year, whole)
    yield _targets(context, agency, year, whole)
    yield _details(each(_detail_rows))
    yield make(
        "steps",
        text("measure", "id", "parent", "number", "label", "text"),
        each(lambda measure: _step_rows(measure.steps)),
    )
    yield _follow_ups(each(_follow_up_rows))
    shown = frozenset(_public_evidence(agency, year))
    yield _results(each(lambda measure: _result_rows(measure, shown)))
    yield make(
        "outcomes",
        (
            *text("measure"),
            *of("number", Kind.WHOLE),
            *text("text"),
            *_CODED,
            *of("score", Kind.NUMBER),
            *of("baseline", Kind.FLAG),
        ),
        each(lambda measure: _outcome_rows(context, agency, year, measure)),
    )


def _documents(whole: Measures) -> Table:
    return make(
        "documents",
        (
            *text("id"),
            *choice("kind", DocumentKind),
            *text("title"),
            *choice("round", Round),
            *of("period_from", Kind.DATE),
            *of("period_to", Kind.DATE),
            *text("document_number"),
            *of("date", Kind.DATE),
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


def _analysis(whole: Measures) -> Table:
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
) -> Table:
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
            one.recommendation,
            absolute(context, f"{page}#m-{one.id}"),
        )

    return make(
        "measures",
        (
            *text("id"),
            *of("number", Kind.WHOLE),
            *text("title"),
            *of("topic", Kind.WHOLE),
            *text("topic_title", "schedule"),
            *of("schedule_from", Kind.DATE),
            *of("schedule_to", Kind.DATE),
            *choice("repeats", Repeats),
            *text("recommendation", "address"),
        ),
        (row(number, one) for number, one in enumerate(whole.measures, 1)),
    )


def _targets(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> Table:
    def rows() -> Iterator[Row]:
        owners: list[tuple[str, str, tuple[Target, ...]]] = [
            *(("analysis", one.id, one.scope) for one in whole.analysis),
            *(("measure", one.id, one.addresses) for one in whole.measures),
        ]
        for kind, name, targets in owners:
            for number, target in enumerate(targets, 1):
                yield kind, name, number, *_coded(context, agency, year, target)

    return make(
        "targets",
        (
            *choice("of", ("analysis", "measure")),
            *text("id"),
            *of("number", Kind.WHOLE),
            *_CODED,
        ),
        rows(),
    )


def _coded(context: Context, agency: AgencyContent, year: Year, target: Target) -> Row:
    view = target_view(context, agency, year, target)
    known = view.year if view.code else None
    return view.code, known, view.part, view.title, view.words


def _details(rows: Iterator[Row]) -> Table:
    fields = (
        *text("measure"),
        *choice("kind", ("finding", "unit", "expected")),
        *of("number", Kind.WHOLE),
        *text("text"),
    )
    return make("details", fields, rows)


def _detail_rows(measure: Measure) -> Iterator[Row]:
    for kind, texts in (
        ("finding", measure.findings),
        ("unit", tuple(unit.text for unit in measure.units)),
        ("expected", measure.expected),
    ):
        for number, one in enumerate(texts, 1):
            yield kind, number, one


def _step_rows(
    steps: tuple[Step, ...], parent: str = "", prefix: str = ""
) -> Iterator[Row]:
    for index, step in enumerate(steps, 1):
        number = f"{prefix}{index}"
        yield step.id, parent, number, step.label, step.text
        yield from _step_rows(step.steps, step.id, f"{number}.")


def _follow_ups(rows: Iterator[Row]) -> Table:
    fields = (
        *text("measure", "id"),
        *choice("by", FollowUpBy),
        *text("text"),
        *of("due_date", Kind.DATE),
        *text("due_text"),
        *choice("repeats", Repeats),
    )
    return make("follow_ups", fields, rows)


def _follow_up_rows(measure: Measure) -> Iterator[Row]:
    for one in measure.follow_up:
        yield one.id, one.by, one.text, one.due, one.due_text, one.repeats


def _results(rows: Iterator[Row]) -> Table:
    fields = (
        *text("measure", "id", "answers"),
        *choice("round", Round),
        *choice("status", Status),
        *of("date", Kind.DATE),
        *text("date_text", "done_by", "summary", "obstacle", "evidence"),
    )
    return make("results", fields, rows)


def _result_rows(measure: Measure, shown: frozenset[str]) -> Iterator[Row]:
    for one in measure.results:
        yield (
            one.id,
            " ".join(one.answers),
            one.round,
            one.status,
            one.date,
            one.date_text,
            one.by,
            one.summary,
            one.obstacle,
            " ".join(name for name in one.evidence if name in shown),
        )


def _public_evidence(agency: AgencyContent, year: Year) -> Iterator[str]:
    codes = {item.code for item in public_items(agency, year)}
    for one in year.disclosures.value.items if year.disclosures else ():
        if one.code in codes:
            yield from (evidence.id for evidence in one.evidence)


def _outcome_rows(
    context: Context, agency: AgencyContent, year: Year, measure: Measure
) -> Iterator[Row]:
    for number, outcome in enumerate(measure.outcomes, 1):
        if outcome.text:
            yield number, outcome.text, *(None,) * 7
        for reference in outcome.scores:
            view = score_view(context, agency, year, reference)
            score = Decimal(view.score) if view.score else None
            target = Target(
                code=reference.code, part=reference.part, wording=reference.wording
            )
            coded = _coded(context, agency, year, target)
            yield number, None, *coded, score, view.baseline
