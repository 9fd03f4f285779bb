"""What a hint gives as an example is of the file that it is about."""

import datetime

from each import each
from prongsai import messages
from prongsai.checking import check_sources
from small_site import AGENCY, sources

TODAY = datetime.date(2027, 2, 1)
LAST, YEAR = f"{AGENCY}/2569", f"{AGENCY}/2570"
SCORES = """\
questions:
  - {code: e1, part: public, score: 81}
  - {code: e1, part: survey, score: 80}
  - {code: i7, score: 79.5}
  - {code: i8}
"""
MEASURES = """\
measures:
  - id: m1
    title: ระบบคิว
    outcomes: [{scores: [{code: '2569:i7', score: 79.5}]}]
"""
CHOSEN = "analysis:\n  - {id: a1, kind: urgent, scope: [{code: '2569:i8'}], text: ช้า}\n"


def hint(code: str, changes: dict[str, str | None]) -> str:
    found = check_sources(sources(changes), TODAY).findings
    [one] = [f for f in found if f.code == code and f.year == 2570]
    return messages.hint(one)


@each(("scores", "codes"), [(SCORES, ("i7", "e1")), (None, ("…", "…"))])
def test_an_analysis_begins_with_the_lowest_scores(
    scores: str | None, codes: tuple[str, str]
) -> None:
    told = hint(
        "analysis-missing",
        {f"{LAST}/scores.yml": scores, f"{YEAR}/measures.yml": MEASURES},
    )
    lowest, second = codes
    assert f"- {{id: urgent-1, kind: urgent, scope: [{{code: '2569:{lowest}'}}]" in told
    assert (
        f"- {{id: develop-1, kind: develop, scope: [{{code: '2569:{second}'}}]" in told
    )


def test_a_measure_addresses_what_the_analysis_picked() -> None:
    told = hint("measures-address-nothing", {f"{YEAR}/measures.yml": CHOSEN + MEASURES})
    assert told == "เพิ่มในแต่ละมาตรการ เช่น  addresses: [{code: 2569:i8}]"


def test_a_new_score_is_of_the_code_that_the_measure_quotes() -> None:
    told = hint("baseline-as-effect", {f"{YEAR}/measures.yml": MEASURES})
    assert told.endswith("- {code: i7, score: …}")
