"""Every sheet of a workbook: which records of which file, in which columns.

To add a sheet: one entry in `SHEETS`, and its name and help in `messages/workbook.yml`.
"""

from dataclasses import dataclass

from prongsai.workbook.columns import Column, Form, columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Records of one kind.

    Attributes:
        name: its word in `messages/workbook.yml`.
        kind: of the YAML file.
        lists: the lists on the path to the records; none where the file is the record.
        model: name of the records' model.
        columns: keys first.
        ordinal: the records have no ids: their place in the list is the key.
        prefix: word in new ids, empty where the id is a code.
        per_unit: a unit's own workbook has it too.
    """

    name: str
    kind: str
    lists: tuple[str, ...]
    model: str
    columns: tuple[Column, ...]
    ordinal: bool = False
    prefix: str = ""
    per_unit: bool = False

    @property
    def keys(self) -> tuple[Column, ...]:
        """Return the columns that identify the record of a row."""
        return tuple(column for column in self.columns if column.key)

    @property
    def data(self) -> tuple[Column, ...]:
        """Return the columns that are merged."""
        return tuple(column for column in self.columns if column.data)


TARGET = ("code", "part", "wording", "text")

_measure, _measure_text = columns("Measure")
_step, _step_text = columns("Step")
_follow, _follow_text = columns("FollowUp")
_result, _result_text = columns("Result")
_outcome, _outcome_text = columns("Outcome")
_analysis, _analysis_text = columns("Analysis")
_selection, _selection_text = columns("Selection")
_document, _document_text = columns("Document")
_disclosure, _disclosure_text = columns("Disclosure")
_evidence, _evidence_text = columns("Evidence")
_component, _component_text = columns("ComponentDisclosure")
_score, _score_text = columns("QuestionScore")
_total, _total_text = columns("Scores")
_survey, _survey_text = columns("Survey")
_source, _source_text = columns("Source")

_OF_MEASURE = (
    _measure("measure", Form.PLAIN, 18, key=True, choices="measures"),
    _measure_text("measure_title", 32, shown=True),
)
_OF_ITEM = (
    _disclosure("code", Form.PLAIN, 9, key=True, choices="items"),
    _disclosure_text("item_title", 32, shown=True),
)


def _signature(name: str) -> tuple[Column, ...]:
    make, text = columns("Signature")
    return (
        text(f"{name}.post", 28),
        text(f"{name}.name", 24),
        text(f"{name}.acting_for", 24),
        make(f"{name}.date", Form.DATE, 14),
    )


_SOURCE = (
    _source_text("source.document", 50),
    _source("source.url", Form.EXACT, 40),
    _source("source.summarised", Form.CHOICE, 16, choices="Flag"),
    _source_text("source.note", 40),
)

MEASURES = Sheet(
    name="measures",
    kind="measures",
    lists=("measures",),
    model="Measure",
    columns=(
        _measure("id", Form.PLAIN, 16, key=True),
        _measure_text("title", 36),
        _measure("topic", Form.CHOICE, 18, choices="topics"),
        _measure("addresses", Form.ENTRIES, 24, parts=TARGET),
        _measure("findings", Form.LINES, 32),
        _measure("units", Form.ENTRIES, 24, parts=("text", "unit")),
        _measure_text("schedule.text", 20, model="Schedule"),
        _measure("schedule.from", Form.DATE, 14, model="Schedule"),
        _measure("schedule.to", Form.DATE, 14, model="Schedule"),
        _measure(
            "schedule.repeats", Form.CHOICE, 12, model="Schedule", choices="Repeats"
        ),
        _measure("expected", Form.LINES, 32),
        _measure_text("recommendation", 28),
        _measure_text("note", 20),
    ),
    prefix="m",
    per_unit=True,
)
STEPS = Sheet(
    name="steps",
    kind="measures",
    lists=("measures", "steps"),
    model="Step",
    columns=(
        *_OF_MEASURE,
        _step("id", Form.PLAIN, 22, key=True),
        _step("parent", Form.PLAIN, 22),
        _step_text("label", 10),
        _step_text("text", 70),
    ),
    prefix="step",
    per_unit=True,
)
FOLLOW_UP = Sheet(
    name="follow-up",
    kind="measures",
    lists=("measures", "follow_up"),
    model="FollowUp",
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
        _result("evidence", Form.LINES, 22),
        _result_text("obstacle"),
    ),
    prefix="result",
    per_unit=True,
)
OUTCOMES = Sheet(
    name="outcomes",
    kind="measures",
    lists=("measures", "outcomes"),
    model="Outcome",
    columns=(
        *_OF_MEASURE,
        _outcome("ordinal", Form.PLAIN, 8, key=True),
        _outcome_text("text", 60),
        _outcome(
            "scores", Form.ENTRIES, 40, parts=("code", "part", "score", "wording")
        ),
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
        _analysis("scope", Form.ENTRIES, 36, parts=TARGET),
        _analysis("selection", Form.PLAIN, 18),
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
        _selection("id", Form.PLAIN, 18),
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
    columns=(*_SOURCE, _total_text("year_inferred")),
)
DISCLOSURES = Sheet(
    name="disclosures",
    kind="disclosures",
    lists=("items",),
    model="Disclosure",
    columns=(
        *_OF_ITEM,
        _disclosure("owner", Form.CHOICE, 26, choices="units"),
        _disclosure("due", Form.DATE, 14),
        _disclosure("updated", Form.DATE, 14),
        _disclosure_text("explanation", 60),
        _disclosure("visibility", Form.CHOICE, 18, choices="Visibility"),
        _disclosure("assessor.score", Form.NUMBER, 12, model="Assessor"),
        _disclosure_text("assessor.comment", 40, model="Assessor"),
        _disclosure_text("assessor.reply", 40, model="Assessor"),
        _disclosure("assessor.deadline", Form.DATE, 14, model="Assessor"),
    ),
    per_unit=True,
)
EVIDENCE = Sheet(
    name="evidence",
    kind="disclosures",
    lists=("items", "evidence"),
    model="Evidence",
    columns=(
        *_OF_ITEM,
        _evidence("id", Form.PLAIN, 24, key=True),
        _evidence_text("title", 44),
        _evidence("file", Form.EXACT, 40),
        _evidence("url", Form.EXACT, 40),
        _evidence("date", Form.DATE, 14),
        _evidence("year", Form.NUMBER, 10),
        _evidence_text("description", 44),
        _evidence_text("personal_data", 30),
    ),
    prefix="doc",
    per_unit=True,
)
ANSWERS = Sheet(
    name="answers",
    kind="disclosures",
    lists=("items", "components"),
    model="ComponentDisclosure",
    columns=(
        *_OF_ITEM,
        _component("id", Form.PLAIN, 26, key=True, choices="components"),
        _component_text("component_text", 50, shown=True),
        _component_text("text", 60),
        _component("evidence", Form.LINES, 28),
    ),
    per_unit=True,
)
SCORES = Sheet(
    name="scores",
    kind="scores",
    lists=("*",),
    model="QuestionScore",
    columns=(
        _score("code", Form.PLAIN, 9, key=True),
        _score("part", Form.CHOICE, 24, key=True, choices="Part"),
        _score_text("code_title", 50, shown=True),
        _score("score", Form.NUMBER, 10),
        _score_text("wording", 50),
        _score_text("verdict", 18, model="ScoreLine"),
        _score_text("remark", 30),
        _score("statements", Form.ENTRIES, 40, parts=("text", "score")),
    ),
)
"""Its list depends on the code: instruments, indicators… (`tables.score_list`)."""

TOTAL = Sheet(
    name="total",
    kind="scores",
    lists=(),
    model="Scores",
    columns=(
        _total("total", Form.NUMBER, 12),
        _total_text("level", 16),
        _total_text("year_inferred"),
        *_SOURCE,
    ),
)
SURVEY = Sheet(
    name="survey",
    kind="survey",
    lists=(),
    model="Survey",
    columns=(
        _survey("link", Form.EXACT, 44),
        _survey("opens", Form.DATE, 14),
        _survey("closes", Form.DATE, 14),
        _survey("how_to", Form.LINES, 60),
        _survey_text("note", 50),
    ),
)
_manual, _manual_text = columns("Component")

MANUAL_ITEMS = Sheet(
    name="manual-items",
    kind="catalogue",
    lists=("items",),
    model="LocalItem",
    columns=(
        *_OF_ITEM,
        _manual("components_known", Form.CHOICE, 22, model="LocalItem", choices="Flag"),
    ),
)
MANUAL = Sheet(
    name="manual",
    kind="catalogue",
    lists=("items", "components"),
    model="Component",
    columns=(
        *_OF_ITEM,
        _manual("id", Form.PLAIN, 26, key=True),
        _manual_text("known_text", 60, shown=True),
        _manual("authority", Form.CHOICE, 24, shown=True, choices="Authority"),
        _manual("tick", Form.CHOICE, 18, choices="Flag"),
        _manual("sources", Form.PAGE, 12),
        _manual_text("text", 60),
        _manual_text("note", 40),
    ),
    prefix="component",
)

SHEETS = (
    MEASURES,
    STEPS,
    FOLLOW_UP,
    RESULTS,
    OUTCOMES,
    DISCLOSURES,
    EVIDENCE,
    ANSWERS,
    SCORES,
    TOTAL,
    SURVEY,
    ANALYSIS,
    SELECTION,
    DOCUMENTS,
    MEASURES_SOURCE,
    MANUAL_ITEMS,
    MANUAL,
)
"""Every sheet, in the order of the workbook."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
