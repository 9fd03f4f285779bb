"""The tables of the work itself: details, steps, follow-up, results, outcomes."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from prongsai.assessment.disclosed import public_evidence
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import (
    FollowUpBy,
    Measure,
    Measures,
    Repeats,
    Round,
    Status,
    Step,
    Target,
)
from prongsai.opendata.table import Cell, ColumnKind, OpenTable, choice, make, of, text
from prongsai.opendata.target_columns import TARGET_COLUMNS, target_cells
from prongsai.pages.addressed import score_view
from prongsai.pages.context import Context

Row = tuple[Cell, ...]


def work_tables(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> Iterator[OpenTable]:
    """Yield the lists of all measures; every row begins with the measure's id."""

    def each(rows: Callable[[Measure], Iterator[Row]]) -> Iterator[Row]:
        for measure in whole.measures:
            for row in rows(measure):
                yield measure.id, *row

    yield _details(each(_detail_rows))
    yield make(
        "steps",
        text("measure", "id", "parent", "number", "label", "text"),
        each(lambda measure: _step_rows(measure.steps)),
    )
    yield _follow_ups(each(_follow_up_rows))
    shown = frozenset(public_evidence(year))
    yield _results(each(lambda measure: _result_rows(measure, shown)))
    yield make(
        "outcomes",
        (
            *text("measure"),
            *of("number", ColumnKind.WHOLE),
            *text("text"),
            *TARGET_COLUMNS,
            *of("score", ColumnKind.NUMBER),
            *of("baseline", ColumnKind.FLAG),
        ),
        each(lambda measure: _outcome_rows(context, agency, year, measure)),
    )


def _details(rows: Iterator[Row]) -> OpenTable:
    fields = (
        *text("measure"),
        *choice("kind", ("finding", "unit", "expected")),
        *of("number", ColumnKind.WHOLE),
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


def _follow_ups(rows: Iterator[Row]) -> OpenTable:
    fields = (
        *text("measure", "id"),
        *choice("by", FollowUpBy),
        *text("text"),
        *of("due_date", ColumnKind.DATE),
        *text("due_text"),
        *choice("repeats", Repeats),
    )
    return make("follow_ups", fields, rows)


def _follow_up_rows(measure: Measure) -> Iterator[Row]:
    for one in measure.follow_up:
        yield one.id, one.by, one.text, one.due, one.due_text, one.repeats


def _results(rows: Iterator[Row]) -> OpenTable:
    fields = (
        *text("measure", "id", "answers"),
        *choice("round", Round),
        *choice("status", Status),
        *of("date", ColumnKind.DATE),
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
            cells = target_cells(context, agency, year, target)
            yield number, None, *cells, score, view.baseline
