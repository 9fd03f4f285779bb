"""Load and check: shape, then references, then rules; all findings, worst first."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable
from typing import TypeAlias

from prongsai.assessment.assessed_year import AssessedYear, YearCheck
from prongsai.checks import LASTING, SITE_CHECKS, YEAR_CHECKS
from prongsai.findings import Finding, Severity, counted, worst_first
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.loading.references import check_references
from prongsai.storage.content_folder import Sources
from prongsai.thai.dates import fiscal_year_end

Run: TypeAlias = Callable[[YearCheck, AssessedYear], Iterable[Finding]]
"""Runs a rule over a year; one that was run before may know what it found."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The content with everything that is wrong with it, worst first.

    `content` is None only where `site.yml` cannot be used.
    """

    content: Content | None
    findings: tuple[Finding, ...]


def _afresh(rule: YearCheck, assessed: AssessedYear) -> Iterable[Finding]:
    return rule(assessed)


def check_sources(sources: Sources, today: datetime.date) -> Checked:
    """Load and check everything in one run; `today` matters for deadlines only."""
    return check_with(_afresh, sources, today)


def check_with(run: Run, sources: Sources, today: datetime.date) -> Checked:
    """Do the same with rules that are run as the caller does it."""
    content, wrong = load(sources)
    if content is None:
        return Checked(content=None, findings=counted(worst_first(wrong)))
    return Checked(
        content=content,
        findings=counted(worst_first((*wrong, *check(content, today, run)))),
    )


def check(
    content: Content, today: datetime.date, run: Run = _afresh
) -> tuple[Finding, ...]:
    """Check what was loaded; rules run only where the references are right."""
    findings = check_references(content)
    return (*findings, *_rules(content, today, findings, run))


def _rules(
    content: Content, today: datetime.date, wrong: tuple[Finding, ...], run: Run
) -> tuple[Finding, ...]:
    errors = [one for one in wrong if one.severity is Severity.ERROR]
    broken = {(finding.agency, finding.year) for finding in errors}
    findings = [
        finding
        for agency in content.agencies
        for year in agency.years
        if not broken & {("", 0), (agency.slug, 0), (agency.slug, year.fiscal_year)}
        for rule in YEAR_CHECKS.values()
        for assessed in (
            AssessedYear(content=content, agency=agency, year=year, today=today),
        )
        for finding in run(rule, assessed)
    ]
    if not broken:
        findings += [f for rule in SITE_CHECKS.values() for f in rule(content, today)]
    return tuple(_as_of(finding, today) for finding in findings)


def _as_of(finding: Finding, today: datetime.date) -> Finding:
    """Demote a warning about a year that is over: its points cannot change."""
    past = finding.year and fiscal_year_end(finding.year) < today
    if finding.severity is Severity.WARNING and past and finding.code not in LASTING:
        return finding.as_hint()
    return finding
