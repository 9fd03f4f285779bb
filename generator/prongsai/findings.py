"""What is wrong, where, and how bad: findings are values, never exceptions.

A finding carries facts, not sentences; `prongsai.messages` turns them into Thai or
English. Its fingerprint does not change when a line moves or a message is reworded.
"""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from prongsai import severities

Mistake = TypeVar("Mistake")


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

_MORE = "more-of-the-same"
_Kind = tuple[str, str]
"""A code and the path of a file."""


def first_of_each(
    mistakes: Iterable[Mistake],
    kind: Callable[[Mistake], _Kind],
    described: Callable[[Mistake], Finding],
) -> Iterator[Finding]:
    """Make findings of the first mistakes of each kind, and count the others.

    Args:
        mistakes: what is wrong, in the order of the file.
        kind: returns the code of a mistake and the path of its file.
        described: makes the finding, which costs more than to count it.
    """
    seen: Counter[_Kind] = Counter()
    for one in mistakes:
        here = kind(one)
        seen[here] += 1
        if seen[here] <= MOST_OF_A_KIND:
            yield described(one)
    for here, count in seen.items():
        if count > MOST_OF_A_KIND:
            yield _more(*here, count - MOST_OF_A_KIND)


def counted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the first findings of each code in each file, and how many more."""
    before: dict[_Kind, Finding] = {}
    seen: Counter[_Kind] = Counter()
    more: Counter[_Kind] = Counter()
    kept: list[Finding] = []
    for one in findings:
        if one.code == _MORE:
            here, count = _counted_before(one)
            before.setdefault(here, one)
            more[here] += count
            continue
        here = one.code, one.place.path
        seen[here] += 1
        if seen[here] <= MOST_OF_A_KIND:
            kept.append(one)
        else:
            more[here] += 1
    return (*kept, *(_more(*here, n, before.get(here)) for here, n in more.items()))


def _counted_before(more: Finding) -> tuple[_Kind, int]:
    """Return of what there are more, and how many, as a finding says it."""
    facts = dict(more.facts)
    return (facts["kind"], more.place.path), int(facts["count"])


def _more(code: str, path: str, count: int, said: Finding | None = None) -> Finding:
    said = said or Finding(code=_MORE, place=Place(path=path), subject=code)
    return dataclasses.replace(said, facts=(("kind", code), ("count", str(count))))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether anything forbids publication."""
    return any(finding.severity is Severity.ERROR for finding in findings)
