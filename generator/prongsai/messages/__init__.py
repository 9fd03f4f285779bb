"""All words that the program says: findings, reports and page texts, Thai and English.

Each `*.yml` next to this file holds entries `code: {th: …, en: …}`; a finding has
`message` and `hint`, anything else is plain text. `{name}` is replaced by a fact, or by
a clause of `by-authority.yml`: a finding says "must" only where the assessor's own rule
does. `{this_year}` and `{last_year}` are those of the file that a finding is about.
"""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any  # YAML, not yet read

from prongsai.findings import Finding
from prongsai.messages.signs import visible as visible
from prongsai.storage.limits import BadFileError
from prongsai.storage.refusals import TABLES

LANGUAGES = ("th", "en")
_YEAR_FOLDER = re.compile(r"/(25\d\d)(?:/|\.yml$)")


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    from prongsai.yaml.reader import read_yaml  # noqa: PLC0415 - slow to load; help needs no table

    data = files(__package__).joinpath(f"{name}.yml").read_bytes()
    tree: Any = read_yaml(data, f"messages/{name}.yml").tree
    table: dict[str, dict[str, Any]] = tree
    return table


@cache
def finding_codes() -> dict[str, str]:
    """Return every finding code with the table (file) that holds its words."""
    tables = sorted(
        entry.name.removesuffix(".yml")
        for entry in files(__package__).iterdir()
        if entry.name.startswith("findings-") and entry.name.endswith(".yml")
    )
    return {code: table for table in tables for code in _table(table)}


def message(finding: Finding, language: str = "th") -> str:
    """Return what is wrong, in one sentence."""
    return _words(finding, language, "message")


def hint(finding: Finding, language: str = "th") -> str:
    """Return what to do about it, with what to type; may have several lines."""
    return _words(finding, language, "hint")


_OF_THE_FORM = (
    "yaml-",
    "not-a-list",
    "not-a-mapping",
    "not-text",
    "empty-entry",
    "unknown-field",
    "duplicate-key",
    "reference-not-buddhist",
)
"""How codes begin that are about the form of a file, which no desk writes so."""


def desk_message(finding: Finding, language: str = "th") -> str:
    """Return what is wrong, with the fields as the desk calls them."""
    return _words(_labelled(finding, language), language, "message")


def desk_hint(finding: Finding, language: str = "th") -> str:
    """Return what to do about it at the desk, for somebody who never sees the file.

    The hint itself, where that does not name parts of the file. The form of a file can
    only be corrected in the file.
    """
    of_form = finding.code.startswith(_OF_THE_FORM)
    own = _table("desk-hints").get("of-the-file" if of_form else finding.code)
    if own is None:
        return hint(finding, language)
    return str(own[language]).format(**_facts(finding, language)).strip()


def _labelled(finding: Finding, language: str) -> Finding:
    """Return a finding that has the label of its field in the place of the name."""
    facts = tuple(
        (name, _called(value, language) if name in {"field", "key"} else value)
        for name, value in finding.facts
    )
    return replace(finding, facts=facts)


def _called(field: str, language: str) -> str:
    """Return the label of a field; what is no field of any record, as it is."""
    return label(field, language) if field in _table("fields") else field


def _words(finding: Finding, language: str, part: str) -> str:
    entry = _table(finding_codes()[finding.code])[finding.code]
    return str(entry[language][part]).format(**_facts(finding, language)).strip()


def _facts(finding: Finding, language: str) -> dict[str, str]:
    """Return all that the words about a finding may name."""
    facts = _clauses(finding.rule.authority if finding.rule else "", language)
    facts |= _years(finding)
    return facts | {name: visible(fact) for name, fact in finding.facts}


def _years(finding: Finding) -> dict[str, str]:
    """Return the years of examples in a hint: those of the file that it is about."""
    found = _YEAR_FOLDER.search(finding.place.path)
    year = finding.year or (int(found[1]) if found else 0)
    named = {"this_year": year, "last_year": year - 1}
    return {name: str(one) if year else "25xx" for name, one in named.items()}


@cache
def _clauses(authority: str, language: str) -> dict[str, str]:
    """Return the clauses that fit the strength of this authority."""
    table = _table("by-authority")
    return {
        name: str(table.get(f"{name}-{authority}", table[name])[language])
        for name in table
        if "-" not in name
    }


def has(table: str, key: str) -> bool:
    """Return whether a table has words of its own for a key."""
    return key in _table(table)


def text(table: str, key: str, language: str = "th", /, **facts: object) -> str:
    """Return the words of `key` in `<table>.yml`.

    A key such as `Measure.steps` that the table lacks is the label of the field: a
    table of an output says only what it calls otherwise.

    Raises:
        KeyError: no such key: our own bug.
    """
    own = _table(table)
    words = str(own[key][language]) if key in own else _borrowed(table, key, language)
    return words.format(**facts) if facts else words


def words(table: str, language: str = "th") -> dict[str, str]:
    """Return all words of a table that is plain text, for a page that has no Python."""
    return {key: str(one[language]) for key, one in _table(table).items()}


def refusal(error: BadFileError, language: str = "th", /, **facts: object) -> str:
    """Return why a file is not used and what to do, with the error's own facts."""
    shown = {name: visible(str(fact)) for name, fact in (facts | error.facts).items()}
    return text(TABLES[error.code], f"bad-{error.code}", language, **shown)


_NEXT = {"paper": "ui"}
"""The table that is asked before `fields.yml`: a paper follows the page."""


def _borrowed(table: str, key: str, language: str) -> str:
    if key[:1].isupper() and key in _table(_NEXT.get(table, table)):
        return text(_NEXT[table], key, language)
    return label(key, language)


def label(name: str, language: str = "th") -> str:
    """Return what a field (`Measure.steps`) or a choice (`Status.done`) is called.

    `steps` holds for every record that does not call its field otherwise.

    Raises:
        KeyError: no such field: our own bug.
    """
    fields = _table("fields")
    record, _, field = name.rpartition(".")
    entry = fields.get(name) or fields[name if record[:1].islower() else field]
    return str(entry[language])


def capital(words: str) -> str:
    """Return words as a heading: with a capital letter, where there is one."""
    return words[:1].upper() + words[1:]
