"""เทศบาลตำบลโพหัก: the YAML says what document 001 says, no more and no less."""

import re
from collections.abc import Iterator

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import Measures, Repeats
from prongsai.model.scores import Scores
from prongsai.thai.codes import INSTRUMENTS
from prongsai.thai.dates import fiscal_year_end, fiscal_year_start
from prongsai.thai.digits import to_arabic
from seeds import decimals, load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds

COPIED = 60
"""A run of so many letters that is also in the document counts as copied."""

TITLE, STEPS, UNITS, SCHEDULE, RESULTS, RECOMMENDATION = range(6)


@pytest.fixture(scope="module")
def document() -> str:
    return seed_text("001")


@pytest.fixture(scope="module")
def folded(document: str) -> str:
    return fold(document)


@pytest.fixture(scope="module")
def lines(document: str) -> list[list[str]]:
    """The rows of the indicators: name, score, remark."""
    return [
        [fold(cell) for cell in row] for row in table_rows(document) if len(row) == 3
    ]


@pytest.fixture(scope="module")
def rows(document: str) -> list[list[str]]:
    """The rows of the measures, without the three rows of headings."""
    found = [[fold(cell) for cell in row] for row in table_rows(document)]
    return [row for row in found if re.match(r"\d\.", row[TITLE]) and len(row) == 6]


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "phohak/agency.yml")


@pytest.fixture(scope="module")
def scores() -> Scores:
    return load(Scores, "phohak/2563/scores.yml")


@pytest.fixture(scope="module")
def measures() -> Measures:
    return load(Measures, "phohak/2564/measures.yml")


def fold(text: str) -> str:
    """Return `text` with Arabic digits, without tags, on one line."""
    return " ".join(re.sub(r"</?p>", " ", to_arabic(text)).split())


def bullets(cell: str) -> list[str]:
    """Split a cell at its hyphens; one without them is one entry."""
    return [part.strip() for part in re.split(r"(?:^| )-", cell) if part.strip()]


def summaries(scores: Scores, measures: Measures) -> Iterator[str]:
    """Yield all prose that has to be in words of our own."""
    yield from (indicator.remark or "" for indicator in scores.indicators)
    yield from (analysis.text for analysis in measures.analysis)
    for measure in measures.measures:
        yield from (step.text for step in measure.steps)
        yield from (result.summary for result in measure.results)
        yield measure.recommendation or ""


def test_the_document_has_ten_indicators_and_eight_measures_in_three_tables(
    document: str, lines: list[list[str]], rows: list[list[str]]
) -> None:
    heads = [row for row in table_rows(document) if row[TITLE] == "มาตรการ/แนวทาง"]
    scored = [row for row in lines if row[1].endswith("คะแนน")]
    tables, indicators, measures = 3, 10, 8
    assert (tables, indicators, measures) == (len(heads), len(scored), len(rows))


def test_the_agency_is_named_as_printed(agency: Agency, folded: str) -> None:
    assert agency.demonstration
    assert agency.source is not None
    assert f"ของ{agency.name} " in folded
    assert folded.startswith(agency.source.document)
    assert not [unit.name for unit in agency.units if unit.name not in folded]


def test_a_province_that_is_not_printed_is_owned_up_to(
    agency: Agency, folded: str
) -> None:
    assert agency.province not in folded
    assert agency.district is None
    assert "ชื่อจังหวัดไม่มีในเอกสาร" in (agency.note or "")


def test_total_and_level_are_as_printed(folded: str, scores: Scores) -> None:
    assert f"{scores.total} คะแนน อยู่ในระดับ {scores.level} " in folded


def test_every_indicator_has_its_score_as_printed(
    document: str, lines: list[list[str]], scores: Scores
) -> None:
    expected = [
        (row[0].split(".")[0], row[1]) for row in lines if row[1].endswith("คะแนน")
    ]
    assert expected == [
        (indicator.code, f"{indicator.score} คะแนน") for indicator in scores.indicators
    ]
    printed = [str(scores.total)] + [str(line.score) for line in scores.indicators]
    assert sorted([*printed, "85.00"]) == sorted(decimals(document))  # 85.00: criterion


def test_names_that_differ_from_the_official_ones_are_as_printed(
    lines: list[list[str]], scores: Scores
) -> None:
    names = dict(row[0].split(".") for row in lines if row[1].endswith("คะแนน"))
    assert {"5": names["5"], "8": names["8"]} == {
        indicator.code: indicator.wording
        for indicator in scores.indicators
        if indicator.wording
    }


def test_a_remark_stands_where_the_document_has_one(
    lines: list[list[str]], scores: Scores, measures: Measures
) -> None:
    scored = [row for row in lines if row[1].endswith("คะแนน")]
    assert [row[0].split(".")[0] for row in scored if row[2]] == [
        indicator.code for indicator in scores.indicators if indicator.remark
    ]
    assert list(INSTRUMENTS) == [
        analysis.scope[0].code.code
        for analysis in measures.analysis
        if analysis.scope[0].code
    ]
    codes = [target.code for part in measures.analysis for target in part.scope]
    assert {2563} == {code.year for code in codes if code}


def test_every_measure_has_its_title_as_printed(
    rows: list[list[str]], measures: Measures
) -> None:
    assert [row[TITLE] for row in rows] == [
        f"{number}.{measure.title}"
        for number, measure in enumerate(measures.measures, start=1)
    ]


def test_no_step_is_lost_and_numbers_are_kept(
    rows: list[list[str]], measures: Measures
) -> None:
    expected = [re.findall(r"(?:^| )(\d)\.", row[STEPS]) for row in rows]
    assert expected == [
        [step.label for step in measure.steps] for measure in measures.measures
    ]


def test_units_are_as_printed_and_known(
    rows: list[list[str]], agency: Agency, measures: Measures
) -> None:
    assert [bullets(row[UNITS]) for row in rows] == [
        [unit.text for unit in measure.units] for measure in measures.measures
    ]
    linked = {unit.unit for measure in measures.measures for unit in measure.units}
    known = {unit.id for unit in agency.units}
    assert set() == linked - known - {None}
    assert set() == {unit.parent for unit in agency.units} - known - {None}


def test_schedules_are_as_printed_and_span_the_fiscal_year(
    rows: list[list[str]], measures: Measures
) -> None:
    schedules = [measure.schedule for measure in measures.measures]
    assert [row[SCHEDULE] for row in rows] == [
        schedule.text for schedule in schedules if schedule
    ]
    assert {(fiscal_year_start(2564), fiscal_year_end(2564))} == {
        (schedule.start, schedule.end) for schedule in schedules if schedule
    }
    words = {"รายไตรมาส": Repeats.QUARTERLY, "รายเดือน": Repeats.MONTHLY}
    assert [
        next((words[word] for word in words if word in row[SCHEDULE]), None)
        for row in rows
    ] == [schedule.repeats for schedule in schedules if schedule]


def test_every_measure_has_its_results_and_a_recommendation(
    rows: list[list[str]], measures: Measures
) -> None:
    assert [len(bullets(row[RESULTS])) for row in rows] == [
        len(measure.results) for measure in measures.measures
    ]
    assert [bool(row[RECOMMENDATION]) for row in rows] == [
        bool(measure.recommendation) for measure in measures.measures
    ]


def test_results_claim_neither_round_nor_day(measures: Measures) -> None:
    results = [result for measure in measures.measures for result in measure.results]
    assert {(None, None, ())} == {(one.round, one.date, one.answers) for one in results}


def test_ids_are_used_once(measures: Measures) -> None:
    ids = [measure.id for measure in measures.measures]
    for measure in measures.measures:
        ids += [step.id for step in measure.steps]
        ids += [result.id for result in measure.results]
    assert len(ids) == len(set(ids))


def test_every_number_is_printed_in_the_document(
    document: str, agency: Agency, scores: Scores, measures: Measures
) -> None:
    assert not numbers_not_in(document, agency)
    assert not numbers_not_in(document, scores)
    # The first and last day follow from the fiscal year; the document prints no day.
    undated = [
        measure.model_copy(
            update={
                "schedule": measure.schedule
                and measure.schedule.model_copy(update={"start": None, "end": None})
            }
        )
        for measure in measures.measures
    ]
    without_days = measures.model_copy(update={"measures": tuple(undated)})
    assert not numbers_not_in(document, without_days)


def test_sentences_are_not_copied(
    folded: str, scores: Scores, measures: Measures
) -> None:
    assert not [
        text
        for text in summaries(scores, measures)
        for start in range(len(text) - COPIED + 1)
        if text[start : start + COPIED] in folded
    ]
