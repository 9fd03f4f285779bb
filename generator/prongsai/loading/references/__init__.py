"""Check that the files fit together: codes, ids, references, files, staff-only links.

Everything here is an error: what it names cannot be published as it is (an agency of a
hub that has nothing yet is a hint, since the others can). What refers to a file that
could not be read is not checked.
"""

from collections.abc import Iterator
from operator import attrgetter

from prongsai.findings import Finding, first_of_each
from prongsai.loading.content import AgencyContent, Content, Loaded
from prongsai.loading.references.agency import agency_mistakes
from prongsai.loading.references.catalogue import catalogue_mistakes
from prongsai.loading.references.disclosures import disclosure_mistakes
from prongsai.loading.references.measures import measure_mistakes
from prongsai.loading.references.mistakes import Mistake
from prongsai.loading.references.scores import score_mistakes
from prongsai.loading.references.site import site_mistakes, without_year
from prongsai.loading.references.staff_only import staff_only_links
from prongsai.model.fields import Record


def check_references(content: Content) -> tuple[Finding, ...]:
    """Return all findings of this level, in the order of the files."""
    own = (
        one for agency in content.agencies for one in agency_references(content, agency)
    )
    return (*site_references(content, content.slugs), *own)


def site_references(content: Content, slugs: frozenset[str]) -> Iterator[Finding]:
    """Check the files of the site as a whole; `slugs` are those of all agencies."""
    return _told(_of_site(content, slugs))


def agency_references(content: Content, agency: AgencyContent) -> Iterator[Finding]:
    """Check the files of one agency."""
    return _told(_of_agency(content, agency))


def _told(mistakes: Iterator[Mistake]) -> Iterator[Finding]:
    """Tell the first mistakes of each kind, and how many more there are."""
    return first_of_each(mistakes, attrgetter("kind"), Mistake.told)


def _of_site(content: Content, slugs: frozenset[str]) -> Iterator[Mistake]:
    lists = (*content.local, *content.partial)
    yield from staff_only_links((content.site, content.published, *lists))
    yield from site_mistakes(content.site, slugs)
    for local in lists:
        yield from catalogue_mistakes(local, content)


def _of_agency(content: Content, agency: AgencyContent) -> Iterator[Mistake]:
    yield from staff_only_links(_files(agency))
    yield from without_year(agency, content.site.value)
    yield from agency_mistakes(agency)
    for year in agency.years:
        if year.scores:
            yield from score_mistakes(year.scores, content)
        if year.measures:
            yield from measure_mistakes(year.measures, agency, year, content)
        if year.disclosures:
            yield from disclosure_mistakes(year.disclosures, agency, year)


def _files(agency: AgencyContent) -> Iterator[Loaded[Record] | None]:
    yield agency.agency
    for year in agency.years:
        yield from (year.scores, year.measures, year.disclosures, year.survey)


__all__ = ["agency_references", "check_references", "site_references"]
