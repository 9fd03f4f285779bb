"""The documentation of the rules, read from their docstrings.

The form of a docstring is described in `prongsai.checks`.
"""

import importlib
import inspect
import re
import textwrap
from dataclasses import dataclass

from prongsai.checks import RULES
from prongsai.findings import CODES

ELSEWHERE = {
    "online": "prongsai.online",
    "published": "prongsai.site.published_addresses",
}
"""Rules about the planned site or the network, which are not among the checks."""

_SECTIONS = ("What", "Why", "Whose rule", "Passing example", "Failing example")
_HEADING = re.compile(rf"^({'|'.join(_SECTIONS)}):[ \n]", re.MULTILINE)

_INTRODUCTION = """\
# Checks

Made by `prongsai checks --write` from the docstrings in `generator/prongsai/checks/`;
do not edit it here. Severity: an error stops publication, a warning risks points, a
hint is good practice. Warnings about a fiscal year that is over become hints.
"""

_TABLE = """\
## All codes

Every code that `prongsai check`, `build` and `diff` report, with its severity; those
of no rule above come from reading the files, from references between them and from the
built site. A finding that is not sure is a hint whatever its code.

| Code | Severity |
| --- | --- |
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDocument:
    """The published documentation of one rule; the examples are YAML."""

    name: str
    title: str
    what: str
    why: str
    whose: str
    passing: str
    failing: str
    codes: tuple[str, ...]


def read(name: str) -> CheckDocument:
    """Read the documentation of the rule `name`.

    Raises:
        ValueError: its docstring is not of the fixed form.
    """
    usual = f"prongsai.checks.{name.replace('-', '_')}"
    module = importlib.import_module(ELSEWHERE.get(name, usual))
    title, *parts = _HEADING.split(inspect.cleandoc(module.__doc__ or ""))
    if tuple(parts[::2]) != _SECTIONS:
        message = f"checks/{name}: sections are {parts[::2]}, not {list(_SECTIONS)}"
        raise ValueError(message)
    what, why, whose, passing, failing = parts[1::2]
    return CheckDocument(
        name=name,
        title=title.strip(),
        what=" ".join(what.split()),
        why=" ".join(why.split()),
        whose=" ".join(whose.split()),
        passing=textwrap.dedent(passing).strip(),
        failing=textwrap.dedent(failing).strip(),
        codes=tuple(module.CODES),
    )


def page() -> str:
    """Return `docs/checks.md`: all rules by name."""
    names = sorted((*RULES, *ELSEWHERE))
    sections = (_section(read(name)) for name in names)
    return "\n".join([_INTRODUCTION, *sections, _table()])


def _table() -> str:
    lines = (f"| `{code}` | {CODES[code].value} |" for code in sorted(CODES))
    return _TABLE + "\n".join(lines) + "\n"


def _section(check: CheckDocument) -> str:
    codes = ", ".join(f"`{code}` ({CODES[code].value})" for code in check.codes)
    return (
        f"## {check.name}\n\n{check.title}\n\n"
        f"- What: {check.what}\n- Why: {check.why}\n- Whose rule: {check.whose}\n"
        f"- Codes: {codes}\n\n"
        f"Passes:\n\n```yaml\n{check.passing}\n```\n\n"
        f"Fails:\n\n```yaml\n{check.failing}\n```\n"
    )
