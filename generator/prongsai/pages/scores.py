"""What the scores page shows: ranked indicators, the weak ones open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from prongsai.assessment.score_sheet import TOTAL, ScoreSheet, score_sheet
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Catalogue
from prongsai.model.scores import QuestionScore, ScoreLine, Scores
from prongsai.pages.addressed import anchor, title_of
from prongsai.pages.context import Context
from prongsai.pages.measures import AnalysisView
from prongsai.pages.page import Link, Page
from prongsai.pages.scores_answered import (
    analysis_of,
    measures_for,
    measures_page,
    next_year,
)
from prongsai.pages.scores_before import scores_before
from prongsai.pages.year_page import of_year, years


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A score with the name it has in the catalogue and in the document."""

    code: str
    anchor: str
    title: str
    printed_as: str
    part: str
    score: str
    weak: bool
    scored: bool
    remark: str
    verdict: str = ""
    statements: tuple[tuple[str, str], ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """An indicator with its questions or items, and what follows from its score."""

    line: LineView
    instrument: str
    rank: int
    details: tuple[LineView, ...]
    analysis: tuple[AnalysisView, ...]
    measures: tuple[Link, ...]
    before: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresView:
    """The result of a year. `loose` are lines whose indicator has no score here."""

    scores: Scores
    year: int
    pass_mark: Decimal
    total: LineView | None
    level: str
    instruments: tuple[LineView, ...]
    weak: tuple[IndicatorView, ...]
    strong: tuple[IndicatorView, ...]
    loose: tuple[LineView, ...]
    measures: Link | None
    over_years: tuple[tuple[int, Decimal], ...]

    @property
    def ranked(self) -> tuple[IndicatorView, ...]:
        """All indicators, the weakest first."""
        return tuple(sorted((*self.strong, *self.weak), key=lambda view: -view.rank))

    @property
    def years_before(self) -> tuple[int, ...]:
        """The earlier years of which an indicator has a score here, oldest first."""
        return tuple(sorted({year for one in self.ranked for year in one.before}))


def view_scores(context: Context, agency: AgencyContent, year: Year) -> ScoresView:
    """Rank the indicators and gather what analysis and measures say about them."""
    if year.scores is None or year.catalogue is None:
        message = "no scores in this year"
        raise ValueError(message)
    rules = year.catalogue
    sheet = score_sheet(year.scores.value, rules)
    scores = _filled(year.scores.value, rules, sheet)
    after = next_year(agency, year)
    ranked = sorted(scores.indicators, key=lambda line: -line.score)
    printed = year.scores.value.indicators
    details = tuple(_details(context, rules, scores, year.fiscal_year))
    indicators = tuple(
        _indicator(
            context,
            agency,
            year,
            replace(
                _line(context, rules, line, year.fiscal_year),
                computed=line not in printed,
            ),
            rank,
            tuple(detail for code, detail in details if code == line.code),
        )
        for rank, line in enumerate(ranked, 1)
    )
    shown = {view.line.code for view in indicators}
    loose = tuple(line for code, line in details if code not in shown)
    measures = None
    if after:
        measures = Link(
            title=context.words("measures-of", year=after.year.fiscal_year),
            address=measures_page(context, agency, after),
        )
    return ScoresView(
        scores=scores,
        year=year.fiscal_year,
        pass_mark=rules.pass_mark,
        total=_total(context, year.scores.value, rules, sheet),
        level=scores.level or (sheet.level.title if sheet.level else ""),
        instruments=tuple(
            replace(
                _line(context, rules, line, year.fiscal_year),
                computed=line not in year.scores.value.instruments,
            )
            for line in scores.instruments
        ),
        weak=tuple(view for view in indicators if view.line.weak),
        strong=tuple(view for view in indicators if not view.line.weak),
        loose=loose,
        measures=measures,
        over_years=tuple(
            (other.fiscal_year, total)
            for other in agency.years
            if other.scores
            and other.catalogue
            and (total := score_sheet(other.scores.value, other.catalogue).value(TOTAL))
            is not None
        ),
    )


def _filled(scores: Scores, rules: Catalogue, sheet: ScoreSheet) -> Scores:
    """Return `scores` with the instruments and indicators that can be computed."""
    return scores.model_copy(
        update={
            name: (
                *getattr(scores, name),
                *(
                    ScoreLine(code=one.code, score=value)
                    for one in getattr(rules, name)
                    if one.code not in {line.code for line in getattr(scores, name)}
                    and (value := sheet.value(one.code)) is not None
                ),
            )
            for name in ("instruments", "indicators")
        }
    )


def _total(
    context: Context, scores: Scores, rules: Catalogue, sheet: ScoreSheet
) -> LineView | None:
    value = sheet.value(TOTAL)
    if value is None:
        return None
    line = _line(context, rules, ScoreLine(code="OIT", score=value), 0)
    return replace(line, code="", title="", computed=scores.total is None)


def _line(
    context: Context, rules: Catalogue, line: ScoreLine | QuestionScore, year: int
) -> LineView:
    title = title_of(context, year, line.code)
    wording = line.wording or ""
    question = line if isinstance(line, QuestionScore) else None
    part = question.part if question else None
    return LineView(
        code=line.code,
        anchor=anchor(line.code, part),
        title=title or wording,
        printed_as=wording if title and wording != title else "",
        part=str(part or ""),
        score=context.words.score(line.score),
        weak=line.score is not None and line.score < rules.pass_mark,
        scored=line.score is not None,
        remark=" · ".join(filter(None, (line.remark, _of(context, line.source)))),
        verdict=(line.verdict or "") if isinstance(line, ScoreLine) else "",
        statements=tuple(
            (statement.text, context.words.score(statement.score))
            for statement in (question.statements if question else ())
        ),
    )


def _of(context: Context, source: str | None) -> str:
    """Return which document prints a score, where the file has several."""
    return context.words("score-of-document", document=source) if source else ""


def _details(
    context: Context, rules: Catalogue, scores: Scores, year: int
) -> Iterator[tuple[str, LineView]]:
    """Yield every question, sub-indicator and item with its indicator's code."""
    of_question = {q.code: q.indicator for q in rules.questions}
    of_sub = {sub.code: sub.indicator for sub in rules.sub_indicators}
    of_item = {i.code: of_sub.get(i.sub_indicator, "") for i in rules.items}
    for question in scores.questions:
        yield of_question.get(question.code, ""), _line(context, rules, question, year)
    for line in scores.sub_indicators:
        yield of_sub.get(line.code, ""), _line(context, rules, line, year)
    for line in scores.items:
        yield of_item.get(line.code, ""), _line(context, rules, line, year)


def _indicator(
    context: Context,
    agency: AgencyContent,
    year: Year,
    line: LineView,
    rank: int,
    details: tuple[LineView, ...],
) -> IndicatorView:
    indicators = year.catalogue.indicators if year.catalogue else ()
    codes = {line.code, *(detail.code for detail in details)}
    own = next((i for i in indicators if i.code == line.code), None)
    return IndicatorView(
        line=line,
        instrument=own.instrument if own else "",
        rank=rank,
        details=details,
        analysis=analysis_of(context, agency, year, codes),
        measures=measures_for(context, agency, year, codes),
        before=scores_before(agency, year, line.code),
    )


def scores_pages(context: Context) -> Iterator[Page]:
    """Yield the result of every year that has one."""
    for agency, year in years(context):
        if year.scores is not None:
            yield Page(
                **of_year(context, agency, year, context.words("scores")),
                address=context.addresses.part(agency.slug, year.fiscal_year, "scores"),
                view=view_scores(context, agency, year),
                listed=context.words("scores-of", year=year.fiscal_year),
            )
