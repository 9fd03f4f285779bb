"""Every word of an import is said somewhere, in both languages, with the same facts."""

import ast
import string
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from prongsai import messages
from prongsai.importing.report import _field
from prongsai.importing.understand.draft import HEADER, REPEATED, ROW_NUMBER, UNPLACED
from prongsai.importing.understand.measure_columns import COLUMNS
from prongsai.importing.understand.vocabulary import table
from prongsai.thai.pasted import clean
from prongsai.yaml.reader import read_yaml

PACKAGE = Path(str(files("prongsai")))
PARTS = (
    *(PACKAGE / "importing").rglob("*.py"),
    PACKAGE / "storage" / "archive.py",
    PACKAGE / "storage" / "limits.py",
    *(PACKAGE / "storage" / "cleaning").glob("*.py"),
    PACKAGE / "thai" / "pasted.py",
)
CONFINED = PACKAGE / "storage" / "confined"
"""Files of others are read there; its codes are refusals, too."""

MADE_BY = {
    "BadFileError": "bad",
    "guess": "guess",
    "contradict": "against",
    "ask": "open",
    "Warned": "warned",
    "why": "why",
}
"""Functions that take a code, and how its words begin."""


def spoken() -> dict[str, dict[str, str]]:
    tree = read_yaml((PACKAGE / "messages" / "importing.yml").read_bytes(), "").tree
    assert isinstance(tree, dict)
    return tree  # type: ignore[return-value]  # a table of words


WORDS = spoken()


@cache
def codes() -> set[str]:
    """Return every code that the importer's modules give to such a function."""
    found = set()
    for path in PARTS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in MADE_BY:
                second = name in {"guess", "contradict", "ask"}
                found |= {
                    f"{MADE_BY[name]}-{part.value}"
                    for argument in node.args[second : second + 1]
                    for part in ast.walk(argument)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


@cache
def texts() -> set[str]:
    """Return every string of the importer's modules."""
    return {
        node.value
        for path in (*PARTS, PACKAGE / "cli" / "import_.py", *CONFINED.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_its_words() -> None:
    found = codes()
    assert len(found) > 40
    assert found - set(WORDS) == set()


def test_no_words_are_left_over() -> None:
    said = texts()
    unused = {
        name
        for name in WORDS
        if name not in codes() | said
        and name.partition("-")[2] not in said
        and not name.startswith(("field-", "report-change-", "report-conflict-"))
    }
    assert unused == set()


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_have_the_same_facts(name: str) -> None:
    assert set(WORDS[name]) == {"th", "en"}
    assert facts(WORDS[name]["th"]) == facts(WORDS[name]["en"])


@pytest.mark.parametrize(
    "group", ["columns", "headings", "followers", "status", "repeats", "rounds"]
)
def test_no_form_of_the_vocabulary_has_two_meanings(group: str) -> None:
    forms = [form for form, _ in table(group)]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ดําเนินการ", "ดำเนินการ"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("เเผน", "แผน"),
        ("ที่่", "ที่"),
        ("ก\u200bข\u00a0ค\x07", "กข ค"),
        ("e\u0301", "é"),
        (" ก \n ข ", "ก ข"),
    ],
)
def test_pasted_text_is_made_what_was_meant(typed: str, meant: str) -> None:
    assert clean(typed) == meant
    assert clean(meant) == meant


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_field_that_a_column_fills_has_its_name(language: str) -> None:
    fields = {field for field, _ in COLUMNS.values()} | {"addresses"}
    kinds = {f"measures.{field}" for field in fields}
    kinds |= {"analysis.scope", "analysis.text", "scores"}
    kinds |= {HEADER, REPEATED, ROW_NUMBER, UNPLACED}
    assert all(_field(kind, language) for kind in kinds)
    own = {n.removeprefix("field-") for n in WORDS if n.startswith("field-")}
    assert own <= kinds
