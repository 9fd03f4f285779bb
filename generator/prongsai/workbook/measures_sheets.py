"""The sheets of `measures.yml`."""

from collections.abc import Mapping

from prongsai.model.measures import Measure
from prongsai.workbook.columns import Column, Form, columns
from prongsai.workbook.entry_words import RESPONSIBLE, TARGETS
from prongsai.workbook.sheet import Key, Known, Sheet

TARGET = ("code", "part", "wording", "text")
QUOTED = ("code", "part", "score", "wording")

_measure, _measure_text = columns("Measure")
_step, _step_text = columns("Step")
_follow, _follow_text = columns("FollowUp")
_result, _result_text = columns("Result")
_outcome, _outcome_text = columns("Outcome")
_analysis, _analysis_text = columns("Analysis")
_selection, _selection_text = columns("Selection")
_document, _document_text = columns("Document")
_total, _total_text = columns("Scores")
_source, _source_text = columns("Source")

_OF_MEASURE = (
    _measure("measure", Form.PLAIN, 36, key=True, choices="measures"),
    _measure_text("measure_title", 32, shown=True, aside=True),
)


def _measure_title(known: Known, key: Key) -> dict[str, str]:
    return {"measure_title": known.measures.get(key[0], "")}


def _without_results(known: Known) -> list[Key]:
    return [(one, "") for one in known.without_results]


def _signature(name: str) -> tuple[Column, ...]:
    make, text = columns("Signature")
    return (
        text(f"{name}.post", 28),
        text(f"{name}.name", 24),
        text(f"{name}.acting_for", 24),
        make(f"{name}.date", Form.DATE, 14),
    )


SOURCE = (
    _source_text("source.document", 50),
    _source("source.url", Form.EXACT, 40),
    _source("source.summarised", Form.CHOICE, 16, choices="Flag"),
    _source_text("source.note", 40),
)

_OWN_SHEETS = frozenset({"steps", "follow_up", "results", "outcomes"})
_OF_FIELD: Mapping[str, tuple[Column, ...]] = {
    "id": (_measure("id", Form.PLAIN, 16, key=True),),
    "title": (_measure_text("title", 36),),
    "topic": (_measure("topic", Form.CHOICE, 18, choices="topics"),),
    "addresses": (
        _measure("addresses", Form.ENTRIES, 30, parts=TARGET, choices=TARGETS),
    ),
    "findings": (_measure("findings", Form.LINES, 32),),
    "units": (
        _measure(
            "units", Form.ENTRIES, 24, parts=("text", "unit"), choices=RESPONSIBLE
        ),
    ),
    "schedule": (
        _measure_text("schedule.text", 20, model="Schedule"),
        _measure("schedule.from", Form.DATE, 14, model="Schedule"),
        _measure("schedule.to", Form.DATE, 14, model="Schedule"),
        _measure(
            "schedule.repeats", Form.CHOICE, 12, model="Schedule", choices="Repeats"
        ),
    ),
    "expected": (_measure("expected", Form.LINES, 32),),
    "recommendation": (_measure_text("recommendation", 28),),
}
"""The columns of a field of a measure; any other field is one text."""

MEASURES = Sheet(
    name="measures",
    kind="measures",
    lists=("measures",),
    model="Measure",
    columns=tuple(
        column
        for name in Measure.model_fields
        if name not in _OWN_SHEETS
        for column in _OF_FIELD.get(name) or (_measure_text(name, 20),)
    ),
    prefix="m",
    per_unit=True,
)
STEPS = Sheet(
    name="steps",
    kind="measures",
    lists=("measures", "steps"),
    model="Step",
    shown=_measure_title,
    columns=(
        *_OF_MEASURE,
        _step("id", Form.PLAIN, 22, key=True),
        _step("parent", Form.PLAIN, 30, choices="steps"),
        _step_text("label", 10),
        _step_text("text", 70),
    ),
    prefix="step",
    inner="steps",
    per_unit=True,
)
FOLLOW_UP = Sheet(
    name="follow-up",
    kind="measures",
    lists=("measures", "follow_up"),
    model="FollowUp",
    shown=_measure_title,
    columns=(
        *_OF_MEASURE,
        _follow("id", Form.PLAIN, 22, key=True),
        _follow("by", Form.CHOICE, 18, choices="FollowUpBy"),
        _follow_text("text", 60),
        _follow("due", Form.DATE, 14),
        _follow_text("due_text", 24),
        _follow("repeats", Form.CHOICE, 14, choices="Repeats"),
    ),
    prefix="follow",
    per_unit=True,
)
RESULTS = Sheet(
    name="results",
    kind="measures",
    lists=("measures", "results"),
    model="Result",
    shown=_measure_title,
    columns=(
        *_OF_MEASURE,
        _result("id", Form.PLAIN, 22, key=True),
        _result("answers", Form.LINES, 24, choices="work"),
        _result("round", Form.CHOICE, 14, choices="Round"),
        _result("status", Form.CHOICE, 16, choices="Status"),
        _result("date", Form.DATE, 14),
        _result_text("date_text", 18),
        _result_text("by", 26),
        _result_text("summary", 60),
        _result("evidence", Form.LINES, 30, choices="evidence"),
        _result_text("obstacle"),
    ),
    prefix="result",
    offered=_without_results,
    per_unit=True,
)
OUTCOMES = Sheet(
    name="outcomes",
    kind="measures",
    lists=("measures", "outcomes"),
    model="Outcome",
    shown=_measure_title,
    columns=(
        *_OF_MEASURE,
        _outcome("ordinal", Form.PLAIN, 8, key=True),
        _outcome_text("text", 60),
        _outcome("scores", Form.ENTRIES, 40, parts=QUOTED, choices=TARGETS),
    ),
    ordinal=True,
    per_unit=True,
)
ANALYSIS = Sheet(
    name="analysis",
    kind="measures",
    lists=("analysis",),
    model="Analysis",
    columns=(
        _analysis("id", Form.PLAIN, 22, key=True),
        _analysis("kind", Form.CHOICE, 16, choices="AnalysisKind"),
        _analysis("scope", Form.ENTRIES, 36, parts=TARGET, choices=TARGETS),
        _analysis("selection", Form.PLAIN, 30, choices="selections"),
        _analysis("direction", Form.CHOICE, 14, choices="Direction"),
        _analysis_text("text", 60),
        _analysis_text("no_measure"),
    ),
    prefix="a",
)
SELECTION = Sheet(
    name="selection",
    kind="measures",
    lists=("selection",),
    model="Selection",
    columns=(
        _selection("ordinal", Form.PLAIN, 8, key=True),
        _selection("id", Form.PLAIN, 18, aside=True),
        _selection("rule", Form.CHOICE, 20, choices="SelectionRule"),
        _selection("value", Form.NUMBER, 12),
        _selection("count", Form.NUMBER, 10),
        _selection_text("heading", 60),
    ),
    ordinal=True,
)
DOCUMENTS = Sheet(
    name="documents",
    kind="measures",
    lists=("documents",),
    model="Document",
    columns=(
        _document("id", Form.PLAIN, 20, key=True),
        _document("kind", Form.CHOICE, 14, choices="DocumentKind"),
        _document_text("title", 50),
        _document("round", Form.CHOICE, 14, choices="Round"),
        _document("period_from", Form.DATE, 14),
        _document("period_to", Form.DATE, 14),
        _document_text("number", 18),
        _document("date", Form.DATE, 14),
        *_signature("prepared_by"),
        *_signature("reviewed_by"),
        *_signature("approved_by"),
        _document("signed_file", Form.EXACT, 40),
    ),
    prefix="document",
)
MEASURES_SOURCE = Sheet(
    name="measures-source",
    kind="measures",
    lists=(),
    model="Measures",
    columns=(*SOURCE, _total_text("year_inferred")),
)
