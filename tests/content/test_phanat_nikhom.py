"""เทศบาลเมืองพนัสนิคม: the YAML says what document 000 says, no more and no less."""

import re
from collections.abc import Iterator

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import Measures
from prongsai.model.scores import Part, QuestionScore, Scores
from prongsai.thai.digits import to_arabic
from seeds import load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds

COPIED = 60
"""A run of so many letters that is also in the document counts as copied."""

QUESTION, SCORE, FINDING, STEPS, UNIT, FOLLOW_UP, RESULTS, OUTCOMES = range(8)


@pytest.fixture(scope="module")
def document() -> str:
    return seed_text("000")


@pytest.fixture(scope="module")
def folded(document: str) -> str:
    return " ".join(to_arabic(document).split())


@pytest.fixture(scope="module")
def rows(document: str) -> list[list[str]]:
    """Every question's row; the row that goes on in the next table is joined."""
    joined: list[list[str]] = []
    for row in table_rows(document):
        if re.match(r"[Ee]\d", row[QUESTION]):
            joined.append(row)
        elif not row[QUESTION]:
            pairs = zip(joined[-1], row, strict=True)
            joined[-1] = [before + after for before, after in pairs]
    return joined


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "phanat-nikhom/agency.yml")


@pytest.fixture(scope="module")
def scores() -> Scores:
    return load(Scores, "phanat-nikhom/2566/scores.yml")


@pytest.fixture(scope="module")
def measures() -> Measures:
    return load(Measures, "phanat-nikhom/2567/measures.yml")


def entries(cell: str) -> int:
    """Count the list items of a cell; a cell without a list is one entry."""
    return cell.count("<li>") or 1


def code_of(row: list[str]) -> str:
    return row[QUESTION].split(" ", 1)[0].lower()


def wording_of(row: list[str]) -> str:
    return row[QUESTION].split(" ", 1)[1]


def summaries(measures: Measures) -> Iterator[str]:
    """Yield all prose that has to be in words of our own."""
    for analysis in measures.analysis:
        yield analysis.text
    for measure in measures.measures:
        yield from measure.findings
        yield from (step.text for step in measure.steps)
        yield from (step.text for step in measure.follow_up)
        yield from (result.summary for result in measure.results)
        yield from (outcome.text or "" for outcome in measure.outcomes)


def test_the_document_has_six_tables_with_eight_questions(
    document: str, rows: list[list[str]]
) -> None:
    heads = [row for row in table_rows(document) if row[SCORE] == "ผลการประเมิน"]
    tables, questions = 6, 8
    assert (tables, questions) == (len(heads), len(rows))


def test_the_agency_is_named_as_printed(agency: Agency, folded: str) -> None:
    assert agency.demonstration
    assert agency.source is not None
    assert f"ของ{agency.name} " in folded
    assert agency.district_as_printed is not None
    assert agency.district_as_printed in folded
    assert f"จังหวัด{agency.province}" in folded
    assert folded.startswith(agency.source.document)
    assert not [unit.name for unit in agency.units if unit.name not in folded]


def test_every_score_is_there_with_its_part_and_wording(
    document: str, rows: list[list[str]], scores: Scores
) -> None:
    second_part = document.index("ส่วนที่ 2")
    expected = [
        (
            code_of(row),
            Part.SURVEY if document.index(row[QUESTION]) > second_part else Part.PUBLIC,
            row[SCORE],
            wording_of(row),
        )
        for row in rows
    ]

    def said(question: QuestionScore) -> tuple[object, ...]:
        score = str(question.score)
        return (question.code, question.part, score, question.wording)

    assert expected == [said(question) for question in scores.questions]


def test_what_the_document_does_not_print_is_left_out(scores: Scores) -> None:
    assert scores.total is None
    assert scores.level is None
    assert not scores.indicators
    assert not scores.instruments


def test_every_row_is_a_measure_that_addresses_its_question(
    rows: list[list[str]], scores: Scores, measures: Measures
) -> None:
    targets = [target for measure in measures.measures for target in measure.addresses]
    assert [code_of(row) for row in rows] == [
        target.code.code for target in targets if target.code
    ]
    assert {2566} == {target.code.year for target in targets if target.code}
    assert [question.part for question in scores.questions] == [
        target.part for target in targets
    ]
    assert [wording_of(row) for row in rows] == [target.wording for target in targets]


def test_no_entry_of_a_cell_is_lost_merged_or_added(
    rows: list[list[str]], measures: Measures
) -> None:
    columns = (FINDING, STEPS, FOLLOW_UP, RESULTS, OUTCOMES)
    expected = [[entries(row[column]) for column in columns] for row in rows]
    assert expected == [
        [
            len(measure.findings),
            len(measure.steps),
            len(measure.follow_up),
            len(measure.results),
            len(measure.outcomes),
        ]
        for measure in measures.measures
    ]


def test_steps_keep_the_numbers_of_the_document(
    rows: list[list[str]], measures: Measures
) -> None:
    assert [re.findall(r"<li>(\d+)\.", row[STEPS]) for row in rows] == [
        [step.label for step in measure.steps] for measure in measures.measures
    ]


def test_units_are_as_printed_and_known(
    rows: list[list[str]], agency: Agency, measures: Measures
) -> None:
    known = {unit.id: unit.name for unit in agency.units}
    units = [measure.units for measure in measures.measures]
    assert [[row[UNIT]] for row in rows] == [
        [unit.text for unit in row] for row in units
    ]
    linked = [unit for row in units for unit in row if unit.unit]
    assert [unit.text for unit in linked] == [known[unit.unit or ""] for unit in linked]


def test_the_follow_up_that_goes_on_in_the_next_table_is_whole(
    measures: Measures,
) -> None:
    (e14,) = [measure for measure in measures.measures if measure.id == "participation"]
    assert e14.follow_up[1].text.endswith("สื่อออนไลน์ของเทศบาล")


def test_the_analysis_covers_every_question_and_keeps_the_heading(
    folded: str, measures: Measures, scores: Scores
) -> None:
    (selection,) = measures.selection
    assert f"({selection.heading})" in folded
    scope = [target for part in measures.analysis for target in part.scope]
    assert [(question.code, question.part) for question in scores.questions] == [
        (target.code.code, target.part) for target in scope if target.code
    ]


def test_results_answer_nothing_because_their_numbers_are_not_those_of_steps(
    measures: Measures,
) -> None:
    assert not [
        answer
        for measure in measures.measures
        for result in measure.results
        for answer in result.answers
    ]


def test_ids_are_used_once(measures: Measures) -> None:
    ids = [measure.id for measure in measures.measures]
    for measure in measures.measures:
        ids += [step.id for step in measure.steps]
        ids += [step.id for step in measure.follow_up]
        ids += [result.id for result in measure.results]
    assert len(ids) == len(set(ids))


def test_every_number_is_printed_in_the_document(
    document: str, agency: Agency, scores: Scores, measures: Measures
) -> None:
    without_year = {"year_inferred": None}  # says that the year is not printed
    assert not numbers_not_in(document, agency)
    assert not numbers_not_in(document, scores.model_copy(update=without_year))
    assert not numbers_not_in(document, measures.model_copy(update=without_year))


def test_the_inferred_year_gives_its_reason(scores: Scores, measures: Measures) -> None:
    assert "2566" in (scores.year_inferred or "")
    assert "2566" in (measures.year_inferred or "")


def test_sentences_are_not_copied(folded: str, measures: Measures) -> None:
    assert not [
        text
        for text in summaries(measures)
        for start in range(len(text) - COPIED + 1)
        if text[start : start + COPIED] in folded
    ]
