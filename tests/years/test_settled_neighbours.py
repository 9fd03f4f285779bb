"""What a settled year means for its addresses and for the years around it."""

import datetime
from typing import Any

from prongsai.checking import check_sources
from prongsai.yaml.writer import dump
from prongsai.years.moving import tree_of
from prongsai.years.settle import settled_year
from small_site import AGENCY, sources
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

OWN = "content/published/ban-rai.yml"


def test_addresses_of_items_that_moved_lead_to_their_new_place() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O24", "O24": None}
    before = sources(
        {
            DISCLOSURES: enter(["O4", "O5"]),
            LIST: item_list(moves),
            "content/published.yml": "addresses: [/ban-rai/2570/o5/]  # เผยแพร่แล้ว\n",
        }
    )
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    assert "content/published.yml" not in settled.files
    assert tree_of(settled.files[OWN], "") == {
        "redirects": [{"old": "/ban-rai/2570/o5/", "new": "/ban-rai/2570/o24/"}]
    }


def test_an_address_that_another_item_takes_is_told_and_moves_lead_on() -> None:
    moves: dict[str, str | None] = {code: code for code in CODES}
    moves |= {"O5": "O6", "O4": "O5", "O6": None}
    redirects = "redirects: [{old: /old/, new: /ban-rai/2570/o5/}]\n"
    before = sources(
        {
            DISCLOSURES: enter(["O4", "O5"]),
            LIST: item_list(moves),
            "content/published.yml": "addresses: [/ban-rai/2570/o5/]\n" + redirects,
        }
    )
    settled = settled_year(before, "ban-rai", 2570, {}, TODAY)
    assert settled.taken == {"/ban-rai/2570/o5/": "/ban-rai/2570/o6/"}
    assert published(with_words(before, dict(settled.files)))["redirects"] == [
        {"old": "/old/", "new": "/ban-rai/2570/o6/"},
        {"old": "/ban-rai/2570/o4/", "new": "/ban-rai/2570/o5/"},
    ]


def test_a_file_of_a_draft_that_does_not_say_so_is_made_to() -> None:
    said = enter(["O5"])
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
    changes = {DISCLOSURES: enter(["O5"]), LIST: item_list(moves), path: measures}
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
    before = sources({DISCLOSURES: enter(["O5"]), later: enter(["O6"])})
    found = [
        (one.year, one.code)
        for one in check_sources(before, today).findings
        if one.code in {"provisional-year", "list-has-come"}
    ]
    assert sorted(found) == [(2570, "provisional-year"), (2571, "provisional-year")]
    came = with_words(before, {LIST: item_list(moves).encode()})
    settled = settled_year(came, "ban-rai", 2570, {}, today)
    assert {*settled.files} == {DISCLOSURES, OWN}
    assert tree_in(with_words(came, dict(settled.files)))["items"][0]["code"] == "O6"


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
            path: enter(["O5"]),
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
        f"{AGENCY}/2571/disclosures.yml": enter(["O5"]),
        LIST: item_list(first),
        "content/catalogue/2571.yml": f"items_known: true\n{tree}",
    }
    today = datetime.date(2027, 11, 26)
    settled = settled_year(sources(changes), "ban-rai", 2571, {}, today)
    assert settled.codes == {"O5": "O6"}
