"""What the measures page and the report show, in the order of the document."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from prongsai.assessment.disclosed import public_evidence
from prongsai.assessment.report_rounds import WHOLE_YEAR, of_round, rounds
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Item, Topic
from prongsai.model.measures import (
    Analysis,
    AnalysisKind,
    Document,
    DocumentKind,
    Measure,
    Measures,
    Result,
    Step,
)
from prongsai.pages.addressed import ScoreView, TargetView, score_view, target_view
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.measure_columns import (
    FIELDS,
    MEASURES_TABLE,
    REPORT_TABLE,
    MeasureColumn,
)
from prongsai.pages.page import Link
from prongsai.pages.parts import PartView, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """A result with the steps or follow-ups it answers.

    `earlier` is the round that it is of, where the report is one of a later round.
    """

    result: Result
    answers: tuple[str, ...]
    evidence: tuple[EvidenceView, ...]
    earlier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """One measure with everything resolved that its page shows."""

    measure: Measure
    anchor: str
    number: int
    title: str
    addresses: tuple[TargetView, ...]
    results: tuple[ResultView, ...]
    baselines: tuple[ScoreView, ...]
    effects: tuple[ScoreView, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisView:
    """One conclusion of the analysis with what it is about."""

    analysis: Analysis
    scope: tuple[TargetView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A measure with one score before and after the work."""

    measure: MeasureView
    before: ScoreView
    after: ScoreView


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresView:
    """The measures of a year; `groups` follow the topics where there are any."""

    measures: Measures
    year: int
    result_year: int
    documents: tuple[Document, ...]
    analysis: tuple[tuple[AnalysisKind, tuple[AnalysisView, ...]], ...]
    groups: tuple[tuple[Topic | None, tuple[MeasureView, ...]], ...]
    reports: tuple[Link, ...]
    round: str = ""
    parts: tuple[PartView, ...] = ()
    pass_mark: Decimal | None = None

    def ids(self, rule: str, measure: str = "") -> tuple[str, ...]:
        """Return the anchors of what `rule` finds.

        With the id of a measure only where that is the first that has it.
        """
        names = tuple(part.anchor for part in self.parts if part.rule == rule)
        if not measure:
            return names
        column = FIELDS[rule]
        shown = (view.measure for view in self.shown)
        first = next((one.id for one in shown if getattr(one, column)), None)
        return names if measure == first else ()

    @property
    def shown(self) -> tuple[MeasureView, ...]:
        """Return all measures in the order of the page."""
        return tuple(view for _, group in self.groups for view in group)

    @property
    def changes(self) -> tuple[ChangeView, ...]:
        """Return every quoted score that is known both before and after the work."""
        return tuple(
            ChangeView(measure=one, before=before, after=after)
            for one in self.shown
            for after in one.effects
            for before in one.baselines
            if (before.target.code, before.target.part)
            == (after.target.code, after.target.part)
            and before.score
            and after.score
        )

    @property
    def dates(self) -> Iterator[datetime.date]:
        """Yield the documents' dates; in a report, those of its results too."""
        yield from (document.date for document in self.documents if document.date)
        for measure in self.measures.measures if self.round else ():
            yield from (result.date for result in measure.results if result.date)

    @property
    def fields(self) -> frozenset[str]:
        """Return the names of the fields that at least one measure has."""
        return frozenset(
            name
            for measure in self.measures.measures
            for name in type(measure).model_fields
            if getattr(measure, name)
        )

    @property
    def table(self) -> tuple[MeasureColumn, ...]:
        """Return the columns of the page: of the measures, or of a report."""
        results = [r for m in self.measures.measures for r in m.results]
        obstacles = {"obstacles"} if any(r.obstacle for r in results) else set[str]()
        shown = self.fields | obstacles
        columns = REPORT_TABLE if self.round else MEASURES_TABLE
        return tuple(one for one in columns if one.always or one.field in shown)


def report_title(context: Context, year: int, name: str) -> str:
    """Return the title with year and round; an unstated round is left out."""
    spoken = "" if name == WHOLE_YEAR else context.words(f"Round.{name}")
    return context.words("report-of", year=year, round=spoken).rstrip(" ,")


def view_measures(
    context: Context,
    agency: AgencyContent,
    year: Year,
    round_name: str = "",
    item: Item | None = None,
) -> MeasuresView:
    """Resolve a year's measures; with `round_name` only that round's results.

    On the page of an `item` its components are the anchors.
    """
    loaded = year.measures
    if loaded is None:
        message = "no measures in this year"
        raise ValueError(message)
    measures = of_round(loaded.value, round_name) if round_name else loaded.value
    kind = DocumentKind.REPORT if round_name else DocumentKind.MEASURES
    documents = tuple(
        document
        for document in measures.documents
        if document.kind is kind and document.round in {None, round_name or None}
    )
    views = tuple(
        _measure(context, agency, year, measure, number, round_name)
        for number, measure in enumerate(measures.measures, 1)
    )
    return MeasuresView(
        measures=measures,
        year=year.fiscal_year,
        result_year=year.fiscal_year - 1,
        documents=documents,
        analysis=_analysis(context, agency, year, measures.analysis),
        groups=_groups(year, views),
        reports=tuple(
            Link(
                title=report_title(context, year.fiscal_year, name),
                address=context.addresses.part(
                    agency.slug, year.fiscal_year, f"report/{name}"
                ),
            )
            for name in rounds(loaded.value)
        ),
        round=round_name,
        parts=parts_of(context.words, measures, item, report=bool(round_name)),
        pass_mark=year.catalogue.pass_mark if year.catalogue else None,
    )


def _analysis(
    context: Context, agency: AgencyContent, year: Year, analysis: Iterable[Analysis]
) -> tuple[tuple[AnalysisKind, tuple[AnalysisView, ...]], ...]:
    views = [
        AnalysisView(
            analysis=one,
            scope=tuple(target_view(context, agency, year, t) for t in one.scope),
        )
        for one in analysis
    ]
    grouped = (
        (kind, tuple(view for view in views if view.analysis.kind is kind))
        for kind in AnalysisKind
    )
    return tuple((kind, group) for kind, group in grouped if group)


def _groups(
    year: Year, views: tuple[MeasureView, ...]
) -> tuple[tuple[Topic | None, tuple[MeasureView, ...]], ...]:
    topics = {t.number: t for t in year.catalogue.topics} if year.catalogue else {}
    numbers = sorted({v.measure.topic or 0 for v in views}, key=lambda n: n or 99)
    return tuple(
        (
            topics.get(number),
            tuple(v for v in views if (v.measure.topic or 0) == number),
        )
        for number in numbers
    )


def _measure(
    context: Context,
    agency: AgencyContent,
    year: Year,
    measure: Measure,
    number: int,
    round_name: str,
) -> MeasureView:
    quoted = [
        score_view(context, agency, year, reference)
        for outcome in measure.outcomes
        for reference in outcome.scores
    ]
    addresses = tuple(
        target_view(context, agency, year, target) for target in measure.addresses
    )
    labels = dict(_labels(measure))
    return MeasureView(
        measure=measure,
        anchor=f"m-{measure.id}",
        number=number,
        title=measure.title or _issue(addresses),
        addresses=addresses,
        results=tuple(
            ResultView(
                result=result,
                answers=tuple(labels.get(answer, answer) for answer in result.answers),
                evidence=_evidence(context, agency, year, result.evidence),
                earlier=result.round or "" if result.round != round_name else "",
            )
            for result in measure.results
        ),
        baselines=tuple(score for score in quoted if score.baseline),
        effects=tuple(score for score in quoted if not score.baseline),
        outcomes=tuple(outcome.text for outcome in measure.outcomes if outcome.text),
    )


def _issue(addresses: tuple[TargetView, ...]) -> str:
    """Return the issue that replaces the title where the document has none."""
    return next((t.words or t.title for t in addresses if t.words or t.title), "")


def _labels(measure: Measure) -> Iterable[tuple[str, str]]:
    def walk(steps: tuple[Step, ...]) -> Iterable[tuple[str, str]]:
        for step in steps:
            yield step.id, step.text
            yield from walk(step.steps)

    yield from walk(measure.steps)
    for follow_up in measure.follow_up:
        yield follow_up.id, follow_up.text


def _evidence(
    context: Context, agency: AgencyContent, year: Year, ids: tuple[str, ...]
) -> tuple[EvidenceView, ...]:
    known = public_evidence(year) if ids else {}
    return tuple(
        context.evidence(agency, year, known[name]) for name in ids if name in known
    )
