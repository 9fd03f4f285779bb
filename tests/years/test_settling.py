"""The list of a year comes later: what was entered moves along, every word of it."""

import re
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from examples import tries
from prongsai.building import plan_site
from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.storage.content_folder import Sources
from prongsai.yaml.writer import dump
from prongsai.years.moving import words
from prongsai.years.settle import settled_year
from small_site import sources
from year_to_settle import (
    CODES,
    DISCLOSURES,
    LIST,
    TITLES,
    TODAY,
    enter,
    item_list,
    published,
    tree_in,
    with_words,
)


def comment_lines(files: Sources) -> list[str]:
    """Return every comment of the file, as `enter` writes them."""
    text = files.texts[DISCLOSURES].decode()
    return sorted(re.findall(r"(?m)(?:^| )(#.*)$", text))


@st.composite
def crosswalks(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a list in which items have other codes, or are gone."""
    codes = draw(st.permutations(CODES))
    gone = draw(st.sets(st.sampled_from(CODES), max_size=8))
    moves = dict(zip(CODES, codes, strict=True))
    return {old: None if old in gone else new for old, new in moves.items()}


@settings(max_examples=tries(6), deadline=None, phases=[Phase.generate])
@given(
    crosswalks(),
    st.lists(st.sampled_from(CODES), min_size=1, max_size=9, unique=True),
)
@pytest.mark.slow
def test_every_word_moves_with_its_item_whatever_the_new_list_is(
    moves: dict[str, str | None], entered: list[str]
) -> None:
    before = sources({DISCLOSURES: enter(entered), LIST: item_list(moves)})
    old = tree_in(before)
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = with_words(before, dict(settled.files))
    new = tree_in(after)

    assert comment_lines(after) == comment_lines(before)
    lost = set(words(old)) - set(words(new)) - {"2569"} - set(CODES)
    assert lost == set()
    there = {one["code"]: one["explanation"] for one in new.get("items", ())}
    assert there == {
        moves[code]: f"คำอธิบายของ {code} เดิม" for code in entered if moves[code]
    }
    waiting = {one["was"]["code"]: one["title"] for one in new.get("unsettled", ())}
    assert waiting == {code: TITLES[code] for code in entered if not moves[code]}
    assert "codes_of" not in new
    errors = [
        finding
        for finding in check_sources(after, TODAY).findings
        if finding.severity is Severity.ERROR
    ]
    assert errors == []
    assert settled_year(after, "ban-rai", 2570, {}, TODAY).files == {}


@pytest.mark.slow
def test_comments_stay_and_a_person_places_what_waits() -> None:
    moves = {code: code for code in CODES} | {"O5": "O6", "O6": None}
    before = sources({DISCLOSURES: enter(["O5", "O6"]), LIST: item_list(moves)})
    first = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = with_words(before, dict(first.files))
    assert "code: O6  # เดิม O5" in after.texts[DISCLOSURES].decode()
    assert [code for code, _, _ in first.questions] == ["O6"]

    answered = settled_year(after, "ban-rai", 2570, {"O6": "O9"}, TODAY)
    placed = tree_in(with_words(after, dict(answered.files)))
    assert [one["code"] for one in placed["items"]] == ["O6", "O9"]
    assert placed["items"][1]["explanation"] == "คำอธิบายของ O6 เดิม"
    assert "unsettled" not in placed
    assert comment_lines(with_words(after, dict(answered.files))) == comment_lines(
        before
    )

    given_up = settled_year(after, "ban-rai", 2570, {"O6": "-"}, TODAY)
    kept = with_words(after, dict(given_up.files))
    assert tree_in(kept)["unsettled"][0]["was"]["explanation"] == "คำอธิบายของ O6 เดิม"
    codes = {one.code for one in check_sources(kept, TODAY).findings}
    assert "item-unsettled" not in codes


def test_two_items_that_become_one_keep_the_words_of_both() -> None:
    two = ["O11", "O12"]
    rest = [code for code in CODES if code not in two]
    items: list[Any] = [{"code": code, "title": TITLES[code]} for code in rest]
    items.append(
        {
            "code": "O11",
            "title": "การจัดซื้อจัดจ้าง",
            "follows": [f"2569:{code}" for code in two],
        }
    )
    own = "items_known: true\n" + dump({"fiscal_year": "2570", "items": items})
    before = sources({DISCLOSURES: enter(two), LIST: own})
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    (item,) = tree_in(with_words(before, dict(settled.files)))["items"]
    assert item["explanation"] == "คำอธิบายของ O11 เดิม คำอธิบายของ O12 เดิม"
    assert [one["id"] for one in item["evidence"]] == ["o11-page", "o12-page"]


def _entry(code: str) -> str:
    return f"  - {{code: {code}, explanation: เรื่องใหม่ของ {code}}}\n"


@pytest.mark.slow
def test_an_old_code_that_gets_new_content_does_not_stop_the_year() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": "O5"}
    came = {DISCLOSURES: enter(["O5"]), LIST: item_list(moves)}
    came["content/published.yml"] = "addresses: [/ban-rai/2570/o5/]\n"
    before = sources(came)
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = with_words(before, dict(settled.files))
    more = after.texts[DISCLOSURES].decode() + _entry("O5")
    filled = with_words(after, {DISCLOSURES: more.encode()})
    checked, plan = plan_site(filled, TODAY)
    assert plan is not None, checked.findings
    again = settled_year(filled, "ban-rai", 2570, {}, TODAY)
    assert again.taken == {"/ban-rai/2570/o5/": "/ban-rai/2570/o24/"}
    assert published(with_words(filled, dict(again.files))) == {
        "addresses": ["/ban-rai/2570/o5/"],
        "redirects": [],
    }
    last = with_words(filled, dict(again.files))
    assert settled_year(last, "ban-rai", 2570, {}, TODAY).files == {}


def test_what_two_items_say_differently_waits_under_the_item_that_said_it() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": None, "O9": None, "O24": "O5"}
    entered = enter(["O5", "O9", "O24"])
    for code, unit in (("O9", "staff"), ("O24", "clerk")):
        entered = entered.replace(
            f"# เดิม {code}\n", f"# เดิม {code}\n    owner: {unit}\n"
        )
    before = sources({DISCLOSURES: entered, LIST: item_list(moves)})
    first = settled_year(before, "ban-rai", 2570, {}, TODAY)
    moved = with_words(before, dict(first.files))
    joined = settled_year(moved, "ban-rai", 2570, {"O9": "O5"}, TODAY)
    assert list(joined.questions) == [
        ("O5", TITLES["O5"], "–"),
        ("O9", TITLES["O9"], "O5"),
    ]
    after = with_words(moved, dict(joined.files))
    assert tree_in(after)["unsettled"][-1]["was"] == {"code": "O9", "owner": "staff"}
    given_up = settled_year(after, "ban-rai", 2570, {"O5": "-"}, TODAY)
    assert [code for code, _, _ in given_up.questions] == ["O9"]


@pytest.mark.parametrize(
    "title",
    ["การขับเคลื่อนนโยบาย No Gift Policy", "ข่าวประชาสัมพันธ์และกิจกรรมของหน่วยงานประจำปี"],
)
def test_a_title_that_is_part_of_the_other_may_be_meant(title: str) -> None:
    code = "O20" if "Gift" in title else "O4"
    moves: dict[str, str | None] = {one: one for one in CODES if one != code}
    more = f"  - {{code: O27, title: {title}}}\n"
    given_sources = sources({DISCLOSURES: enter([code]), LIST: item_list(moves) + more})
    settled = settled_year(given_sources, "ban-rai", 2570, {}, TODAY)
    assert list(settled.questions) == [(code, TITLES[code], "O27")]
