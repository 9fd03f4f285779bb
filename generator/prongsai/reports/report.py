"""A report as a value: a list of findings with its heading, ready to be written."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from prongsai import __version__
from prongsai.assessment.coverage import Coverage, coverage
from prongsai.checking import Checked
from prongsai.checking.project import ProjectChecked
from prongsai.findings import Finding, Severity, worst_first
from prongsai.loading.catalogues import newest_revision
from prongsai.loading.content import Content
from prongsai.storage import git
from prongsai.storage.git_state import state


class ReportState(StrEnum):
    """What became of a finding since a revision."""

    NEW = "new"
    OLD = "old"
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Since:
    """Findings compared with those of a revision, each kind worst first.

    `unseen` were there before and are not now, but a new error in the same agency keeps
    the checks from running, so they may still be there.
    """

    revision: str
    new: tuple[Finding, ...]
    old: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    unseen: tuple[Finding, ...] = ()

    def state(self, finding: Finding) -> ReportState:
        """Return what became of one of these findings."""
        return self._states[finding]

    @cached_property
    def _states(self) -> Mapping[Finding, ReportState]:
        return {
            **dict.fromkeys(self.fixed, ReportState.FIXED),
            **dict.fromkeys(self.old, ReportState.OLD),
            **dict.fromkeys(self.new, ReportState.NEW),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a report was made of.

    Attributes:
        program: version of this program.
        catalogue: the newest revision of the rules.
        commit: id of the work tree's commit, empty outside a repository.
        changed: the content differs from that commit.
        date: the day as of which was checked.
        prefix: way from the top of the repository to the project, ending with `/`.
    """

    program: str
    catalogue: datetime.date
    date: datetime.date
    commit: str = ""
    changed: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A list of findings, worst first, with what a reader needs to understand it.

    Attributes:
        names: names of agencies by slug.
        titles: titles of items by fiscal year (พ.ศ.) and code.
        coverage: how far every year with disclosures or measures is.
    """

    heading: Heading
    findings: tuple[Finding, ...]
    language: str = "th"
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[tuple[int, str], str] = field(default_factory=dict)
    since: Since | None = None
    coverage: tuple[Coverage, ...] = ()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Count the findings of each severity, worst first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    def state(self, finding: Finding) -> ReportState | None:
        """Return what became of a finding; None where nothing was compared."""
        return None if self.since is None else self.since.state(finding)


def heading(root: Path, today: datetime.date) -> Heading:
    """Return the heading of a report about the project at `root`."""
    commit, changed = state(root)
    return Heading(
        program=__version__,
        catalogue=newest_revision(),
        date=today,
        commit=commit,
        changed=changed,
        prefix=git.prefix(root) if commit else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a report says of the content in addition to findings; see `Report`."""

    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[tuple[int, str], str] = field(default_factory=dict)
    coverage: tuple[Coverage, ...] = ()


def about(content: Content | None, today: datetime.date) -> About:
    """Return what there is to say of the content, as far as it was read."""
    if content is None:
        return About()
    names = {agency.slug: agency.agency.value.name for agency in content.agencies}
    counted = coverage(content, today)
    return About(names=names, titles=titles(content), coverage=counted)


def titles(
    content: Content, years: Iterable[int] | None = None
) -> dict[tuple[int, str], str]:
    """Return the titles of items by fiscal year (พ.ศ.) and code, of all years or some.

    Rules of a year are read when they are asked for, which takes a while.
    """
    known = content.catalogues
    wanted = known if years is None else sorted(set(years) & set(known))
    return {(year, one.code): one.title for year in wanted for one in known[year].items}


def about_project(checked: ProjectChecked) -> About:
    """Return what there is to say of a project that was checked agency by agency."""
    said = {finding.year for finding in checked.findings}
    said |= {counted.year for counted in checked.coverage}
    return About(
        names=checked.names,
        titles=titles(checked.site, said) if checked.site else {},
        coverage=checked.coverage,
    )


def report(
    heading: Heading,
    about: About,
    findings: Iterable[Finding],
    language: str,
    since: Since | None = None,
) -> Report:
    """Make the report."""
    return Report(
        heading=heading,
        findings=worst_first(findings),
        language=language,
        names=about.names,
        titles=about.titles,
        since=since,
        coverage=about.coverage,
    )


def report_on(
    root: Path, checked: Checked, today: datetime.date, language: str = "th"
) -> Report:
    """Return the report on what was checked in the project at `root`."""
    said = about(checked.content, today)
    return report(heading(root, today), said, checked.findings, language)


def compare(revision: str, before: Iterable[Finding], now: Iterable[Finding]) -> Since:
    """Distinguish new, old and fixed findings by their fingerprints.

    Where several findings share one fingerprint they are counted: three before and two
    now are two old and one fixed. Those with the same facts are matched first.
    """
    left = dict.fromkeys(before)
    fresh = dict.fromkeys(now)
    old: list[Finding] = []
    for key in (_exact, _alike):
        old += _take(left, fresh, key)
    hiding = {one.agency for one in fresh if one.severity is Severity.ERROR}
    unseen = {one for one in left if "" in hiding or one.agency in hiding}
    fixed = [one for one in left if one not in unseen]
    return Since(
        revision=revision,
        new=worst_first(fresh),
        old=worst_first(old),
        fixed=worst_first(fixed),
        unseen=worst_first(unseen),
    )


def _exact(finding: Finding) -> tuple[object, ...]:
    return (finding.fingerprint, finding.facts)


def _alike(finding: Finding) -> tuple[object, ...]:
    return (finding.fingerprint,)


def _take(
    left: dict[Finding, None],
    fresh: dict[Finding, None],
    key: Callable[[Finding], tuple[object, ...]],
) -> list[Finding]:
    """Remove the pairs with equal keys from both; return those of `fresh`."""
    waiting: dict[tuple[object, ...], list[Finding]] = {}
    for finding in worst_first(left)[::-1]:
        waiting.setdefault(key(finding), []).append(finding)
    found = []
    for finding in worst_first(fresh):
        if alike := waiting.get(key(finding)):
            del left[alike.pop()], fresh[finding]
            found.append(finding)
    return found
