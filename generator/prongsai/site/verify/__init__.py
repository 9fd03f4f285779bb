"""Verify that a built site is complete, private and self-contained.

It reads the bytes below `build/site` and the catalogues, never the plan that the site
was made from: so a page that the plan forgot is missed here. Everything found is a bug
of the program (or of a site's own `theme/`), not of the content.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prongsai.findings import Finding, worst_first
from prongsai.site.verify import (
    alternatives,
    checklist,
    ids,
    language,
    leaks,
    links,
    orphans,
    outside,
    qr,
)
from prongsai.site.verify.site import BuiltSite, Terms, Withheld
from prongsai.site.verify.site_errors import SiteError, as_findings

CHECKS: Mapping[str, Callable[[BuiltSite], Iterator[SiteError]]] = {
    "alternatives": alternatives.check,
    "checklist": checklist.check,
    "ids": ids.check,
    "language": language.check,
    "leaks": leaks.check,
    "links": links.check,
    "orphans": orphans.check,
    "outside": outside.check,
    "qr": qr.check,
}
"""Every check; `verify/<name>.py` holds it."""


def verify(site: Path, terms: Terms) -> tuple[Finding, ...]:
    """Return what is wrong with the site below the folder `site`."""
    built = BuiltSite(root=site, terms=terms)
    site_errors = [error for check in CHECKS.values() for error in check(built)]
    return worst_first(as_findings(built, site_errors))


__all__ = ["CHECKS", "Terms", "Withheld", "verify"]
