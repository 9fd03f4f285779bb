"""What is wrong, where, and how bad: findings are values, never exceptions.

A finding carries facts, not sentences; `prongsai.messages` turns them into Thai or
English. Its fingerprint does not change when a line moves or a message is reworded.
"""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from prongsai import severities


class Severity(StrEnum):
    """`error` stops publication, `warning` risks points, `hint` is good practice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


CODES: Mapping[str, Severity] = {
    **dict.fromkeys(severities.ERRORS, Severity.ERROR),
    **dict.fromkeys(severities.WARNINGS, Severity.WARNING),
    **dict.fromkeys(severities.HINTS, Severity.HINT),
}
"""How bad the findings of each code are."""


@dataclasses.dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Place:
    """A position in a file: `path` from the project root, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Write the place as editors read it: `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The rule behind a warning: an authority of the catalogue and its source."""

    authority: str
    source: str


PROJECT = Rule(authority="project", source="")
"""A rule that only this project makes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        code: stable kebab-case word of `CODES`; part of the contract with users.
        place: where to look and type.
        facts: what the message needs, as `(name, text)` pairs.
        agency: slug, empty for the site as a whole.
        year: fiscal year (พ.ศ.), 0 where there is none.
        subject: stable id of the thing (`O27`, `o27-analysis`, `m3`).
        field: name of the field in it, where one is meant.
        rule: the rule behind it, for warnings.
        only_hint: whether it is a hint although its code is worse; see `as_hint`.
    """

    code: str
    place: Place
    facts: tuple[tuple[str, str], ...] = ()
    agency: str = ""
    year: int = 0
    subject: str = ""
    field: str = ""
    rule: Rule | None = None
    only_hint: bool = False

    def __post_init__(self) -> None:
        """Refuse a code that is not in the table.

        Raises:
            ValueError: a mistake of the program, not of the content.
        """
        if self.code not in CODES:
            message = f"no finding has the code {self.code!r}: see prongsai/codes.py"
            raise ValueError(message)

    @property
    def severity(self) -> Severity:
        """How bad it is: that of its code, or a hint."""
        return Severity.HINT if self.only_hint else CODES[self.code]

    def as_hint(self) -> "Finding":
        """Return it as a hint: it is not sure here, or cannot be changed any more."""
        return dataclasses.replace(self, only_hint=True)

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits over code, agency, year, subject and field."""
        parts = (self.code, self.agency, str(self.year), self.subject, self.field)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by severity, then file, line, column and code; drop exact repetitions."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda f: (f.severity.rank, f.place, f.code, f.facts),
        )
    )


MOST_OF_A_KIND = 200
"""Findings of one code in one file; the others are only counted."""


def counted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the first findings of each code in each file, and how many more."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Finding] = []
    for one in findings:
        kind = one.code, one.place.path
        seen[kind] += 1
        if seen[kind] <= MOST_OF_A_KIND:
            kept.append(one)
    more = {kind: n for kind, n in seen.items() if n > MOST_OF_A_KIND}
    return (*kept, *(_more(*kind, n - MOST_OF_A_KIND) for kind, n in more.items()))


def _more(code: str, path: str, count: int) -> Finding:
    return Finding(
        code="more-of-the-same",
        place=Place(path=path),
        facts=(("kind", code), ("count", str(count))),
        subject=code,
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether anything forbids publication."""
    return any(finding.severity is Severity.ERROR for finding in findings)
