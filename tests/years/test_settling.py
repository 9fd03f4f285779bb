"""The list of a year comes later: what was entered moves along, every word of it."""

import datetime
import re
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from prongsai.building import plan_site
from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.loading.catalogues import catalogue
from prongsai.storage.content_folder import Sources
from prongsai.yaml.writer import dump
from prongsai.years.moving import tree_of, words
from prongsai.years.settle import settled_year
from small_site import AGENCY, sources

TODAY = datetime.date(2026, 11, 26)
DISCLOSURES = f"{AGENCY}/2570/disclosures.yml"
LIST = "content/catalogue/2570.yml"
KNOWN = catalogue(2569)
CODES = [item.code for item in KNOWN.items] if KNOWN else []
TITLES = {item.code: item.title for item in KNOWN.items} if KNOWN else {}


def _entered(codes: list[str]) -> str:
    """Return a file in which every item says who it was, with a comment."""
    lines = ["# ปีที่เพิ่งเริ่ม", "codes_of: 2569", "items:"]
    for code in codes:
        name = code.lower()
        url = f"https://www.example.go.th/{name}#a"
        lines += [
            f"  # ก่อน {code} # สองชั้น",
            f"  - code: {code}  # เดิม {code}",
            f"    explanation: คำอธิบายของ {code} เดิม",
            "    evidence:",
            "      # เอกสาร",
            f"      - {{id: {name}-page, title: หน้า {code}, url: '{url}'}} # '{code}'",
        ]
    return "\n".join(lines) + "\n"


def _list(moves: dict[str, str | None]) -> str:
    """Return a list of 2570: the new code and title of each old item, None: gone."""
    items: list[Any] = [
        {"code": new, "title": TITLES[old], "follows": [f"2569:{old}"]}
        for old, new in moves.items()
        if new is not None
    ]
    return "items_known: true\n" + dump({"fiscal_year": "2570", "items": items})


def _comments(files: Sources) -> list[str]:
    """Return every comment of the file, as `_entered` writes them."""
    text = files.texts[DISCLOSURES].decode()
    return sorted(re.findall(r"(?m)(?:^| )(#.*)$", text))


def _with(given_sources: Sources, changes: dict[str, bytes]) -> Sources:
    texts = {**given_sources.texts, **changes}
    return Sources(texts=texts, attachments=given_sources.attachments)


def _tree(files: Sources) -> Any:
    return tree_of(files.texts[DISCLOSURES], DISCLOSURES)


@st.composite
def crosswalks(draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a list in which items have other codes, or are gone."""
    codes = draw(st.permutations(CODES))
    gone = draw(st.sets(st.sampled_from(CODES), max_size=8))
    moves = dict(zip(CODES, codes, strict=True))
    return {old: None if old in gone else new for old, new in moves.items()}


@settings(max_examples=15, deadline=None, phases=[Phase.generate])
@given(
    crosswalks(),
    st.lists(st.sampled_from(CODES), min_size=1, max_size=9, unique=True),
)
@pytest.mark.slow
def test_every_word_moves_with_its_item_whatever_the_new_list_is(
    moves: dict[str, str | None], entered: list[str]
) -> None:
    before = sources({DISCLOSURES: _entered(entered), LIST: _list(moves)})
    old = _tree(before)
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = _with(before, dict(settled.files))
    new = _tree(after)

    assert _comments(after) == _comments(before)
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


def test_comments_stay_and_a_person_places_what_waits() -> None:
    moves = {code: code for code in CODES} | {"O5": "O6", "O6": None}
    before = sources({DISCLOSURES: _entered(["O5", "O6"]), LIST: _list(moves)})
    first = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = _with(before, dict(first.files))
    assert "code: O6  # เดิม O5" in after.texts[DISCLOSURES].decode()
    assert [code for code, _, _ in first.questions] == ["O6"]

    answered = settled_year(after, "ban-rai", 2570, {"O6": "O9"}, TODAY)
    placed = _tree(_with(after, dict(answered.files)))
    assert [one["code"] for one in placed["items"]] == ["O6", "O9"]
    assert placed["items"][1]["explanation"] == "คำอธิบายของ O6 เดิม"
    assert "unsettled" not in placed
    assert _comments(_with(after, dict(answered.files))) == _comments(before)

    given_up = settled_year(after, "ban-rai", 2570, {"O6": "-"}, TODAY)
    kept = _with(after, dict(given_up.files))
    assert _tree(kept)["unsettled"][0]["was"]["explanation"] == "คำอธิบายของ O6 เดิม"
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
    before = sources({DISCLOSURES: _entered(two), LIST: own})
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    (item,) = _tree(_with(before, dict(settled.files)))["items"]
    assert item["explanation"] == "คำอธิบายของ O11 เดิม คำอธิบายของ O12 เดิม"
    assert [one["id"] for one in item["evidence"]] == ["o11-page", "o12-page"]


def test_addresses_of_items_that_moved_lead_to_their_new_place() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": None}
    before = sources(
        {
            DISCLOSURES: _entered(["O4", "O5"]),
            LIST: _list(moves),
            "content/published.yml": "addresses: [/ban-rai/2570/o5/]  # เผยแพร่แล้ว\n",
        }
    )
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    published = settled.files["content/published.yml"].decode()
    assert "# เผยแพร่แล้ว" in published
    assert tree_of(published.encode(), "")["redirects"] == [
        {"old": "/ban-rai/2570/o5/", "new": "/ban-rai/2570/o24/"}
    ]


def _published(files: Sources) -> Any:
    text = files.texts["content/published.yml"]
    return tree_of(text, "content/published.yml")


def _entry(code: str) -> str:
    return f"  - {{code: {code}, explanation: เรื่องใหม่ของ {code}}}\n"


def test_an_old_code_that_gets_new_content_does_not_stop_the_year() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": "O5"}
    came = {DISCLOSURES: _entered(["O5"]), LIST: _list(moves)}
    came["content/published.yml"] = "addresses: [/ban-rai/2570/o5/]\n"
    before = sources(came)
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    after = _with(before, dict(settled.files))
    more = after.texts[DISCLOSURES].decode() + _entry("O5")
    filled = _with(after, {DISCLOSURES: more.encode()})
    checked, plan = plan_site(filled, TODAY)
    assert plan is not None, checked.findings
    again = settled_year(filled, "ban-rai", 2570, {}, TODAY)
    assert again.taken == {"/ban-rai/2570/o5/": "/ban-rai/2570/o24/"}
    assert _published(_with(filled, dict(again.files))) == {
        "addresses": ["/ban-rai/2570/o5/"],
        "redirects": [],
    }
    last = _with(filled, dict(again.files))
    assert settled_year(last, "ban-rai", 2570, {}, TODAY).files == {}


def test_an_address_that_another_item_takes_is_told_and_moves_lead_on() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O6", "O4": "O5", "O6": None}
    redirects = "redirects: [{old: /old/, new: /ban-rai/2570/o5/}]\n"
    before = sources(
        {
            DISCLOSURES: _entered(["O4", "O5"]),
            LIST: _list(moves),
            "content/published.yml": "addresses: [/ban-rai/2570/o5/]\n" + redirects,
        }
    )
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    assert settled.taken == {"/ban-rai/2570/o5/": "/ban-rai/2570/o6/"}
    assert _published(_with(before, dict(settled.files)))["redirects"] == [
        {"old": "/old/", "new": "/ban-rai/2570/o6/"},
        {"old": "/ban-rai/2570/o4/", "new": "/ban-rai/2570/o5/"},
    ]


def test_a_file_of_a_draft_that_does_not_say_so_is_made_to() -> None:
    said = _entered(["O5"])
    before = sources({DISCLOSURES: said.replace("codes_of: 2569\n", "")})
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    assert sorted(settled.files[DISCLOSURES].decode().splitlines()) == sorted(
        said.splitlines()
    )


def test_measures_name_items_by_the_new_code_and_other_years_keep_theirs() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": None}
    measures = (
        "measures:\n"
        "  - id: m1\n"
        "    addresses: [{code: O5}, {code: '2569:O5'}, {code: O24}]\n"
    )
    path = f"{AGENCY}/2570/measures.yml"
    changes = {DISCLOSURES: _entered(["O5"]), LIST: _list(moves), path: measures}
    settled = settled_year(sources(changes), "ban-rai", 2570, {}, TODAY)
    (measure,) = tree_of(settled.files[path], path)["measures"]
    assert measure["addresses"] == [
        {"code": "O24"},
        {"code": "2569:O5"},
        {"text": TITLES["O24"]},
    ]


def test_two_years_in_a_row_wait_and_settle_one_after_the_other() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O6", "O6": "O5"}
    later = f"{AGENCY}/2571/disclosures.yml"
    today = datetime.date(2027, 11, 26)
    before = sources({DISCLOSURES: _entered(["O5"]), later: _entered(["O6"])})
    found = [
        (one.year, one.code)
        for one in check_sources(before, today).findings
        if one.code in {"provisional-year", "list-has-come"}
    ]
    assert sorted(found) == [(2570, "provisional-year"), (2571, "provisional-year")]
    came = _with(before, {LIST: _list(moves).encode()})
    settled = settled_year(came, "ban-rai", 2570, {}, today)
    assert {*settled.files} == {DISCLOSURES, "content/published.yml"}
    assert _tree(_with(came, dict(settled.files)))["items"][0]["code"] == "O6"


def test_a_list_that_skips_a_year_follows_the_codes_of_the_draft_between() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": None}
    items: list[Any] = [
        {"code": new, "title": f"ข้อใหม่ {old}", "follows": [old]}
        for old, new in moves.items()
        if new
    ]
    tree = dump({"fiscal_year": "2571", "items": items})
    path = f"{AGENCY}/2571/disclosures.yml"
    given_sources = sources(
        {
            path: _entered(["O5"]),
            "content/catalogue/2571.yml": f"items_known: true\n{tree}",
        }
    )
    today = datetime.date(2027, 11, 26)
    settled = settled_year(given_sources, "ban-rai", 2571, {}, today)
    assert settled.codes == {"O5": "O24"}


def test_items_walk_through_an_own_list_of_the_year_between() -> None:
    first: dict[str, str | None] = {code: code for code in CODES}
    first |= {"O5": "O6", "O6": "O5"}
    items: list[Any] = [
        {"code": f"O{at + 1}", "title": f"ข้อใหม่ {at}", "follows": [f"2570:{code}"]}
        for at, code in enumerate(CODES)
    ]
    tree = dump({"fiscal_year": "2571", "items": items})
    changes = {
        f"{AGENCY}/2571/disclosures.yml": _entered(["O5"]),
        LIST: _list(first),
        "content/catalogue/2571.yml": f"items_known: true\n{tree}",
    }
    today = datetime.date(2027, 11, 26)
    settled = settled_year(sources(changes), "ban-rai", 2571, {}, today)
    assert settled.codes == {"O5": "O6"}


def test_what_two_items_say_differently_waits_under_the_item_that_said_it() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": None, "O9": None, "O24": "O5"}
    entered = _entered(["O5", "O9", "O24"])
    for code, unit in (("O9", "staff"), ("O24", "clerk")):
        entered = entered.replace(
            f"# เดิม {code}\n", f"# เดิม {code}\n    owner: {unit}\n"
        )
    before = sources({DISCLOSURES: entered, LIST: _list(moves)})
    first = settled_year(before, "ban-rai", 2570, {}, TODAY)
    moved = _with(before, dict(first.files))
    joined = settled_year(moved, "ban-rai", 2570, {"O9": "O5"}, TODAY)
    assert list(joined.questions) == [
        ("O5", TITLES["O5"], "–"),
        ("O9", TITLES["O9"], "O5"),
    ]
    after = _with(moved, dict(joined.files))
    assert _tree(after)["unsettled"][-1]["was"] == {"code": "O9", "owner": "staff"}
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
    given_sources = sources({DISCLOSURES: _entered([code]), LIST: _list(moves) + more})
    settled = settled_year(given_sources, "ban-rai", 2570, {}, TODAY)
    assert list(settled.questions) == [(code, TITLES[code], "O27")]
