"""The scores of a year in long form: one figure a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prongsai.assessment.score_sheet import TOTAL, ScoreSheet, score_sheet
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Catalogue
from prongsai.model.scores import Part, QuestionScore, ScoreLine, Scores
from prongsai.opendata.columns import OpenColumn, column, table
from prongsai.opendata.table import ColumnKind, OpenTable
from prongsai.pages.addressed import title_of
from prongsai.pages.context import Context

_KINDS = (
    "total",
    "level",
    "instrument",
    "indicator",
    "sub-indicator",
    "question",
    "statement",
    "item",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenScore:
    """One figure of a year: as printed, or `computed` from its parts.

    Attributes:
        kind: one of `_KINDS`.
        wording: what the document calls it.
        source: the document that prints it, where the file has several.
    """

    kind: str
    code: str = ""
    part: Part | None = None
    wording: str | None = None
    score: Decimal | None = None
    computed: bool = False
    verdict: str | None = None
    remark: str | None = None
    source: str | None = None


def _columns(context: Context, year: int) -> tuple[OpenColumn[OpenScore], ...]:
    """Return the columns; a statement has no title but its question's."""

    def title(one: OpenScore) -> str:
        return "" if one.kind == "statement" else title_of(context, year, one.code)

    return (
        column("kind", choices=_KINDS),
        column("code"),
        column("part", choices=Part),
        column("title", title),
        column(
            "wording", lambda one: None if one.wording == title(one) else one.wording
        ),
        column("score", kind=ColumnKind.NUMBER),
        column("computed", kind=ColumnKind.FLAG),
        column("verdict"),
        column("remark"),
        column("source"),
    )


def score_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the table `scores`: figures as printed, and those the page computes."""
    del agency
    if year.scores is not None and year.catalogue is not None:
        scores = _scores(year.scores.value, year.catalogue)
        yield table("scores", _columns(context, year.fiscal_year), scores)


def _scores(scores: Scores, rules: Catalogue) -> Iterator[OpenScore]:
    sheet = score_sheet(scores, rules)
    total = sheet.value(TOTAL)
    if total is not None:
        yield OpenScore(kind="total", score=total, computed=scores.total is None)
    level = scores.level or (sheet.level.title if sheet.level else "")
    if level:
        yield OpenScore(kind="level", computed=scores.level is None, verdict=level)
    instruments = [one.code for one in rules.instruments]
    yield from _lines("instrument", scores.instruments, sheet, instruments)
    indicators = [one.code for one in rules.indicators]
    yield from _lines("indicator", scores.indicators, sheet, indicators)
    yield from _lines("sub-indicator", scores.sub_indicators, sheet)
    for question in scores.questions:
        yield from _question(question)
    yield from _lines("item", scores.items, sheet)


def _lines(
    kind: str,
    lines: tuple[ScoreLine, ...],
    sheet: ScoreSheet,
    known: list[str] | None = None,
) -> Iterator[OpenScore]:
    for line in lines:
        yield OpenScore(
            kind=kind,
            code=line.code,
            wording=line.wording,
            score=line.score,
            verdict=line.verdict,
            remark=line.remark,
            source=line.source,
        )
    printed = {line.code for line in lines}
    for code in known or ():
        value = sheet.value(code)
        if code not in printed and value is not None:
            yield OpenScore(kind=kind, code=code, score=value, computed=True)


def _question(question: QuestionScore) -> Iterator[OpenScore]:
    yield OpenScore(
        kind="question",
        code=question.code,
        part=question.part,
        wording=question.wording,
        score=question.score,
        remark=question.remark,
        source=question.source,
    )
    for one in question.statements:
        yield OpenScore(
            kind="statement",
            code=question.code,
            part=question.part,
            wording=one.text,
            score=one.score,
            source=question.source,
        )
