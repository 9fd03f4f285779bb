"""ปลาไหล: its scores against its document, counted here without the importer."""

from decimal import Decimal

import pytest

from plalai_document import QUOTE, Row, in_pairs, measure_rows, plain, squeeze
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from seeds import decimals, load, seed_text

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
Quote = tuple[str, Decimal, str]


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
def rows(document: str) -> list[Row]:
    return measure_rows(document)


@pytest.fixture(scope="module")
def quotes(rows: list[Row]) -> list[Quote]:
    return [quote for _, cells in rows for quote in quotes_in(cells[5])]


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
