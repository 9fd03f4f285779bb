"""Pages: each can be reached from the home page by following links."""

from collections.abc import Iterator

from prongsai.site.verify.checklist import linked
from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError

_STARTS = ("index.html", "404.html")


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-unreachable` for each page that no link leads to.

    Redirects need no link. Items are checked with the checklist.
    """
    seen = _reachable(site)
    items = {
        f"{y}{name}/index.html" for y, names in site.items.items() for name in names
    }
    for path, page in site.pages.items():
        if path not in seen and path not in items and not page.redirects:
            yield SiteError(code="site-unreachable", subject=page.address, file=path)


def _reachable(site: BuiltSite) -> set[str]:
    seen = {path for path in _STARTS if path in site.pages}
    todo = sorted(seen)
    while todo:
        for file in linked(site, todo.pop()):
            if file in site.pages and file is not None and file not in seen:
                seen.add(file)
                todo.append(file)
    return seen
