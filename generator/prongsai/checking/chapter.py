"""Check one agency from its own files and those of the site."""

import datetime
from dataclasses import dataclass

from prongsai.assessment.agency_facts import AgencyFacts
from prongsai.assessment.coverage import Coverage, coverage
from prongsai.checking.content import Run, afresh, as_of, check_agency
from prongsai.findings import Finding
from prongsai.loading.content import Content
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An agency as it was loaded, and what is wrong with it; see `Chapter`.

    `content` is that of the agency and the site; `facts` is None where `agency.yml`
    cannot be used.
    """

    content: Content | None
    wrong: tuple[Finding, ...]
    found: tuple[Finding, ...] = ()
    facts: AgencyFacts | None = None


def look_into(
    sources: Sources, slug: str, today: datetime.date, run: Run = afresh
) -> Looked:
    """Load and check one agency.

    Args:
        sources: its own files, and those of the site.
        slug: the name of its folder.
        today: the day of the check.
        run: runs a rule over a year.
    """
    content, shape = load(sources)
    wrong = tuple(one for one in shape if _is_of(one, slug))
    agency = next(iter(content.agencies), None) if content else None
    if content is None or agency is None:
        return Looked(content=content, wrong=wrong)
    checked = check_agency(content, agency, today, run)
    return Looked(
        content=content,
        wrong=(*wrong, *checked.references),
        found=tuple(as_of(one, today) for one in checked.found),
        facts=checked.facts,
    )


def check_chapter(sources: Sources, slug: str, today: datetime.date) -> Chapter:
    """Check one agency, and forget its content."""
    return chapter_of(look_into(sources, slug, today), slug, today)


def chapter_of(looked: Looked, slug: str, today: datetime.date) -> Chapter:
    """Return what a check of the whole site needs of an agency."""
    content = looked.content
    return Chapter(
        slug=slug,
        wrong=looked.wrong,
        found=looked.found,
        facts=looked.facts,
        coverage=coverage(content, today) if content else (),
        years=tuple(
            year.fiscal_year
            for agency in (content.agencies if content else ())
            for year in agency.years
        ),
        there=content is not None and slug in content.slugs,
    )


def _is_of(finding: Finding, slug: str) -> bool:
    """Return whether a finding is about an agency's folder, or something in it.

    There is no file of another agency; those next to the folders are the site's.
    """
    folder, _, name = finding.place.path.partition("agencies/")
    shown = slug.encode(errors="replace").decode()
    return folder == "content/" and ("/" in name or name == shown)
