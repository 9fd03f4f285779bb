"""The six-month report of Mueang Chan against its document: days, names and words."""

import datetime
import re

import pytest

from mueang_chan_document import HEADER, fold, work_cells
from prongsai.model.agency import Agency
from prongsai.model.measures import FollowUpBy, Measure, Measures, Repeats
from prongsai.thai.dates import MONTHS, format_long
from prongsai.thai.digits import to_arabic
from seeds import CONTENT, decimals, load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds
LONGEST_QUOTE = 60


@pytest.fixture(scope="module")
def text() -> str:
    """Return the document without tags, in Arabic digits; tabs and lines stay."""
    return to_arabic(re.sub(r"<[^>\n]*>", " ", seed_text("002")))


@pytest.fixture(scope="module")
def rows(text: str) -> list[list[str]]:
    return [row for row in table_rows(text) if not fold(row[0]).startswith(HEADER)]


@pytest.fixture(scope="module")
def report() -> Measures:
    return load(Measures, "mueang-chan/2566/measures.yml")


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "mueang-chan/agency.yml")


def test_a_deadline_is_a_date_only_where_month_and_year_are_printed(
    rows: list[list[str]], report: Measures
) -> None:
    pattern = rf"ภายในเดือน\s*((?:{'|'.join(MONTHS)}) \d{{4}})"
    count = 0
    for row, measure in zip(rows, report.measures, strict=True):
        due = [f.due for f in measure.follow_up if f.due]
        months = [format_long(date).split(" ", maxsplit=1)[1] for date in due]
        assert re.findall(pattern, " ".join(row[2:4])) == months, measure.id
        # Nothing but the last day of the month is implied by "within the month".
        assert all(map(_is_last_of_month, due)), measure.id
        count += len(due)
    assert count == 14


def test_deadlines_stand_in_their_row_as_printed(
    rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        cells = fold(" ".join(row[2:4]))
        for follow_up in measure.follow_up:
            assert fold(follow_up.due_text or "") in cells, follow_up.id


def test_what_recurs_is_printed_so(report: Measures) -> None:
    words = {
        Repeats.MONTHLY: r"ทุกเดือน|สิ้นเดือน",
        Repeats.QUARTERLY: "ไตรมาส",
        Repeats.HALF_YEARLY: "ทุก 6 เดือน",
    }
    for measure in report.measures:
        for follow_up in measure.follow_up:
            printed = follow_up.due_text or ""
            found = [each for each, word in words.items() if re.search(word, printed)]
            assert found == [follow_up.repeats] * bool(follow_up.repeats), follow_up.id


def test_the_executive_follows_up_where_the_entry_begins_so(
    rows: list[list[str]], report: Measures
) -> None:
    for place, (row, measure) in enumerate(zip(rows, report.measures, strict=True)):
        cell = work_cells(place, row)[1]
        printed = len(re.findall(r"\d\. ?(?:ผู้บริหาร|ผู้บริหร)", cell))
        by = [f.by for f in measure.follow_up]
        assert printed == by.count(FollowUpBy.EXECUTIVE), measure.id


def test_responsible_units_are_the_whole_of_their_cell(
    rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        units = fold("".join(unit.text for unit in measure.units))
        if measure.id in {"procurement", "service-survey"}:
            # The cell goes on: with the steps, or with what the unit has to do.
            assert fold(row[1]).removeprefix("-").startswith(units), measure.id
        else:
            assert fold(row[1]) == units, measure.id


def test_the_agency_is_named_as_printed_and_its_units_are_used(
    text: str, report: Measures, agency: Agency
) -> None:
    assert agency.demonstration
    lines = text.splitlines()
    assert agency.name in lines
    assert f"อำเภอ{agency.district} จังหวัด{agency.province}" in lines
    assert [unit.name for unit in agency.units if unit.name not in text] == []
    references = {u.unit for m in report.measures for u in m.units if u.unit}
    known = {unit.id for unit in agency.units}
    assert references <= known
    assert {unit.parent for unit in agency.units if unit.parent} <= known


def test_the_title_and_the_period_are_printed_on_the_cover(
    text: str, report: Measures, agency: Agency
) -> None:
    (document,) = report.documents
    assert report.source
    assert agency.source
    assert fold(document.title) in fold(text)
    assert document.title == report.source.document == agency.source.document
    assert document.period_from
    assert document.period_to
    assert format_long(document.period_from) == "1 ตุลาคม 2565"
    assert format_long(document.period_to) == "31 มีนาคม 2566"


def test_every_number_stands_in_the_document(report: Measures, agency: Agency) -> None:
    # First and last day of a month are ours: the document prints months only.
    document = report.documents[0].model_copy(
        update={"period_from": None, "period_to": None}
    )
    measures = tuple(_without_due(measure) for measure in report.measures)
    plain = report.model_copy(update={"documents": (document,), "measures": measures})
    assert numbers_not_in(seed_text("002"), plain) == []
    assert numbers_not_in(seed_text("002"), agency) == []


def test_prose_is_in_other_words_than_the_document(text: str, report: Measures) -> None:
    whole = fold(text)
    quoted = [
        prose
        for measure in report.measures
        for prose in _prose(measure)
        if _quotes(whole, fold(prose))
    ]
    assert quoted == []
    assert report.source
    assert report.source.summarised


def test_ids_are_unique_in_the_year(report: Measures) -> None:
    ids = [document.id for document in report.documents]
    for measure in report.measures:
        ids += [measure.id, *(step.id for step in measure.steps)]
        ids += [follow_up.id for follow_up in measure.follow_up]
        ids += [result.id for result in measure.results]
    assert sorted(set(ids)) == sorted(ids)


def test_the_document_prints_no_score_and_no_scores_are_given() -> None:
    assert decimals(seed_text("002")) == []
    assert list((CONTENT / "mueang-chan").rglob("scores.yml")) == []


def _is_last_of_month(day: datetime.date) -> bool:
    return (day + datetime.timedelta(days=1)).day == 1


def _without_due(measure: Measure) -> Measure:
    follow_up = [each.model_copy(update={"due": None}) for each in measure.follow_up]
    return measure.model_copy(update={"follow_up": tuple(follow_up)})


def _prose(measure: Measure) -> list[str]:
    work = [step.text for step in measure.steps]
    work += [follow_up.text for follow_up in measure.follow_up]
    work += [result.summary for result in measure.results]
    return [*work, measure.note or ""]


def _quotes(document: str, prose: str) -> bool:
    """Return whether any run of 60 characters of `prose` is in `document`."""
    starts = range(len(prose) - LONGEST_QUOTE + 1)
    return any(prose[start : start + LONGEST_QUOTE] in document for start in starts)
