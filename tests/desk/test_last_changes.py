"""The card of an item has who changed it last, and when."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from desk_project import YEAR, Asked, make_project


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def last(desk: Asked, code: str) -> str:
    """Return what the card of an item has on its last change."""
    page = desk.get(f"{YEAR}/").text
    card = page[page.index(f'action="{YEAR}/{code}/drop"') :].partition("</li>")[0]
    told = re.findall(r'card__foot">([^<]*ล่าสุด[^<]*)<', card)
    return str(told[0]) if told else ""


def say(desk: Asked, was: str, words: str) -> None:
    form = {"explanation": words, "was-explanation": was}
    assert desk.post(f"{YEAR}/O1/words", form).status_code == 303


def test_nothing_is_told_of_an_item_that_was_never_changed_here(desk: Asked) -> None:
    say(desk, "", "ก")
    assert last(desk, "O2") == ""


def test_the_card_tells_when_and_by_which_post(desk: Asked) -> None:
    desk.cookies["prongsai-post"] = quote("ปลัดเทศบาล")
    say(desk, "", "ก")
    assert last(desk, "O1") == "แก้ล่าสุด 15 ม.ค. 2568 09:30 น. ปลัดเทศบาล"


def test_taking_back_is_a_change_too(desk: Asked) -> None:
    say(desk, "", "ก")
    desk.post("/undo", {"there": "/"})
    assert last(desk, "O1") == "แก้ล่าสุด 15 ม.ค. 2568 09:30 น."


def test_what_was_changed_elsewhere_since_is_told_so(desk: Asked) -> None:
    say(desk, "", "ก")
    text = desk.written.replace("explanation: ก", "explanation: ข")
    desk.year_file.write_text(text, encoding="utf-8")
    assert last(desk, "O1").endswith("· มีคนแก้นอกโต๊ะทำงานหลังจากนั้น")


@pytest.mark.parametrize("damage", [b"[", b"[]", b'{"a": 1}', b'{"a": {"O1": {}}}'])
def test_a_damaged_list_is_an_empty_one(desk: Asked, damage: bytes) -> None:
    say(desk, "", "ก")
    (desk.root / ".prongsai/desk-items.json").write_bytes(damage)
    assert last(desk, "O1") == ""
    say(desk, "ก", "ข")
    assert last(desk, "O1").startswith("แก้ล่าสุด")
