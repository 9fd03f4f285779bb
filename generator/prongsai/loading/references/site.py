"""Check that the agencies of `site.yml` exist and have something to show."""

from collections.abc import Iterator

from prongsai.findings import Finding
from prongsai.loading.content import AgencyContent, Content
from prongsai.loading.references.mistakes import error, listed
from prongsai.model.site import Mode


def site_mistakes(content: Content) -> Iterator[Finding]:
    """Check that every agency that is named exists and has a year."""
    site = content.site.value
    for agency in content.agencies:
        if not agency.years and (site.mode is Mode.HUB or site.agency == agency.slug):
            yield _without_year(agency, site.mode)
    slugs = {agency.slug for agency in content.agencies} | content.broken
    for index, own in enumerate(site.own_sites):
        if own.agency not in slugs:
            yield error(
                content.site,
                "unknown-agency",
                ("own_sites", index, "agency"),
                value=own.agency,
                known=listed(slugs),
            )
    if site.mode is not Mode.AGENCY or site.agency in slugs:
        return
    if site.agency is None:
        yield error(content.site, "no-agency-chosen", ("mode",), known=listed(slugs))
    else:
        yield error(
            content.site,
            "unknown-agency",
            ("agency",),
            value=site.agency,
            known=listed(slugs),
        )


def _without_year(agency: AgencyContent, mode: Mode) -> Finding:
    """Report agencies without a year: they have no page, a hub leaves them out."""
    name, slug = agency.agency.value.name, agency.slug
    found = agency.agency.finding(
        "agency-without-year", (), slug, None, name=name, slug=slug
    )
    return found.as_hint() if mode is Mode.HUB else found
