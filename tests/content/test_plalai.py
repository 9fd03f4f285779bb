"""ปลาไหล against its document, which is counted here without the importer."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from prongsai.model.agency import Agency
from prongsai.model.measures import Measure, Measures
from prongsai.model.scores import Scores
from prongsai.thai.digits import to_arabic
from seeds import decimals, load, numbers_not_in, seed_text, table_rows

pytestmark = pytest.mark.seeds

# Codes that lost their letter; an item's O is printed as a zero throughout.
LOST = {
    "67": "i7",
    "68": "i8",
    "69": "i9",
    "113": "i13",
    "114": "i14",
    "115": "i15",
}
QUESTIONS = [f"i{n}" for n in range(1, 16)] + [f"e{n}" for n in range(1, 10)]
ITEMS = [f"O{n}" for n in range(1, 36)]
QUOTE = re.compile(
    r"([ie]\d+|0\d+|6[789]|11[345])(.+?)ผล *คะแนน (\d+(?:\.\d+)?)",
)
MONTHS = {"ม.ค.": 1, "มี.ค.": 3, "ก.ย.": 9, "ต.ค.": 10, "ธ.ค.": 12}
LONG = 60

Quote = tuple[str, Decimal, str]
Row = tuple[int, list[str]]


def plain(text: str) -> str:
    """Fold digits, put blanks for tags, and fold white space."""
    return " ".join(re.sub(r"<[^>]*>", " ", to_arabic(text)).split())


def squeeze(text: str) -> str:
    """Drop all white space too: line breaks inside a cell mean nothing."""
    return plain(text).replace(" ", "")


def read_code(printed: str) -> str:
    if printed in LOST:
        return LOST[printed]
    return "O" + printed.lstrip("0") if printed[0] == "0" else printed


def quotes_in(cell: str) -> list[Quote]:
    """Return code, score and squeezed wording of every score quoted in `cell`."""
    return [
        (read_code(code), Decimal(score), squeeze(wording))
        for code, wording, score in QUOTE.findall(plain(cell))
    ]


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
    """Return topic and raw cells of every measure, continued rows joined."""
    topic, found = 0, list[Row]()
    for line in document.splitlines():
        if heading := re.match(r"([1-7])\) ", to_arabic(line)):
            topic = int(heading[1])
        elif "\t" in line and not line.startswith("มาตรการ/โครงการ"):
            cells = line.split("\t")
            if cells[0].strip():
                found.append((topic, cells))
            else:
                found[-1][1][5] += " " + cells[5]
    return found


@pytest.fixture(scope="module")
def quotes(rows: list[Row]) -> list[Quote]:
    return [quote for _, cells in rows for quote in quotes_in(cells[5])]


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


def in_pairs(measures: Measures, rows: list[Row]) -> list[tuple[Measure, list[str]]]:
    pairs = zip(measures.measures, rows, strict=True)
    return [(measure, cells) for measure, (_, cells) in pairs]


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


def test_each_outcome_quotes_its_score_of_2567_as_printed(
    rows: list[Row], measures: Measures
) -> None:
    for measure, cells in in_pairs(measures, rows):
        assert quotes_in(cells[5]) == [
            (quoted.code.code, quoted.score, squeeze(quoted.wording or ""))
            for outcome in measure.outcomes
            for quoted in outcome.scores
        ]
        assert all(len(outcome.scores) == 1 for outcome in measure.outcomes)
        assert all(outcome.text is None for outcome in measure.outcomes)
        assert {2567} == {o.scores[0].code.year for o in measure.outcomes}


def test_every_score_that_is_printed_is_quoted_once(
    document: str, quotes: list[Quote]
) -> None:
    assert squeeze(document).count("ผลคะแนน") == len(quotes) == 61


def test_only_two_codes_are_quoted_twice_and_their_scores_agree(
    quotes: list[Quote],
) -> None:
    codes = [code for code, _, _ in quotes]
    twice = sorted(code for code in set(codes) if codes.count(code) == 2)
    distinct = {(code, score) for code, score, _ in quotes}

    assert twice == ["O15", "O16"]
    assert len(distinct) == len(set(codes)) == 59


def test_scores_hold_each_code_once_with_the_score_and_wording_printed(
    quotes: list[Quote], scores: Scores
) -> None:
    first: dict[str, tuple[Decimal, str]] = {}
    for code, score, wording in quotes:
        first.setdefault(code, (score, wording))
    stored = [
        *((line.code, line.score, line.wording) for line in scores.questions),
        *((line.code, line.score, line.wording) for line in scores.items),
    ]

    assert [code for code, _, _ in stored] == [*QUESTIONS, *ITEMS]
    assert first == {
        code: (score, squeeze(wording or "")) for code, score, wording in stored
    }


def test_decimals_stay_as_printed(document: str, scores: Scores) -> None:
    printed = set(decimals(document))
    figures = {str(line.score) for line in scores.questions if line.score != 100}

    assert figures == {"98.51", "98.965", "99.42", "99.875"}
    assert figures == printed


def test_o16_has_its_title_of_2567_in_the_scores_and_a_remark(
    quotes: list[Quote], scores: Scores, measures: Measures
) -> None:
    printed = [wording for code, _, wording in quotes if code == "O16"]
    noted = [
        measure.id for measure in measures.measures if "ชื่อข้อ" in (measure.note or "")
    ]
    line = scores.items[15]

    assert printed == [
        "ความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ",
        "ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม",
    ]
    assert (line.wording, bool(line.remark)) == (printed[0], True)
    assert noted == ["ethics-code-online"]


@pytest.mark.parametrize(("printed", "code"), LOST.items())
def test_a_code_that_was_read_by_guess_says_so(
    printed: str, code: str, scores: Scores
) -> None:
    remarks = {line.code: line.remark or "" for line in scores.questions}

    assert printed in remarks[code]


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
