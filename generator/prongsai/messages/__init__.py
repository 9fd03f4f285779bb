"""All words that the program says: findings, reports and page texts, Thai and English.

Each `*.yml` next to this file holds entries `code: {th: …, en: …}`; a finding has
`message` and `hint`, anything else is plain text. `{name}` is replaced by a fact, or by
a clause of `by-authority.yml`: a finding says "must" only where the assessor's own rule
does.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from prongsai.findings import Finding
from prongsai.yaml.reader import read_yaml

LANGUAGES = ("th", "en")


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
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


def _words(finding: Finding, language: str, part: str) -> str:
    entry = _table(finding_codes()[finding.code])[finding.code]
    facts = _clauses(finding.rule.authority if finding.rule else "", language)
    facts |= {name: _visible(fact) for name, fact in finding.facts}
    return str(entry[language][part]).format(**facts).strip()


@cache
def _clauses(authority: str, language: str) -> dict[str, str]:
    """Return the clauses that fit the strength of this authority."""
    table = _table("by-authority")
    return {
        name: str(table.get(f"{name}-{authority}", table[name])[language])
        for name in table
        if "-" not in name
    }


def _visible(fact: str) -> str:
    """Return a fact on one line, without signs that would command a terminal."""
    line = " ".join(fact.split())
    return "".join(sign if sign.isprintable() else "�" for sign in line)


def text(table: str, key: str, language: str = "th", /, **facts: object) -> str:
    """Return the words of `key` in `<table>.yml`.

    Raises:
        KeyError: no such key: our own bug.
    """
    words = str(_table(table)[key][language])
    return words.format(**facts) if facts else words
