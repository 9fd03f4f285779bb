"""Which item a warning is about, so that its unit gets it."""

import bisect
import re
from collections.abc import Mapping

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import Finding, Severity
from prongsai.model.catalogue import Role

TOLD_BY_STATES = frozenset(
    {
        "calendar-items-passed",
        "calendar-items-soon",
        "component-missing",
        "disclosures-missing",
        "due-passed",
        "due-soon",
        "item-empty",
        "item-missing",
        "items-empty",
        "reply-passed",
        "reply-soon",
    }
)
"""Codes of findings that the states and days of an item cover already."""

_ITEM = re.compile(r"[Oo](\d{1,2})(?:-.*)?")


def by_item(
    assessed: AssessedYear, findings: tuple[Finding, ...]
) -> Mapping[str, tuple[Finding, ...]]:
    """Return the warnings about the assessed year by the code of their item.

    A warning belongs to the item that its subject names (`O27`, `o27-analysis-urgent`),
    else of the item whose lines in `disclosures.yml` it points at; one about the
    measures belongs to the measures item.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        own = (finding.agency, finding.year)
        if own != (assessed.agency.slug, assessed.year.fiscal_year):
            continue
        if finding.severity is Severity.WARNING and finding.code not in TOLD_BY_STATES:
            code = item_of(assessed, finding)
            if code:
                found.setdefault(code, []).append(finding)
    return {code: tuple(some) for code, some in found.items()}


def item_of(assessed: AssessedYear, finding: Finding) -> str:
    """Return the code of the item that a finding is about, empty where of none."""
    named = _ITEM.fullmatch(finding.subject)
    codes = {item.code for item in assessed.rules.items} if assessed.rules else set()
    if named and f"O{named[1]}" in codes:
        return f"O{named[1]}"
    disclosures, measures = assessed.year.disclosures, assessed.year.measures
    if disclosures and finding.place.path == disclosures.file:
        count = len(disclosures.value.items)
        lines = [disclosures.at("items", index).line for index in range(count)]
        at = bisect.bisect_right(lines, finding.place.line) - 1
        return disclosures.value.items[at].code if at >= 0 else ""
    if measures and finding.place.path == measures.file:
        item = assessed.item_of(Role.MEASURES)
        return item.code if item else ""
    return ""
