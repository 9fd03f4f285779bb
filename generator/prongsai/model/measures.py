"""`measures.yml`: analysis of last year's result, measures, steps, results, outcomes.

The year of the file is the fiscal year in which the measures are carried out.
"""

from enum import StrEnum

from pydantic import Field

from prongsai.model.fields import Date, FilePath, Id, Record, Ref, Score, Text, Whole
from prongsai.model.scores import Part
from prongsai.model.source import Source
from prongsai.model.unplaced import Unplaced


class DocumentKind(StrEnum):
    """The two official documents about measures."""

    MEASURES = "measures"
    REPORT = "report"


class Round(StrEnum):
    """How much of the year a report covers (Oct–Mar, or Oct–Sep)."""

    SIX_MONTHS = "6-months"
    TWELVE_MONTHS = "12-months"


class Repeats(StrEnum):
    """How often something recurs."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


class Direction(StrEnum):
    """What an analysis asks of a score: `raise` it or `keep` it."""

    RAISE = "raise"
    KEEP = "keep"


class AnalysisKind(StrEnum):
    """`urgent` to correct, to `develop` further, or to `keep` up."""

    URGENT = "urgent"
    DEVELOP = "develop"
    KEEP = "keep"


class SelectionRule(StrEnum):
    """How the document picks what it treats."""

    BELOW = "below"
    ABOVE = "above"
    LOWEST = "lowest"
    HIGHEST = "highest"
    CHOSEN = "chosen"


class Status(StrEnum):
    """How far a piece of work is."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_STARTED = "not-started"


class FollowUpBy(StrEnum):
    """Who follows up: the staff report, or the executive watches."""

    STAFF = "staff"
    EXECUTIVE = "executive"


class Signature(Record):
    """Who prepared, reviewed or approved: a post, optionally a name."""

    post: Text
    name: Text | None = None
    acting_for: Text | None = None
    date: Date | None = None


class Document(Record):
    """One official document made of this file: the measures, or a report of a round."""

    id: Id
    kind: DocumentKind
    title: Text
    round: Round | None = None
    period_from: Date | None = None
    period_to: Date | None = None
    number: Text | None = None
    date: Date | None = None
    prepared_by: Signature | None = None
    reviewed_by: Signature | None = None
    approved_by: Signature | None = None
    signed_file: FilePath | None = None


class Target(Record):
    """What an analysis or a measure is about: a code, or words where there is none.

    `wording` is the document's own wording of the question or item.
    """

    code: Ref | None = None
    part: Part | None = None
    wording: Text | None = None
    text: Text | None = None


class Selection(Record):
    """The rule by which the document chose its issues, and its heading as printed."""

    id: Id | None = None
    rule: SelectionRule
    value: Score | None = None
    count: Whole | None = None
    heading: Text


class Analysis(Record):
    """One conclusion drawn from last year's scores.

    `no_measure` is the reason why no measure of the file answers it.
    """

    id: Id
    kind: AnalysisKind
    scope: tuple[Target, ...] = ()
    selection: Id | None = None
    direction: Direction | None = None
    text: Text
    no_measure: Text | None = None


class UnitReference(Record):
    """Who is responsible, as printed; `unit` is its id in `agency.yml`, if any."""

    text: Text
    unit: Id | None = None


class Step(Record):
    """One step; `label` is the document's own number, steps may nest three deep."""

    id: Id
    label: Text | None = None
    text: Text
    steps: tuple["Step", ...] = ()


class Schedule(Record):
    """When it is carried out: `text` as printed, the dates where they are sure."""

    text: Text
    start: Date | None = Field(None, alias="from")
    end: Date | None = Field(None, alias="to")
    repeats: Repeats | None = None


class FollowUp(Record):
    """How the measure is watched and reported; `due` only where the day is sure."""

    id: Id
    by: FollowUpBy | None = None
    text: Text
    due: Date | None = None
    due_text: Text | None = None
    repeats: Repeats | None = None


class Result(Record):
    """What was done. `answers` are ids of steps or follow-ups of the same measure."""

    id: Id
    answers: tuple[Id, ...] = ()
    round: Round | None = None
    status: Status | None = None
    date: Date | None = None
    date_text: Text | None = None
    by: Text | None = None
    summary: Text
    evidence: tuple[Id, ...] = ()
    obstacle: Text | None = None


class ScoreReference(Record):
    """A score that a document quotes; from before the measure's year, a baseline."""

    code: Ref
    part: Part | None = None
    score: Score | None = None
    wording: Text | None = None


class Outcome(Record):
    """What came of the measure, with the scores that the document quotes for it."""

    text: Text | None = None
    scores: tuple[ScoreReference, ...] = ()


class Measure(Record):
    """One measure; `title` is absent where the document has only the issue."""

    id: Id
    title: Text | None = None
    topic: Whole | None = None
    addresses: tuple[Target, ...] = ()
    findings: tuple[Text, ...] = ()
    steps: tuple[Step, ...] = ()
    units: tuple[UnitReference, ...] = ()
    schedule: Schedule | None = None
    budget: Text | None = None
    follow_up: tuple[FollowUp, ...] = ()
    results: tuple[Result, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    expected: tuple[Text, ...] = ()
    recommendation: Text | None = None
    note: Text | None = None


class Measures(Record):
    """The measures of one fiscal year with their analysis and results.

    `proposals` are what roll-over made of last year's scores; they are internal until a
    person takes them into `analysis`.
    """

    source: Source | None = None
    year_inferred: Text | None = None
    documents: tuple[Document, ...] = ()
    selection: tuple[Selection, ...] = ()
    analysis: tuple[Analysis, ...] = ()
    proposals: tuple[Analysis, ...] = ()
    measures: tuple[Measure, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
