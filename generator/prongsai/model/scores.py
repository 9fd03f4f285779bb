"""`scores.yml`: the result of one assessment year, every figure as printed."""

from enum import StrEnum

from prongsai.model.fields import Code, Record, Score, Text
from prongsai.model.source import Source
from prongsai.model.unplaced import Unplaced


class Part(StrEnum):
    """The two parts of the EIT since 2566: answered by visitors, asked by assessors."""

    PUBLIC = "public"
    SURVEY = "survey"


class StatementScore(Record):
    """One statement of a question (`เข้าถึงง่าย ไม่ซับซ้อน`)."""

    text: Text
    score: Score | None = None


class ScoreLine(Record):
    """The score of an instrument, indicator, sub-indicator or item.

    `wording` is what the document calls it where that differs from the catalogue;
    `verdict` its own judgement (ผ่านเกณฑ์); `remark` what it says next to the figure.
    `source` is the document that prints the score, where the file has several.
    """

    code: Code
    score: Score
    wording: Text | None = None
    verdict: Text | None = None
    remark: Text | None = None
    source: Text | None = None


class QuestionScore(Record):
    """The score of a question, `part` where the document has the two EIT parts.

    `source` is the document that prints the score, where the file has several.
    """

    code: Code
    part: Part | None = None
    score: Score | None = None
    wording: Text | None = None
    remark: Text | None = None
    source: Text | None = None
    statements: tuple[StatementScore, ...] = ()


class Scores(Record):
    """All figures of one year; what a document does not print is left out."""

    source: Source | None = None
    year_inferred: Text | None = None
    total: Score | None = None
    level: Text | None = None
    instruments: tuple[ScoreLine, ...] = ()
    indicators: tuple[ScoreLine, ...] = ()
    sub_indicators: tuple[ScoreLine, ...] = ()
    questions: tuple[QuestionScore, ...] = ()
    items: tuple[ScoreLine, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
