"""The six-month report of Mueang Chan against its document: what is in its rows."""

import re

import pytest

from mueang_chan_document import HEADER, PROCUREMENT, fold, work_cells
from prongsai.model.measures import Measures, Status
from prongsai.thai.dates import MONTHS, format_long
from prongsai.thai.digits import to_arabic
from seeds import load, seed_text, table_rows

pytestmark = pytest.mark.seeds
UNNUMBERED_FIRST = 5
"""The row of internal measures: its first follow-up has lost its number."""


QUESTIONS = (
    *("e6", "e7", "e8", "e9", "e10", "e11", "e12", "e14", "e15"),
    *("i20", "i21", "i23", "i24"),
)


LEFT_OF_ISSUE = re.compile(r"(?:เครื่องมือการประเมินOIT|ตัวชี้วัดที่\d+|ประเด็น|e?\d+|[-☐])*")


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


def test_nine_tables_of_five_columns_give_nineteen_measures(
    text: str, rows: list[list[str]], report: Measures
) -> None:
    headers = [row for row in table_rows(text) if fold(row[0]).startswith(HEADER)]
    assert len(headers) == 9
    assert {len(row) for row in [*headers, *rows]} == {5}
    assert len(rows) == len(report.measures) == 19
    assert [measure.title for measure in report.measures] == [None] * 19


def test_every_issue_is_printed_in_its_own_row_and_nothing_of_it_is_lost(
    text: str, rows: list[list[str]], report: Measures
) -> None:
    for row, measure in zip(rows, report.measures, strict=True):
        cell = fold(row[0])
        for target in measure.addresses:
            words = fold(target.wording or target.text or "")
            assert words in fold(text), (measure.id, words)
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
        if "\t" in line and not fold(line).startswith(HEADER):
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
        steps, follow_ups = work_cells(place, row)
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
    printed = [fold(row[4]) for row in rows if "ดำเนินการตลอดทั้ง" in row[4]]
    ongoing = [
        result
        for measure in report.measures
        for result in measure.results
        if result.status is Status.ONGOING
    ]
    given = ["ดำเนินการ" + fold(result.date_text or "") for result in ongoing]
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
            assert fold(result.by or "") in fold(row[4]), result.id


def _labels(cell: str) -> list[str]:
    """Return the numbers that entries of a cell begin with (`1.` but not `2566`)."""
    return re.findall(r"(?<!\d)(\d)\.(?!\d)", cell)
