"""The tables of the work itself: details, steps, follow-up, results, outcomes."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from prongsai.assessment.disclosed import public_evidence
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import (
    FollowUp,
    FollowUpBy,
    Measure,
    Measures,
    Repeats,
    Result,
    Round,
    Status,
    Step,
    Target,
)
from prongsai.opendata.columns import OpenColumn, cells, column, fields
from prongsai.opendata.table import Cell, ColumnKind, OpenTable, choice, make, of, text
from prongsai.opendata.target_columns import TARGET_COLUMNS, target_cells
from prongsai.pages.addressed import score_view
from prongsai.pages.context import Context

Row = tuple[Cell, ...]
Part = TypeVar("Part")


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
    yield _parts("follow_ups", _FOLLOW_UPS, whole, lambda measure: measure.follow_up)
    shown = _results(frozenset(public_evidence(year)))
    yield _parts("results", shown, whole, lambda measure: measure.results)
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


def _parts(
    name: str,
    columns: tuple[OpenColumn[Part], ...],
    whole: Measures,
    parts: Callable[[Measure], Iterable[Part]],
) -> OpenTable:
    """Return the table of what all measures have of one kind."""
    rows = (
        (measure.id, *cells(columns, part))
        for measure in whole.measures
        for part in parts(measure)
    )
    return make(name, (*text("measure"), *fields(columns)), rows)


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


_FOLLOW_UPS: tuple[OpenColumn[FollowUp], ...] = (
    column("id"),
    column("by", choices=FollowUpBy),
    column("text"),
    column("due_date", lambda one: one.due, kind=ColumnKind.DATE),
    column("due_text"),
    column("repeats", choices=Repeats),
)


def _results(shown: frozenset[str]) -> tuple[OpenColumn[Result], ...]:
    """Return the columns of results, which name only evidence that is `shown`."""
    return (
        column("id"),
        column("answers", lambda one: " ".join(one.answers)),
        column("round", choices=Round),
        column("status", choices=Status),
        column("date", kind=ColumnKind.DATE),
        column("date_text"),
        column("done_by", lambda one: one.by),
        column("summary"),
        column("obstacle"),
        column(
            "evidence",
            lambda one: " ".join(id_ for id_ in one.evidence if id_ in shown),
        ),
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
