"""Which part of an item each finding is about, so that it is next to its field."""

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import Finding, Severity
from prongsai.internal.todo_findings import TOLD_BY_STATES, item_of
from prongsai.thai.dates import with_days

ITEM = ""
"""The part that is the item as a whole."""

ALREADY_SHOWN = TOLD_BY_STATES | {
    "components-missing",
    "components-unknown",
    "items-missing",
    "not-confirmed",
}
"""What the page of an item says by its states and days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding next to its field: what is wrong, and what to do, in words."""

    severity: Severity
    text: str
    hint: str


def remarks(
    assessed: AssessedYear, findings: tuple[Finding, ...], code: str, language: str
) -> Mapping[str, tuple[Remark, ...]]:
    """Return the remarks on an item by its part: a component, a document, or all."""
    found: dict[str, dict[Remark, None]] = {}
    own = (assessed.agency.slug, assessed.year.fiscal_year)
    for one in findings:
        if (one.agency, one.year) != own or one.code in ALREADY_SHOWN:
            continue
        if item_of(assessed, one) == code and _of_items(assessed, one):
            found.setdefault(_part(assessed, one, code), {})[remark(one, language)] = (
                None
            )
    return {part: tuple(some) for part, some in found.items()}


def _of_items(assessed: AssessedYear, finding: Finding) -> bool:
    """Return whether it can be corrected here: measures are in a file of their own."""
    measures = assessed.year.measures
    return measures is None or finding.place.path != measures.file


def remark(finding: Finding, language: str) -> Remark:
    """Return a finding in the words of the desk, with days as people write them."""
    shown = with_days if language == "th" else str
    return Remark(
        severity=finding.severity,
        text=shown(messages.desk_message(finding, language)),
        hint=shown(messages.desk_hint(finding, language)),
    )


def _part(assessed: AssessedYear, finding: Finding, code: str) -> str:
    """Return the id of the component or document whose lines a finding points at."""
    file = assessed.year.disclosures
    if file is None or finding.place.path != file.file:
        return finding.subject if "-" in finding.subject else ITEM
    parts = sorted(_lines(assessed, code))
    at = bisect.bisect_right([line for line, _ in parts], finding.place.line) - 1
    return parts[at][1] if at >= 0 else ITEM


def _lines(assessed: AssessedYear, code: str) -> Iterator[tuple[int, str]]:
    """Yield the line at which each part of the item begins."""
    file = assessed.year.disclosures
    for index, item in enumerate(file.value.items if file else ()):
        if file and item.code == code:
            yield file.at("items", index).line, ITEM
            for name in ("evidence", "components"):
                for at, part in enumerate(getattr(item, name)):
                    yield file.at("items", index, name, at).line, part.id
