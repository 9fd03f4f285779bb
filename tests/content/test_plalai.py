"""ปลาไหล: its measures against its document, counted here without the importer."""

import re
from datetime import date, timedelta

import pytest

from plalai_document import QUOTE, Row, in_pairs, measure_rows, plain, squeeze
from prongsai.model.agency import Agency
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.thai.digits import to_arabic
from seeds import load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds
MONTHS = {"ม.ค.": 1, "มี.ค.": 3, "ก.ย.": 9, "ต.ค.": 10, "ธ.ค.": 12}
LONG = 60


@pytest.fixture(scope="module")
def document() -> str:
    return seed_text("004")


@pytest.fixture(scope="module")
def measures() -> Measures:
    return load(Measures, "plalai/2568/measures.yml")


@pytest.fixture(scope="module")
def scores() -> Scores:
    return load(Scores, "plalai/2567/scores.yml")


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "plalai/agency.yml")


@pytest.fixture(scope="module")
def rows(document: str) -> list[Row]:
    return measure_rows(document)


def entries(cell: str, mark: str) -> int:
    """Count the entries that start with `mark`; a cell without it is one entry."""
    return len(re.findall(rf"(?:^|[\s>]){mark}\s", to_arabic(cell))) or 1


def expected_days(printed: str) -> tuple[date, date]:
    """Return the first and last day of months printed as `ม.ค. - มี.ค. 2568`."""
    text = to_arabic(printed)
    first, last = re.findall("|".join(map(re.escape, MONTHS)), text)
    years = [int(year) - 543 for year in re.findall(r"\d{4}", text)]
    start = date(years[0], MONTHS[first], 1)
    month_after = date(years[-1] + MONTHS[last] // 12, MONTHS[last] % 12 + 1, 1)
    return start, month_after - timedelta(days=1)


def test_the_document_has_eleven_tables_and_nineteen_measures(document: str) -> None:
    lines = table_rows(document)
    headers = [cells for cells in lines if cells[0].startswith("มาตรการ/โครงการ")]
    continued = [cells for cells in lines if not cells[0].strip()]

    assert {len(cells) for cells in lines} == {6}
    assert (len(headers), len(continued), len(lines)) == (11, 2, 11 + 2 + 19)


def test_each_measure_stands_under_its_topic(
    rows: list[Row], measures: Measures
) -> None:
    topics = [topic for topic, _ in rows]

    assert [topics.count(topic) for topic in range(1, 8)] == [4, 1, 1, 1, 3, 3, 6]
    assert topics == [measure.topic for measure in measures.measures]


def test_titles_units_and_schedules_are_as_printed(
    rows: list[Row], measures: Measures
) -> None:
    for measure, cells in in_pairs(measures, rows):
        assert measure.schedule is not None
        assert squeeze(cells[0]) == squeeze(measure.title or "")
        assert squeeze(cells[2]) == squeeze(measure.schedule.text)
        assert squeeze(cells[3]) == squeeze("/".join(u.text for u in measure.units))


def test_the_days_of_a_schedule_are_those_of_its_printed_months(
    rows: list[Row], measures: Measures
) -> None:
    for measure, cells in in_pairs(measures, rows):
        assert measure.schedule is not None
        days = (measure.schedule.start, measure.schedule.end)
        assert expected_days(cells[2]) == days


def test_each_step_and_each_result_of_the_document_has_its_entry(
    rows: list[Row], measures: Measures
) -> None:
    for measure, cells in in_pairs(measures, rows):
        assert entries(cells[1], "-") == len(measure.steps), measure.id
        assert entries(cells[4], r"\d\.") == len(measure.results), measure.id

    assert sum(len(measure.steps) for measure in measures.measures) == 25
    assert sum(len(measure.results) for measure in measures.measures) == 28


def test_nothing_stands_in_an_outcome_cell_beside_the_scores(rows: list[Row]) -> None:
    assert [QUOTE.sub("", plain(cells[5])).strip() for _, cells in rows] == [""] * 19


def test_the_title_is_as_printed(document: str, measures: Measures) -> None:
    (report,) = measures.documents
    source = measures.source

    assert source is not None
    assert squeeze(report.title) in squeeze(document)
    assert squeeze(document).startswith(squeeze(source.document))


def without_days(measures: Measures) -> Measures:
    """Drop the days of schedules: the document prints months, another test has them."""
    kept = []
    for measure in measures.measures:
        assert measure.schedule is not None
        bare = measure.schedule.model_copy(update={"start": None, "end": None})
        kept.append(measure.model_copy(update={"schedule": bare}))
    return measures.model_copy(update={"measures": tuple(kept)})


def test_every_number_is_in_the_document(
    document: str, measures: Measures, scores: Scores, agency: Agency
) -> None:
    for thing in (without_days(measures), scores, agency):
        assert numbers_not_in(document, thing) == []


def test_the_agency_says_no_more_than_the_document(
    document: str, agency: Agency, measures: Measures
) -> None:
    raw = squeeze(document)
    used = {unit.unit for measure in measures.measures for unit in measure.units}

    assert "จังหวัด" not in raw
    assert agency.province == "ไม่ระบุในเอกสาร"
    assert agency.demonstration
    assert all(part in raw for part in [agency.name, *(u.name for u in agency.units)])
    assert used - {None} == {unit.id for unit in agency.units}


def own_words(measures: Measures) -> list[str]:
    """Return the texts that must not be the document's own."""
    steps = [step.text for measure in measures.measures for step in measure.steps]
    results = [
        made.summary for measure in measures.measures for made in measure.results
    ]
    return steps + results


def test_no_long_stretch_of_a_summary_is_the_document_s_own(
    document: str, measures: Measures
) -> None:
    raw = squeeze(document)
    texts = [squeeze(text) for text in own_words(measures)]
    copied = [
        text[start : start + LONG]
        for text in texts
        for start in range(len(text) - LONG + 1)
        if text[start : start + LONG] in raw
    ]

    assert len(texts) == 25 + 28
    assert copied == []
