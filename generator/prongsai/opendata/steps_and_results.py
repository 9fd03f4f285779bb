"""The tables of the work itself: details, steps, follow-up, results, outcomes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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
)
from prongsai.opendata.columns import OpenColumn, column, inside, table
from prongsai.opendata.table import ColumnKind, OpenTable
from prongsai.opendata.target_columns import TARGET_COLUMNS
from prongsai.pages.addressed import ScoreView, score_view
from prongsai.pages.context import Context

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDetail:
    """A text of a measure's list: what was found, a unit, what is expected."""

    kind: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """A step with its number, `1.2`, and the id of the step above it."""

    step: Step
    parent: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOutcome:
    """What came of a measure: a text or a score, `number` of the measure's outcomes."""

    number: int
    text: str | None = None
    quoted: ScoreView | None = None


_DETAILS: tuple[OpenColumn[OpenDetail], ...] = (
    column("kind", choices=("finding", "unit", "expected")),
    column("number", kind=ColumnKind.WHOLE),
    column("text"),
)
_STEPS: tuple[OpenColumn[OpenStep], ...] = (
    column("id", lambda one: one.step.id),
    column("parent"),
    column("number"),
    column("label", lambda one: one.step.label),
    column("text", lambda one: one.step.text),
)
_FOLLOW_UPS: tuple[OpenColumn[FollowUp], ...] = (
    column("id"),
    column("by", choices=FollowUpBy),
    column("text"),
    column("due_date", lambda one: one.due, kind=ColumnKind.DATE),
    column("due_text"),
    column("repeats", choices=Repeats),
)
_QUOTED: tuple[OpenColumn[ScoreView], ...] = (
    *inside(lambda one: one.target, TARGET_COLUMNS),
    column(
        "score",
        lambda one: Decimal(one.score) if one.score else None,
        kind=ColumnKind.NUMBER,
    ),
    column("baseline", kind=ColumnKind.FLAG),
)
_OUTCOMES: tuple[OpenColumn[OpenOutcome], ...] = (
    column("number", kind=ColumnKind.WHOLE),
    column("text"),
    *inside(lambda one: one.quoted, _QUOTED),
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


def work_tables(
    context: Context, agency: AgencyContent, year: Year, whole: Measures
) -> Iterator[OpenTable]:
    """Yield the lists of all measures; every row begins with the measure's id."""
    shown = _results(frozenset(public_evidence(year)))

    def outcomes(measure: Measure) -> Iterator[OpenOutcome]:
        return _outcomes_of(context, agency, year, measure)

    yield _parts("details", _DETAILS, whole, _details_of)
    yield _parts("steps", _STEPS, whole, lambda measure: _steps_of(measure.steps))
    yield _parts("follow_ups", _FOLLOW_UPS, whole, lambda measure: measure.follow_up)
    yield _parts("results", shown, whole, lambda measure: measure.results)
    yield _parts("outcomes", _OUTCOMES, whole, outcomes)


def _parts(
    name: str,
    columns: tuple[OpenColumn[Part], ...],
    whole: Measures,
    parts: Callable[[Measure], Iterable[Part]],
) -> OpenTable:
    """Return the table of what all measures have of one kind."""
    owned = (
        (measure.id, part) for measure in whole.measures for part in parts(measure)
    )
    measured: tuple[OpenColumn[tuple[str, Part]], ...] = (
        column("measure", lambda one: one[0]),
        *inside(lambda one: one[1], columns),
    )
    return table(name, measured, owned)


def _details_of(measure: Measure) -> Iterator[OpenDetail]:
    for kind, texts in (
        ("finding", measure.findings),
        ("unit", tuple(unit.text for unit in measure.units)),
        ("expected", measure.expected),
    ):
        for number, one in enumerate(texts, 1):
            yield OpenDetail(kind=kind, number=number, text=one)


def _steps_of(
    steps: tuple[Step, ...], parent: str = "", prefix: str = ""
) -> Iterator[OpenStep]:
    for index, step in enumerate(steps, 1):
        number = f"{prefix}{index}"
        yield OpenStep(step=step, parent=parent, number=number)
        yield from _steps_of(step.steps, step.id, f"{number}.")


def _outcomes_of(
    context: Context, agency: AgencyContent, year: Year, measure: Measure
) -> Iterator[OpenOutcome]:
    for number, outcome in enumerate(measure.outcomes, 1):
        if outcome.text:
            yield OpenOutcome(number=number, text=outcome.text)
        for reference in outcome.scores:
            quoted = score_view(context, agency, year, reference)
            yield OpenOutcome(number=number, quoted=quoted)
