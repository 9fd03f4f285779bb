"""Every word of an import is said somewhere, in both languages, with the same facts."""

import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_args

from each import each
from prongsai import messages
from prongsai.importing import notes
from prongsai.importing.report import _field
from prongsai.importing.understand.draft import (
    HEADER,
    REPEATED,
    ROW_NUMBER,
    TO_FILL,
    UNPLACED,
)
from prongsai.importing.understand.measure_columns import COLUMNS
from prongsai.importing.understand.vocabulary import table
from prongsai.storage.refusals import TABLES
from prongsai.thai.pasted import clean

PACKAGE = Path(str(files("prongsai")))
WORDS = messages._table("importing")
KINDS = {
    "warned": notes.LeftOut,
    "guess": notes.Guess,
    "why": notes.Reason,
    "against": notes.Contradiction,
    "open": notes.OpenPoint,
}
"""How the words of each kind of code begin."""

FAMILIES = ("document-", "field-", "file-", "report-change-", "report-conflict-")
"""Beginnings of words that the report puts together with a kind or a field."""


def codes() -> Iterator[str]:
    """Yield every code that an import can note, as its words are called."""
    for beginning, kind in KINDS.items():
        yield from (f"{beginning}-{code}" for code in get_args(kind))


def sources(*folders: str) -> str:
    """Return the program's text in these folders."""
    paths = (path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))
    return "\n".join(
        path.read_text("utf-8").replace("'", '"')
        for path in paths
        if path.name not in {"notes.py", "refusals.py"}
    )


def test_every_code_has_its_words_and_every_words_a_code() -> None:
    beginnings = tuple(f"{beginning}-" for beginning in KINDS)
    words = (name for name in WORDS if name.startswith(beginnings))
    assert sorted(codes()) == sorted(words)


def test_every_reason_to_refuse_a_file_has_its_words_and_all_words_a_reason() -> None:
    for name in sorted(set(TABLES.values())):
        own = {f"bad-{code}" for code, table_ in TABLES.items() if table_ == name}
        words = {word for word in messages._table(name) if word.startswith("bad-")}
        assert own == words


def test_no_code_is_left_over() -> None:
    noted = sources("importing")
    refused = sources("importing", "storage", "workbook", "rules")
    left = [name for name in codes() if f'"{name.partition("-")[2]}"' not in noted]
    left += [code for code in TABLES if f'"{code}"' not in refused]
    assert left == []


def test_no_words_of_the_report_are_left_over() -> None:
    said = sources("importing", "cli")
    own = set(WORDS) - {*codes(), *(f"bad-{code}" for code in TABLES)}
    own = {name for name in own if not name.startswith(FAMILIES)}
    assert {name for name in own if f'"{name}"' not in said} == set()


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@each("name", WORDS)
def test_both_languages_have_the_same_facts(name: str) -> None:
    assert set(WORDS[name]) == {"th", "en"}
    assert facts(WORDS[name]["th"]) == facts(WORDS[name]["en"])


@each("group", ["columns", "headings", "followers", "status", "repeats", "rounds"])
def test_no_form_of_the_vocabulary_has_two_meanings(group: str) -> None:
    forms = [form for form, _ in table(group)]
    assert len(forms) == len(set(forms))


@each(
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


@each("language", messages.LANGUAGES)
def test_every_field_that_a_column_fills_has_its_name(language: str) -> None:
    fields = {field for field, _ in COLUMNS.values()} | {"addresses"}
    kinds = {f"measures.{field}" for field in fields}
    kinds |= {"analysis.scope", "analysis.text", "scores"}
    kinds |= {HEADER, REPEATED, ROW_NUMBER, TO_FILL, UNPLACED}
    assert all(_field(kind, language) for kind in kinds)
    own = {n.removeprefix("field-") for n in WORDS if n.startswith("field-")}
    assert own <= kinds
