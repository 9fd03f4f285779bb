"""Documents of the year before, to use again: those of the same item first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.loading.content import Year
from prongsai.loading.crosswalk import crosswalk
from prongsai.model.disclosures import Disclosure, Evidence
from prongsai.thai.dates import format_iso
from prongsai.yaml.writer import Bare

_OF_OTHER_YEAR = re.compile(r"\d{4}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A document of the year before: its id, and the item that had it then."""

    id: str
    code: str
    title: str


def year_before(assessed: AssessedYear) -> Year | None:
    """Return the last year before this one that there is."""
    years = (
        one
        for one in assessed.agency.years
        if one.fiscal_year < assessed.year.fiscal_year
    )
    return max(years, key=lambda one: one.fiscal_year, default=None)


def earlier(assessed: AssessedYear, code: str) -> tuple[Earlier, ...]:
    """Return what an item can use again and does not have yet."""
    before = year_before(assessed)
    if before is None:
        return ()
    have = {_what(one, 0) for one in _evidence(assessed.year, code)}
    found = [
        (one.code != code_before(assessed, before, code), one.code, evidence)
        for one in _disclosures(before)
        for evidence in one.evidence
        if _what(evidence, before.fiscal_year) not in have
    ]
    found.sort(key=lambda one: one[0])
    return tuple(
        Earlier(id=evidence.id, code=of, title=evidence.title)
        for _, of, evidence in found
    )


def code_before(assessed: AssessedYear, before: Year, code: str) -> str:
    """Return the code that an item had in the year before, empty where not sure."""
    rules = assessed.rules
    if rules is None or before.catalogue is None:
        return ""
    matches = crosswalk(before.catalogue, rules)
    return next((old for old, match in matches.items() if match.code == code), "")


def used_again(assessed: AssessedYear, id: str) -> dict[str, Any] | None:  # noqa: A002 - as the file calls it
    """Return the entry, without its id, of a document of the year before."""
    before = year_before(assessed)
    every = _disclosures(before) if before else ()
    one = next((e for item in every for e in item.evidence if e.id == id), None)
    if one is None or before is None:
        return None
    what = _what(one, before.fiscal_year)
    entry: dict[str, Any] = {"title": one.title, "file" if one.file else "url": what}
    if one.date:
        entry["date"] = Bare(format_iso(one.date))
    if one.year:
        entry["year"] = Bare(str(one.year))
    return entry


def _what(evidence: Evidence, year: int) -> str:
    """Return the file or the address of a document, as another year names it."""
    file = evidence.file
    if file and year and not _OF_OTHER_YEAR.match(file):
        return f"{year}/{file}"
    return file or evidence.url or ""


def _evidence(year: Year, code: str) -> Iterator[Evidence]:
    for one in _disclosures(year):
        if one.code == code:
            yield from one.evidence


def _disclosures(year: Year) -> tuple[Disclosure, ...]:
    return year.disclosures.value.items if year.disclosures else ()
