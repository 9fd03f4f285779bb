"""What the desk says is for somebody who has never seen a file of it."""

import re

import pytest

from each import each
from file_words import OF_THE_FILE, of_the_file
from prongsai import messages
from prongsai.desk.beside import remark
from prongsai.findings import CODES, Finding, Place

FORM = "yaml-"
"""Codes about the form of a file: the desk only says that the file cannot be read."""

OF_THE_BUILD = "site-"
"""Codes about a site that was built wrongly: our own bug, for who looks after it."""

TABLES = ("desk", "desk-agency", "desk-tables", "desk-acts", "workbook", "new")
"""Words for somebody with the desk or a workbook."""

OF_A_TERMINAL = {
    "desk": {"opened", "port-taken", "not-installed"},
    "new": {"bad-folder", "made", "dry-run", "not-a-hub", "no-terminal"},
    "workbook": {
        "exported",
        "no-openpyxl",
        "no-unit",
        "several-agencies",
        "proposed",
        "needs-agency",
        "needs-year",
    },
}
"""What only the command prints, by table; `bad-folder` names what is taken."""


def hints(code: str) -> list[str]:
    """Return what is wrong and what to do, as the desk has it for a code."""
    words = messages._table(messages.finding_codes()[code])[code]["th"]
    of_desk = messages._table("desk-hints").get(code, {"th": words["hint"]})["th"]
    return [str(words["message"]), str(of_desk)]


def raw(code: str) -> str:
    """Return message and hint of a code, as they are in the table of the file."""
    words = messages._table(messages.finding_codes()[code])[code]["th"]
    return f"{words['message']} {words['hint']}"


def test_no_word_of_the_file_is_in_what_the_desk_says_of_a_finding() -> None:
    wrong = [
        (code, of_the_file(text), text)
        for code in CODES
        if not code.startswith((FORM, OF_THE_BUILD))
        for text in hints(code)
        if of_the_file(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("table", TABLES)
def test_no_word_of_the_file_is_in_the_words_of_desk_and_workbook(table: str) -> None:
    wrong = [
        (key, of_the_file(str(words["th"])), words["th"])
        for key, words in messages._table(table).items()
        if key not in OF_A_TERMINAL.get(table, set()) and of_the_file(str(words["th"]))
    ]
    assert wrong == []


@each("code", [code for code in CODES if "{field}" in raw(code)])
def test_a_field_has_its_label_and_no_name_of_the_file(code: str) -> None:
    names = set(re.findall(r"(?<!\{)\{([a-z_]+)\}", raw(code)))
    facts = dict.fromkeys(names, "“-”") | {"field": "visibility"}
    finding = Finding(code=code, place=Place(path="x"), facts=tuple(facts.items()))
    shown = remark(finding, "th")
    assert "visibility" not in shown.text + shown.hint


def test_of_the_form_of_a_file_the_desk_says_who_corrects_it() -> None:
    finding = Finding(code="yaml-colon", place=Place(path="x"), facts=(("text", "a"),))
    assert messages.desk_hint(finding) == (
        "ให้ผู้ดูแลเว็บไซต์แก้ไฟล์ข้อมูล หรือย้อนกลับไปวันก่อน ข้อมูลเดิมยังอยู่ในไฟล์"
    )


def test_the_table_has_only_codes_that_there_are() -> None:
    assert set(messages._table("desk-hints")) <= {*CODES, "of-the-file"}


@pytest.mark.parametrize("line", ["แก้  title: ชื่อ", "สั่ง prongsai check", "[{id}]"])
def test_a_word_of_the_file_would_be_seen(line: str) -> None:
    assert OF_THE_FILE.search(line)


def test_days_are_as_people_write_them() -> None:
    finding = Finding(
        code="date-in-future",
        place=Place(path="x"),
        facts=(("date", "2569-09-11"), ("today", "2568-11-27")),
    )
    shown = remark(finding, "th")
    assert "11 ก.ย. 2569" in shown.text
    assert "2569-09-11" not in shown.text + shown.hint
