"""Check that the agencies of `site.yml` exist and have something to show."""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Loaded
from prongsai.loading.references.mistakes import Known, Mistake, error
from prongsai.model.site import Mode, Site


def site_mistakes(site_file: Loaded[Site], slugs: frozenset[str]) -> Iterator[Mistake]:
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


def without_year(agency: AgencyContent, site: Site) -> Iterator[Mistake]:
    """Report an agency without a year: it has no page, a hub leaves it out."""
    if agency.years or not (site.mode is Mode.HUB or site.agency == agency.slug):
        return
    yield Mistake(
        loaded=agency.agency,
        code="agency-without-year",
        path=(),
        subject=agency.slug,
        facts={"name": agency.agency.value.name, "slug": agency.slug},
        only_hint=site.mode is Mode.HUB,
    )
