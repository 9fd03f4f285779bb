"""The six-month report of Mueang Chan against the document it was taken from.

The document is counted here with regular expressions alone: nine tables, a row a
measure. Cells are issue, unit, steps, follow-up, result, but the procurement row has
unit and steps in one cell, follow-ups in the third and a lone deadline in the fourth.
"""

import datetime
import re

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import FollowUpBy, Measure, Measures, Repeats, Status
from prongsai.thai.dates import MONTHS, format_long
from prongsai.thai.digits import to_arabic
from seeds import CONTENT, decimals, load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds

HEADER = "ประเด็นที่ต้องปรับปรุง"
PROCUREMENT = 2
UNNUMBERED_FIRST = 5
"""The row of internal measures: its first follow-up has lost its number."""

QUESTIONS = (
    *("e6", "e7", "e8", "e9", "e10", "e11", "e12", "e14", "e15"),
    *("i20", "i21", "i23", "i24"),
)
LEFT_OF_ISSUE = re.compile(r"(?:เครื่องมือการประเมินOIT|ตัวชี้วัดที่\d+|ประเด็น|e?\d+|[-☐])*")
LONGEST_QUOTE = 60


@pytest.fixture(scope="module")
def text() -> str:
    """Return the document without tags, in Arabic digits; tabs and lines stay."""
    return to_arabic(re.sub(r"<[^>\n]*>", " ", seed_text("002")))


@pytest.fixture(scope="module")
def rows(text: str) -> list[list[str]]:
    return [row for row in table_rows(text) if not _fold(row[0]).startswith(HEADER)]


@pytest.fixture(scope="module")
def report() -> Measures:
    return load(Measures, "mueang-chan/2566/measures.yml")


@pytest.fixture(scope="module")
def agency() -> Agency:
    return load(Agency, "mueang-chan/agency.yml")


def test_nine_tables_of_five_columns_give_nineteen_measures(
    text: str, rows: list[list[str]], report: Measures
) -> None:
    headers = [row for row in table_rows(text) if _fold(row[0]).startswith(HEADER)]
    assert len(headers) == 9
    assert {len(row) for row in [*headers, *rows]} == {5}
    assert len(rows) == len(report.measures) == 19
    assert [measure.title for measure in report.measures] == [None] * 19


def test_every_issue_is_printed_in_its_own_row_and_nothing_of_it_is_lost(
    text: str, rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        cell = _fold(row[0])
        for target in measure.addresses:
            words = _fold(target.wording or target.text or "")
            assert words in _fold(text), (measure.id, words)
            cell = cell.replace(words, "", 1)
        assert LEFT_OF_ISSUE.fullmatch(cell), (measure.id, cell)


def test_the_questions_carry_the_printed_codes_in_order(
    rows: list[list[str]], report: Measures
) -> None:
    printed = [re.match(r"(e?)(\d+) ", row[0].strip()) for row in rows]
    codes = [f"{match[1] or 'i'}{match[2]}" for match in printed if match]
    given = [
        str(target.code).removeprefix("2565:")
        for measure in report.measures
        for target in measure.addresses
        if target.code and target.code.code[0] in "ie"
    ]
    assert list(QUESTIONS) == codes == given


def test_each_row_stands_under_the_indicator_printed_above_it(
    text: str, report: Measures
) -> None:
    printed: list[tuple[str, str]] = []
    instrument = indicator = ""
    for line in text.splitlines():
        heading = line if "\t" not in line else line.split("\t", maxsplit=1)[0]
        if found := re.search(r"เครื่องมือการประเมิน\s+([IEO]IT)", heading):
            instrument = found[1]
        if found := re.search(r"ตัวชี้วัดที่\s+(\d+)", heading):
            indicator = found[1]
        if "\t" in line and not _fold(line).startswith(HEADER):
            printed.append((f"2565:{instrument}", f"2565:{indicator}"))
    given = [
        (str(measure.addresses[0].code), str(measure.addresses[1].code))
        for measure in report.measures
    ]
    assert printed == given


def test_every_numbered_step_and_follow_up_is_there(
    rows: list[list[str]], report: Measures
) -> None:
    for place, (row, measure) in enumerate(zip(rows, report.measures, strict=True)):
        steps, follow_ups = _work_cells(place, row)
        assert _labels(steps) == [step.label for step in measure.steps], measure.id
        # The lone deadline of procurement has no number, nor has one first follow-up.
        extra = place in (PROCUREMENT, UNNUMBERED_FIRST)
        assert len(_labels(follow_ups)) + extra == len(measure.follow_up), measure.id
    assert sum(len(measure.steps) for measure in report.measures) == 61
    assert sum(len(measure.follow_up) for measure in report.measures) == 46


def test_every_result_is_there_with_its_date(
    rows: list[list[str]], report: Measures
) -> None:
    pattern = rf"เมื่อวันที่\s+(\d+ (?:{'|'.join(MONTHS)}) \d{{4}})"
    for row, measure in zip(rows, report.measures, strict=True):
        dates = [format_long(result.date) for result in measure.results if result.date]
        assert re.findall(pattern, row[4]) == dates, measure.id
        assert len(measure.results) == max(1, len(dates)), measure.id
    done = [r for m in report.measures for r in m.results if r.status is Status.DONE]
    assert [bool(result.date) for result in done] == [True] * 17


def test_ten_rows_say_only_that_the_work_goes_on_all_year(
    rows: list[list[str]], report: Measures
) -> None:
    printed = [_fold(row[4]) for row in rows if "ดำเนินการตลอดทั้ง" in row[4]]
    ongoing = [
        result
        for measure in report.measures
        for result in measure.results
        if result.status is Status.ONGOING
    ]
    given = ["ดำเนินการ" + _fold(result.date_text or "") for result in ongoing]
    assert len(printed) == 10
    assert printed == given


def test_results_answer_the_follow_up_of_their_number(
    rows: list[list[str]], report: Measures
) -> None:
    for place, (row, measure) in enumerate(zip(rows, report.measures, strict=True)):
        numbers = [int(label) for label in _labels(row[4])]
        if place == PROCUREMENT:
            # Result 2 reports what follow-up 4 asks for: the report of the year.
            assert numbers == [1, 2, 3]
            numbers = [1, 4, 3]
        expected = [measure.follow_up[number - 1].id for number in numbers]
        assert expected == [a for r in measure.results for a in r.answers], measure.id
        # A result without a number answers nothing that the document says.
        assert {len(r.answers) for r in measure.results} == {1 if numbers else 0}


def test_every_post_behind_a_result_is_printed_in_its_row(
    rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        for result in measure.results:
            dated = result.status is Status.DONE
            assert dated == bool(result.by), result.id
            assert _fold(result.by or "") in _fold(row[4]), result.id


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
        cells = _fold(" ".join(row[2:4]))
        for follow_up in measure.follow_up:
            assert _fold(follow_up.due_text or "") in cells, follow_up.id


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
        cell = _work_cells(place, row)[1]
        printed = len(re.findall(r"\d\. ?(?:ผู้บริหาร|ผู้บริหร)", cell))
        by = [f.by for f in measure.follow_up]
        assert printed == by.count(FollowUpBy.EXECUTIVE), measure.id


def test_responsible_units_are_the_whole_of_their_cell(
    rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        units = _fold("".join(unit.text for unit in measure.units))
        if measure.id in {"procurement", "service-survey"}:
            # The cell goes on: with the steps, or with what the unit has to do.
            assert _fold(row[1]).removeprefix("-").startswith(units), measure.id
        else:
            assert _fold(row[1]) == units, measure.id


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
    assert _fold(document.title) in _fold(text)
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
    whole = _fold(text)
    quoted = [
        prose
        for measure in report.measures
        for prose in _prose(measure)
        if _quotes(whole, _fold(prose))
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


def _fold(text: str) -> str:
    """Return `text` without white space and in Arabic digits."""
    return "".join(to_arabic(text).split())


def _labels(cell: str) -> list[str]:
    """Return the numbers that entries of a cell begin with (`1.` but not `2566`)."""
    return re.findall(r"(?<!\d)(\d)\.(?!\d)", cell)


def _work_cells(place: int, row: list[str]) -> tuple[str, str]:
    """Return the cells of steps and of follow-ups, which procurement has shifted."""
    return (row[1], row[2]) if place == PROCUREMENT else (row[2], row[3])


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
