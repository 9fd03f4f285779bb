"""Items: checklist and item pages of a year link to each other and fit the catalogue.

Years and items are found by the shape of their folders alone.
"""

from collections.abc import Iterator

from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-unlisted-item`, `site-no-way-back` and `site-unknown-item`."""
    for year, names in site.items.items():
        checklist = f"{year}index.html"
        known = site.terms.items.get(site.year_of(year), ())
        codes = {code.lower() for code in known}
        listed = linked(site, checklist)
        for name in names:
            page = f"{year}{name}/index.html"
            if name not in codes:
                yield SiteError(
                    code="site-unknown-item", subject=f"{year}{name}/", file=page
                )
            # Without a checklist the link back is dead, which is reported already.
            if checklist not in site.pages:
                continue
            if page not in listed:
                yield SiteError(
                    code="site-unlisted-item", subject=f"{year}{name}/", file=checklist
                )
            if checklist not in linked(site, page):
                yield SiteError(
                    code="site-no-way-back", subject=f"{year}{name}/", file=page
                )


def linked(site: BuiltSite, page: str) -> frozenset[str | None]:
    """Return the files that a page links to."""
    return frozenset(way.file for way in site.ways.get(page, ()) if way.tag == "a")
