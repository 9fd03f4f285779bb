"""Every finding has its words, no words are unused, and Python holds no Thai prose."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checkout import ROOT
from each import each
from prongsai import messages, severities
from prongsai.findings import CODES, Finding, Place, Rule, Severity
from prongsai.model.catalogue import Authority
from prongsai.storage.starter import EXAMPLE_SLUG
from source_modules import MODULES, PACKAGE, text_of

TESTS = Path(__file__).parents[1]
THAI = re.compile("[\u0e01-\u0e5b]")

TABLES = {
    "thai/": "names of months and digits",
    "importing/": "headings of other programs' tables, to recognise them",
    "storage/attachments/": "words to recognise in documents",
    "checks/": "words to recognise in texts",
    "new/place_names": "words before the names of places",
    "paper/": "abbreviations of forms",
    "rules/": "words to recognise in manuals",
}
"""Folders whose modules may hold Thai words to recognise or to write dates."""


def strings(path: Path) -> Iterator[str]:
    """Yield all strings of a module except its docstrings."""
    tree = ast.parse(text_of(path))
    plain = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in plain:
            yield from [node.value] if isinstance(node.value, str) else []


TABLE = messages.finding_codes()


def test_every_code_has_its_words_and_no_words_are_left_over() -> None:
    assert sorted(TABLE) == sorted(CODES)


def test_a_code_has_one_severity() -> None:
    every = (*severities.ERRORS, *severities.WARNINGS, *severities.HINTS)
    assert len(every) == len(CODES)


def test_a_finding_with_a_code_of_no_table_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="no finding has the code 'unit-mising'"):
        Finding(code="unit-mising", place=Place(path="a.yml"))


def test_a_hint_keeps_its_code_and_fingerprint() -> None:
    warning = Finding(code="survey-missing", place=Place(path="a.yml"))
    hint = warning.as_hint()
    assert (warning.severity, hint.severity) == (Severity.WARNING, Severity.HINT)
    assert (warning.code, warning.fingerprint) == (hint.code, hint.fingerprint)


def entry(code: str) -> dict[str, dict[str, str]]:
    table = messages.finding_codes()[code]
    found: dict[str, dict[str, str]] = messages._table(table)[code]
    return found


def facts(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@each("code", CODES)
def test_every_entry_is_whole_in_both_languages(code: str) -> None:
    assert set(entry(code)) == set(messages.LANGUAGES)
    for language, words in entry(code).items():
        assert set(words) == {"message", "hint"}
        assert all(words.values())
        for text in words.values():
            assert text == text.strip()
            assert not text.endswith(".") or text.endswith("พ.ศ.")
            assert bool(THAI.search(text)) or language == "en"
        if language == "en":
            assert not THAI.sub("", words["message"]).startswith(" ")


@each("code", CODES)
def test_english_tells_nothing_that_thai_does_not(code: str) -> None:
    thai, english = (
        facts(entry(code)[language]["message"]) | facts(entry(code)[language]["hint"])
        for language in messages.LANGUAGES
    )
    assert english <= thai


@each("code", CODES)
def test_every_message_renders_with_hostile_facts(code: str) -> None:
    names = set().union(
        *(facts(text) for words in entry(code).values() for text in words.values())
    )
    hostile = "{x} {0} \x1b[31m\n\u202e%s"
    given = tuple((name, hostile) for name in sorted(names))
    finding = Finding(code=code, place=Place(path="a.yml"), facts=given)
    for language in messages.LANGUAGES:
        for say in (messages.message, messages.hint):
            told = say(finding, language)
            assert told
            assert all(line.isprintable() for line in told.split("\n"))
            assert "{x} {0} " in told or not names or hostile not in told


CLAUSES = {name for name in messages._table("by-authority") if "-" not in name}


def test_clauses_are_used_and_have_one_for_our_own_word() -> None:
    named = {
        name
        for code in CODES
        for words in entry(code).values()
        for name in facts(words["message"])
    }
    assert named >= CLAUSES
    authorities = {one.value for one in Authority} - {"official", "agency", "local"}
    for name in CLAUSES:
        for authority in authorities:
            assert f"{name}-{authority}" in messages._table("by-authority")


@each("code", [c for c in CODES if "missing" in c or "without" in c])
def test_nobody_is_told_that_he_must_where_that_is_only_our_word(code: str) -> None:
    names = set().union(*(facts(text) for text in entry(code)["th"].values()))
    if not names & CLAUSES:
        return
    given = tuple((name, "1") for name in sorted(names - CLAUSES))
    for authority, strong in (("official", True), ("agency", True), ("project", False)):
        rule = Rule(authority=authority, source="")
        place = Place(path="a.yml")
        found = Finding(code=code, place=place, facts=given, rule=rule)
        assert ("0 คะแนน" in messages.message(found)) is strong
        assert ("ยังไม่รู้ว่าคู่มือปีนี้ถามหรือไม่" in messages.message(found)) is not strong


def test_the_lines_of_a_hint_can_be_pasted() -> None:
    place = Place(path="a.yml")
    found = Finding(
        code="analysis-missing",
        place=place,
        facts=(("last", "2567"), ("lowest", "e9"), ("next", "e8")),
    )
    text = "\n".join(messages.hint(found).splitlines()[1:])
    assert [one["kind"] for one in YAML(typ="safe").load(text)["analysis"]] == [
        "urgent",
        "develop",
    ]


def test_every_code_is_expected_by_some_test() -> None:
    expected = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for kind in ("test_*.py", "*.yml", "*.txt")
        for path in TESTS.rglob(kind)
        if path != Path(__file__)
    )
    words = set(re.findall(r"[a-z0-9-]+", expected))
    assert CODES.keys() - words == set()


@each("path", sorted((PACKAGE / "messages").glob("*.yml")), ids=str)
def test_no_key_of_a_table_stands_twice(path: Path) -> None:
    assert YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def test_no_code_stands_in_two_tables() -> None:
    tables = (PACKAGE / "messages").glob("findings-*.yml")
    codes = [code for path in tables for code in messages._table(path.stem)]
    assert len(codes) == len(set(codes))


def test_python_holds_no_thai_prose() -> None:
    found = {
        name: {text for text in strings(path) if WORD.search(text)}
        for path in MODULES
        if WRITTEN_THAI.search(text_of(path))
        if not (name := path.relative_to(PACKAGE).as_posix()).startswith(tuple(TABLES))
    }
    assert {name: words for name, words in found.items() if words} == ALLOWED


WRITTEN_THAI = re.compile(r"[\u0e01-\u0e5b]|\\u0e|\\N\{")
"""Thai in the text of a module, as it is or escaped."""

WORD = re.compile("[\u0e01-\u0e4e]{5}")
"""Shorter ones are ranges of letters in patterns."""

ALLOWED: dict[str, set[str]] = {
    "site/captioned_charts.py": {"เแโใไ"},
}
"""Thai words elsewhere, each with its module."""


OF_OTHERS = {("report", "coverage-assumed")}
"""Texts that name a year because the rule behind them is of that year."""


def test_no_text_has_a_year_or_the_example_of_somebody_else() -> None:
    """An example has the year of the file that it is about, `{this_year}`."""
    tables = [
        path.stem for path in (ROOT / "generator/prongsai/messages").glob("*.yml")
    ]
    found = {
        (table, key)
        for table in tables
        for key, words in messages._table(table).items()
        if re.search(rf"25\d\d|{EXAMPLE_SLUG}", str(words))
    }
    assert found == OF_OTHERS


@each(
    ("path", "year", "expected"),
    [
        ("content/agencies/ban-rai/2571/survey.yml", 0, "2571-06-30"),
        ("content/catalogue/2572.yml", 0, "2572-06-30"),
        ("content/agencies/ban-rai/agency.yml", 2573, "2573-06-30"),
        ("content/agencies/ban-rai/agency.yml", 0, "25xx-06-30"),
    ],
)
def test_an_example_has_the_year_of_its_file(
    path: str, year: int, expected: str
) -> None:
    finding = Finding(code="survey-still-open", place=Place(path=path), year=year)
    assert f"closes: {expected}" in messages.hint(finding)
