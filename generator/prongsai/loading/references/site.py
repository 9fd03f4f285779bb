"""Check that the agencies of `site.yml` exist and have something to show."""

from collections.abc import Iterator

from prongsai.findings import Finding
from prongsai.loading.content import AgencyContent, Loaded
from prongsai.loading.references.mistakes import Known, error
from prongsai.model.site import Mode, Site


def site_mistakes(site_file: Loaded[Site], slugs: frozenset[str]) -> Iterator[Finding]:
    """Check that every agency that is named exists; `slugs` are those that do."""
    site, known = site_file.value, Known.of(slugs)
    for index, own in enumerate(site.own_sites):
        if own.agency not in slugs:
            yield error(
                site_file,
                "unknown-agency",
                ("own_sites", index, "agency"),
                value=own.agency,
                known=known.listed,
            )
    if site.mode is not Mode.AGENCY or site.agency in slugs:
        return
    if site.agency is None:
        yield error(site_file, "no-agency-chosen", ("mode",), known=known.listed)
    else:
        yield error(
            site_file,
            "unknown-agency",
            ("agency",),
            value=site.agency,
            known=known.listed,
        )


def without_year(agency: AgencyContent, site: Site) -> Iterator[Finding]:
    """Report an agency without a year: it has no page, a hub leaves it out."""
    if agency.years or not (site.mode is Mode.HUB or site.agency == agency.slug):
        return
    name, slug = agency.agency.value.name, agency.slug
    found = agency.agency.finding(
        "agency-without-year", (), slug, None, name=name, slug=slug
    )
    yield found.as_hint() if site.mode is Mode.HUB else found
