"""What the desk says is for somebody who has never seen a file of it."""

import re

import pytest

from prongsai import messages
from prongsai.checks import YEAR_CHECKS
from prongsai.checks import __name__ as package
from prongsai.desk.beside import ALREADY_SHOWN, remark
from prongsai.findings import CODES, Finding, Place

OF_THE_FILE = re.compile(
    r"\.ya?ml|YAML|prongsai |pip install|--[a-z]|(?<!{)\b[a-z_]+:(?!//)|[\[\]]"
    r"|\b(?:evidence|components?|contacts|assessor|visibility|id)\b"
)
NAMES = re.compile(r"\{[a-z_]+\}")

ELSEWHERE = (
    "list-", "item-unsettled", "answers-unsettled", "calendar-", "local-", "agency-",
    "evidence-unused", "website-",
)  # fmt: skip
"""Beginnings of codes about what has no page at the desk yet: the year as a whole."""


def reachable() -> list[str]:
    codes = {code for rule in YEAR_CHECKS.values() for code in _codes(rule)}
    left = codes - ALREADY_SHOWN
    return sorted(code for code in left if not code.startswith(ELSEWHERE))


def _codes(rule: object) -> tuple[str, ...]:
    import sys

    module = sys.modules[str(getattr(rule, "__module__", package))]
    codes: tuple[str, ...] = module.CODES
    return codes


@pytest.mark.parametrize("code", reachable())
def test_no_word_of_the_file_is_in_what_the_desk_says(code: str) -> None:
    words = messages._table(messages.finding_codes()[code])[code]["th"]
    desk = messages._table("desk-hints").get(code, {"th": words["hint"]})["th"]
    for text in (words["message"], desk):
        assert OF_THE_FILE.search(NAMES.sub("", str(text))) is None, text


def test_the_table_has_only_codes_that_there_are() -> None:
    assert set(messages._table("desk-hints")) <= set(CODES)


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
