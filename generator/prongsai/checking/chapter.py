"""Check one agency from its own files and those of the site."""

import datetime
from dataclasses import dataclass

from prongsai.assessment.agency_facts import AgencyFacts
from prongsai.assessment.coverage import Coverage, coverage
from prongsai.checking.content import as_of, check_agency
from prongsai.findings import Finding
from prongsai.loading.load import load
from prongsai.storage.content_folder import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One agency, checked: all that a check of the whole site needs of it.

    Attributes:
        wrong: mistakes of the shape of its files, and of their references.
        found: what the rules find, as of the day.
        facts: None where `agency.yml` cannot be used.
        years: the fiscal years (พ.ศ.) of which it has files.
        there: whether it has a file that an agency has, be it right or not.
    """

    slug: str
    wrong: tuple[Finding, ...]
    found: tuple[Finding, ...] = ()
    facts: AgencyFacts | None = None
    coverage: tuple[Coverage, ...] = ()
    years: tuple[int, ...] = ()
    there: bool = True


def check_chapter(sources: Sources, slug: str, today: datetime.date) -> Chapter:
    """Check one agency.

    Args:
        sources: its own files, and those of the site.
        slug: the name of its folder.
        today: the day of the check.
    """
    content, shape = load(sources)
    shape = tuple(one for one in shape if is_of(one, slug))
    agency = next(iter(content.agencies), None) if content else None
    if content is None or agency is None:
        there = content is not None and slug in content.slugs
        return Chapter(slug=slug, wrong=shape, there=there)
    checked = check_agency(content, agency, today)
    return Chapter(
        slug=slug,
        wrong=(*shape, *checked.references),
        found=tuple(as_of(one, today) for one in checked.found),
        facts=checked.facts,
        coverage=coverage(content, today),
        years=tuple(year.fiscal_year for year in agency.years),
    )


def is_of(finding: Finding, slug: str) -> bool:
    """Return whether a finding is about a file of an agency."""
    return finding.place.path.startswith(f"content/agencies/{slug}/")
