"""Check that the files fit together: codes, ids, references, files, staff-only links.

Everything here is an error: what it names cannot be published as it is (an agency of a
hub that has nothing yet is a hint, since the others can). What refers to a file that
could not be read is not checked.
"""

from collections.abc import Iterator

from prongsai.findings import Finding
from prongsai.loading.content import Content
from prongsai.loading.references.agency import agency_mistakes
from prongsai.loading.references.catalogue import catalogue_mistakes
from prongsai.loading.references.disclosures import disclosure_mistakes
from prongsai.loading.references.measures import measure_mistakes
from prongsai.loading.references.scores import score_mistakes
from prongsai.loading.references.site import site_mistakes
from prongsai.loading.references.staff_only import staff_only_links


def check_references(content: Content) -> tuple[Finding, ...]:
    """Return all findings of this level, in the order of the files."""
    return tuple(_findings(content))


def _findings(content: Content) -> Iterator[Finding]:
    yield from staff_only_links(content)
    yield from site_mistakes(content)
    for local in (*content.local, *content.partial):
        yield from catalogue_mistakes(local, content)
    for agency in content.agencies:
        yield from agency_mistakes(agency)
        for year in agency.years:
            if year.scores:
                yield from score_mistakes(year.scores, content)
            if year.measures:
                yield from measure_mistakes(year.measures, agency, year, content)
            if year.disclosures:
                yield from disclosure_mistakes(year.disclosures, agency, year)


__all__ = ["check_references"]
