"""Every cell of the five documents against what was written down beforehand."""

from collections import Counter

import pytest

from cell_expectations import HELD_BY_NO_FIELD, SEEDS, Expected, kept, read
from each import each
from imported_seeds import imported
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores

pytestmark = pytest.mark.seeds

LEAST = 0.97


def judge(number: str) -> Counter[str]:
    """Count the cells that are right, wrong or unplaced by the expectation."""
    _, result_year, cells = read(number)
    draft = imported(number)
    measures = Measures.model_validate(draft.measures)
    scores = Scores.model_validate(draft.scores) if draft.scores else None
    places = {
        (spot.table, spot.row, spot.column): set(fields)
        for spot, fields in draft.places.items()
    }
    verdicts: Counter[str] = Counter()
    for cell in cells:
        fields = places.get(cell.place, set())
        verdicts[_verdict(cell, fields, measures, scores, result_year)] += 1
    return verdicts


def _verdict(
    cell: Expected,
    fields: set[str],
    measures: Measures,
    scores: Scores | None,
    result_year: int,
) -> str:
    if not fields:
        return "lost"
    if fields == {"unplaced"} and cell.fields != ("unplaced",):
        return "unplaced"
    if fields != set(cell.fields):
        return "wrong field"
    if set(cell.fields) <= HELD_BY_NO_FIELD:
        return "right"
    return "right" if kept(cell, measures, scores, result_year) else "text differs"


@each("number", SEEDS)
def test_every_cell_is_accounted_for(number: str) -> None:
    _, _, cells = read(number)
    places = imported(number).places
    spots = {(spot.table, spot.row, spot.column) for spot in places}
    assert spots == {cell.place for cell in cells}


@each("number", SEEDS)
def test_what_no_field_holds_stands_in_unplaced(number: str) -> None:
    draft = imported(number)
    spots = {
        (str(spot.table), str(spot.row), str(spot.column))
        for spot, fields in draft.places.items()
        if fields == ["unplaced"]
    }
    left = draft.measures.get("unplaced", []) + draft.scores.get("unplaced", [])
    assert {(c["table"], c["row"], c["column"]) for c in left} == spots


@each("number", SEEDS)
def test_cells_stand_in_their_field_word_for_word(number: str) -> None:
    verdicts = judge(number)
    assert verdicts["right"] >= LEAST * verdicts.total(), verdicts


@pytest.mark.slow
def test_all_five_documents_together_stand_right() -> None:
    verdicts = sum((judge(number) for number in SEEDS), Counter[str]())
    assert verdicts["lost"] == 0
    assert verdicts["right"] >= LEAST * verdicts.total(), verdicts
