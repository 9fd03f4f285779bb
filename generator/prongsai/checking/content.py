"""Load and check content as a whole; all findings, worst first."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from prongsai.assessment.agency_facts import AgencyFacts, agency_facts
from prongsai.assessment.assessed_year import AssessedYear, YearCheck
from prongsai.checks import AGENCY_CHECKS, LASTING, SITE_CHECKS, YEAR_CHECKS
from prongsai.findings import Finding, Severity, counted, worst_first
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.loading.load import load
from prongsai.loading.references import agency_references, site_references
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


def afresh(rule: YearCheck, assessed: AssessedYear) -> Iterable[Finding]:
    """Run a rule, whatever was known before."""
    return rule(assessed)


def check_sources(sources: Sources, today: datetime.date) -> Checked:
    """Load and check everything in one run; `today` matters for deadlines only."""
    return check_with(afresh, sources, today)


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
    content: Content, today: datetime.date, run: Run = afresh
) -> tuple[Finding, ...]:
    """Check what was loaded; rules run only where the references are right."""
    of_site = tuple(site_references(content, content.slugs))
    if concerns_all(of_site):
        own = (agency_references(content, agency) for agency in content.agencies)
        return (*of_site, *(one for found in own for one in found))
    parts = [
        check_agency(content.of(agency), agency, today, run)
        for agency in content.agencies
    ]
    wrong = (one for part in parts for one in part.references)
    found = [one for part in parts for one in part.found]
    found += site_rules(content, [part.facts for part in parts])
    return (*of_site, *wrong, *(as_of(one, today) for one in found))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgencyChecked:
    """What is wrong with one agency, and what the whole site has to know of it.

    `references` do not fit; `found` is what the rules say of all that does.
    """

    references: tuple[Finding, ...]
    found: tuple[Finding, ...]
    facts: AgencyFacts


def check_agency(
    content: Content, agency: AgencyContent, today: datetime.date, run: Run = afresh
) -> AgencyChecked:
    """Check one agency; `content` is that of the agency alone."""
    wrong = tuple(agency_references(content, agency))
    years = _whole_years(agency, wrong)
    found = [
        finding
        for year in years
        for rule in YEAR_CHECKS.values()
        for assessed in (
            AssessedYear(content=content, agency=agency, year=year, today=today),
        )
        for finding in counted(run(rule, assessed))
    ]
    if not any(one.year == 0 for one in _errors(wrong)):
        found += [one for rule in AGENCY_CHECKS.values() for one in rule(agency)]
    facts = agency_facts(agency, years)
    return AgencyChecked(references=wrong, found=tuple(found), facts=facts)


def _whole_years(agency: AgencyContent, wrong: tuple[Finding, ...]) -> tuple[Year, ...]:
    """Return the years whose references are right."""
    broken = {one.year for one in _errors(wrong)}
    if 0 in broken:
        return ()
    return tuple(year for year in agency.years if year.fiscal_year not in broken)


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (one for one in findings if one.severity is Severity.ERROR)


def concerns_all(of_site: Iterable[Finding]) -> bool:
    """Return whether a mistake in the site's files keeps all rules from running."""
    return any(one.year == 0 for one in _errors(of_site))


def site_rules(content: Content, agencies: Sequence[AgencyFacts]) -> Iterator[Finding]:
    """Compare the agencies; only their facts are needed."""
    for rule in SITE_CHECKS.values():
        yield from rule(content.site, agencies)


def as_of(finding: Finding, today: datetime.date) -> Finding:
    """Demote a warning about a year that is over: its points cannot change."""
    past = finding.year and fiscal_year_end(finding.year) < today
    if finding.severity is Severity.WARNING and past and finding.code not in LASTING:
        return finding.as_hint()
    return finding
