"""Findings in the order in which a person works: agency, severity, item or file."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from prongsai.findings import Finding, Severity
from prongsai.messages.signs import visible
from prongsai.reports.report import Report, ReportState
from prongsai.reports.words import say

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)

FIRST = 3
"""How many things are listed first, and how many places of a repeated finding."""

_ITEM = re.compile(r"[Oo](\d+)(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one severity about one item or file, one tuple for each code."""

    title: str
    entries: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The findings of one severity of one agency."""

    severity: Severity
    count: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """The findings of one agency, or of the site as a whole."""

    title: str
    count: int
    levels: tuple[Level, ...]


def sections(report: Report) -> tuple[ReportSection, ...]:
    """Group all findings: the agency with the worst finding first."""
    return tuple(
        ReportSection(
            title=owner(report, slug),
            count=len(found),
            levels=tuple(_levels(report, found)),
        )
        for slug, found in together(report.findings, lambda finding: finding.agency)
    )


def matters_first(report: Report) -> tuple[tuple[Finding, ...], ...]:
    """Return what to do first, repeated findings together.

    What forbids publication comes before what costs points, what is new before what was
    there, the newest year before years that are over, and what is found in many places
    before what is found once.
    """
    alike = together(report.findings, lambda f: (f.agency, f.year, f.code, f.severity))
    ranked = sorted(
        (found for _, found in alike),
        key=lambda found: (
            found[0].severity.rank,
            all(report.state(finding) is ReportState.OLD for finding in found),
            -found[0].year,
            -len(found),
        ),
    )
    return tuple(ranked[:FIRST])


def owner(report: Report, slug: str) -> str:
    """Return the agency's name, or words for the site as a whole."""
    return report.names.get(slug, slug) or say("whole-site", report.language)


def subject_of(report: Report, finding: Finding) -> str:
    """Name the item that a finding is about, or its file in the agency's folder."""
    code = _item(report, finding)
    if code:
        title = report.titles[finding.year, code]
        return say("item", report.language, code=code, title=title, year=finding.year)
    folder = f"content/agencies/{finding.agency}/"
    return visible(finding.place.path.removeprefix(folder))


def _item(report: Report, finding: Finding) -> str:
    found = _ITEM.match(finding.subject)
    code = f"O{found[1]}" if found else ""
    return code if (finding.year, code) in report.titles else ""


def _levels(report: Report, findings: Iterable[Finding]) -> Iterator[Level]:
    for severity, found in together(findings, lambda finding: finding.severity):
        yield Level(
            severity=severity, count=len(found), groups=tuple(_groups(report, found))
        )


def _groups(report: Report, findings: Iterable[Finding]) -> Iterator[Group]:
    for title, found in together(findings, lambda one: subject_of(report, one)):
        entries = tuple(entry for _, entry in together(found, lambda one: one.code))
        yield Group(title=title, entries=entries)


def together(
    things: Iterable[Thing], key: Callable[[Thing], Key]
) -> list[tuple[Key, tuple[Thing, ...]]]:
    """Group values by key, in the order of the first of each group."""
    found: dict[Key, list[Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return [(name, tuple(group)) for name, group in found.items()]
