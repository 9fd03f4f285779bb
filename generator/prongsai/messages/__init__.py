"""The one table of words: findings, reports and page texts, Thai and English.

Each `*.yml` beside this file holds entries `code: {th: …, en: …}`; a finding has
`message` and `hint`, anything else is plain text. `{name}` stands for a fact.
"""

from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from prongsai.findings import Finding

LANGUAGES = ("th", "en")


@cache
def _table(name: str) -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    table: dict[str, dict[str, Any]] = YAML(typ="safe").load(text)
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
    """Say in one sentence what is wrong."""
    return _words(finding, language, "message")


def hint(finding: Finding, language: str = "th") -> str:
    """Say what to do about it, with what to type."""
    return _words(finding, language, "hint")


def _words(finding: Finding, language: str, part: str) -> str:
    entry = _table(finding_codes()[finding.code])[finding.code]
    return str(entry[language][part]).format(**dict(finding.facts)).strip()


def text(table: str, key: str, language: str = "th", /, **facts: object) -> str:
    """Return the words of `key` in `<table>.yml`.

    Raises:
        KeyError: no such key: our own bug.
    """
    words = str(_table(table)[key][language])
    return words.format(**facts) if facts else words
