"""`site.yml`: is the agency of the site there."""

from collections.abc import Iterator

from prongsai.content import Content
from prongsai.findings import Finding
from prongsai.model.site import Mode
from prongsai.references.mistakes import error, listed


def site_mistakes(content: Content) -> Iterator[Finding]:
    """In mode agency the site needs an agency that is there."""
    site = content.site.value
    slugs = {agency.slug for agency in content.agencies} | content.broken
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
