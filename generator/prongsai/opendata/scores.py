"""The scores of a year in long form: one figure a row."""

from collections.abc import Iterator

from prongsai.assessment.score_sheet import TOTAL, ScoreSheet, score_sheet
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Catalogue
from prongsai.model.scores import Part, QuestionScore, ScoreLine, Scores
from prongsai.opendata.table import Cell, ColumnKind, OpenTable, choice, make, of, text
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
_FIELDS = (
    *choice("kind", _KINDS),
    *text("code"),
    *choice("part", Part),
    *text("title", "wording"),
    *of("score", ColumnKind.NUMBER),
    *of("computed", ColumnKind.FLAG),
    *text("verdict", "remark", "source"),
)


def score_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the table `scores`: figures as printed, and those the page computes."""
    del agency
    if year.scores is not None and year.catalogue is not None:
        titles = context.titles.get(year.fiscal_year, {})
        rows = tuple(_rows(year.scores.value, year.catalogue))
        named = (_titled(row, titles.get(str(row[1]), "")) for row in rows)
        yield make("scores", _FIELDS, named)


def _titled(row: tuple[Cell, ...], title: str) -> tuple[Cell, ...]:
    kind, code, part, wording, *rest = row
    known = "" if kind == "statement" else title
    return (kind, code, part, known, None if wording == known else wording, *rest)


def _rows(scores: Scores, rules: Catalogue) -> Iterator[tuple[Cell, ...]]:
    """Yield kind, code, part, wording, score, computed, verdict, remark, source."""
    sheet = score_sheet(scores, rules)
    total = sheet.value(TOTAL)
    if total is not None:
        yield "total", "", "", "", total, scores.total is None, "", "", ""
    level = scores.level or (sheet.level.title if sheet.level else "")
    if level:
        yield "level", "", "", "", None, scores.level is None, level, "", ""
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
) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        row = (line.wording, line.score, False, line.verdict, line.remark)
        yield kind, line.code, "", *row, line.source
    printed = {line.code for line in lines}
    for code in known or ():
        value = sheet.value(code)
        if code not in printed and value is not None:
            yield kind, code, "", "", value, True, "", "", ""


def _question(question: QuestionScore) -> Iterator[tuple[Cell, ...]]:
    part = str(question.part or "")
    row = (question.wording, question.score, False, "", question.remark)
    yield "question", question.code, part, *row, question.source
    for one in question.statements:
        row = (one.text, one.score, False, "", "")
        yield "statement", question.code, part, *row, question.source
