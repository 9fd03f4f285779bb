"""The judge of the expectations sees what is lost, moved or changed."""

import pytest

from cell_expectations import Expected, kept, read
from each import each
from imported_seeds import imported
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores

pytestmark = pytest.mark.seeds


def record(text: str) -> Measures:
    result = {"id": "r", "summary": text, "status": "done", "date": "2565-11-30"}
    return Measures.model_validate({"measures": [{"id": "m", "results": [result]}]})


def cell(text: str, *fields: str, in_each: bool = False) -> Expected:
    return Expected(place=(1, 1, 1), text=text, fields=fields, in_each=in_each)


PRINTED = "๑. รายงานผล ๕ เรื่อง เมื่อวันที่ ๓๐ พฤศจิกายน ๒๕๖๕"


@each(
    ("held", "right"),
    [
        ("รายงานผล 5 เรื่อง เมื่อวันที่ 30 พฤศจิกายน 2565", True),
        ("รายงานผล 5 เรื่อง เมื่อ วันที่ 30 พฤศจิกายน 2565 แล้ว", True),
        ("รายงาน 5 เรื่อง เมื่อวันที่ 30 พฤศจิกายน 2565", False),
        ("รายงานผล 6 เรื่อง เมื่อวันที่ 30 พฤศจิกายน 2565", False),
        ("รายงานผล 5 เรื่อง", False),
    ],
)
def test_letters_and_numbers_must_all_be_held(held: str, right: bool) -> None:  # noqa: FBT001 - a table
    assert kept(cell(PRINTED, "measures[0].results"), record(held), None, 2565) is right


def test_another_field_does_not_hold_it() -> None:
    assert not kept(cell("ก", "measures[0].steps"), record("ก"), None, 2565)


def test_what_stands_in_two_fields_must_stand_in_each() -> None:
    fields = ("measures[0].results", "measures[0].note")
    assert not kept(cell("ก", *fields, in_each=True), record("ก"), None, 2565)


def test_a_score_of_another_question_is_not_its_score() -> None:
    scores = Scores.model_validate(
        {"questions": [{"code": "i1", "score": "84.49"}, {"code": "i2", "score": "86"}]}
    )
    asked = cell("๘๔.๔๙", "scores.questions[i1].score")
    other = cell("๘๔.๔๙", "scores.questions[i2].score")
    assert kept(asked, Measures(), scores, 2565)
    assert not kept(other, Measures(), scores, 2565)


@each("number", ["002", "004"])
def test_a_document_judged_with_the_text_of_its_neighbours_fails(number: str) -> None:
    _, result_year, cells = read(number)
    measures = Measures.model_validate(imported(number).measures)
    turned = measures.measures[1:] + measures.measures[:1]
    moved = measures.model_copy(update={"measures": turned})
    wanted = [one for one in cells if one.fields[0].endswith((".steps", ".addresses"))]
    right = [one for one in wanted if kept(one, moved, None, result_year)]
    assert len(right) < len(wanted) / 2
