"""Load and check: shape, then references, then rules; all findings, worst first."""

import datetime
from dataclasses import dataclass

from prongsai.content import Content
from prongsai.findings import Finding, has_errors, worst_first
from prongsai.load import load
from prongsai.references import check_references
from prongsai.sources import Sources


@dataclass(frozen=True, slots=True)
class Checked:
    """The content with everything that is wrong with it, worst first.

    `content` is None only where `site.yml` cannot be used.
    """

    content: Content | None
    findings: tuple[Finding, ...]


def check_sources(sources: Sources, today: datetime.date) -> Checked:
    """Load and check everything in one run; `today` matters for deadlines only."""
    content, wrong = load(sources)
    if content is None:
        return Checked(None, worst_first(wrong))
    return Checked(content, worst_first((*wrong, *check(content, today))))


def check(content: Content, today: datetime.date) -> tuple[Finding, ...]:
    """Check what was loaded; rules wait until what they rest on fits together."""
    findings = check_references(content)
    if has_errors(findings):
        return findings
    return (*findings, *_rules(content, today))


def _rules(content: Content, today: datetime.date) -> tuple[Finding, ...]:
    del content, today
    return ()
