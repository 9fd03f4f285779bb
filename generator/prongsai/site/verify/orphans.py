"""Pages: each can be reached from the home page by following links."""

from collections.abc import Iterable, Iterator

from prongsai.site.verify.checklist import linked
from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError

STARTS = ("index.html", "404.html")


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-unreachable` for each page that no link leads to.

    Of a part of a site nothing is known yet: see `unreached`.
    """
    if site.part is None:
        yield from map(unreachable, unreached(site, STARTS))


def unreached(site: BuiltSite, starts: Iterable[str]) -> Iterator[str]:
    """Yield the pages to which no link leads from one of the `starts`.

    Redirects need no link. Items are checked with the checklist.
    """
    seen = _reachable(site, starts)
    items = {
        f"{y}{name}/index.html" for y, names in site.items.items() for name in names
    }
    for path, page in site.pages.items():
        if path not in seen and path not in items and not page.redirects:
            yield path


def unreachable(path: str) -> SiteError:
    """Return the error of a page that no link leads to."""
    address = path.removesuffix("index.html")
    return SiteError(code="site-unreachable", subject=address, file=path)


def _reachable(site: BuiltSite, starts: Iterable[str]) -> set[str]:
    seen = {path for path in starts if path in site.pages}
    todo = sorted(seen)
    while todo:
        for file in linked(site, todo.pop()):
            if file in site.pages and file is not None and file not in seen:
                seen.add(file)
                todo.append(file)
    return seen
