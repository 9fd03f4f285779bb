"""Links: every file, page and anchor that the site points to is there.

Sources: pages, style sheets, the sitemap, the search index, canonical addresses.
Pictures of the survey are left to the check of QR codes.
"""

import json
import re
from collections.abc import Iterator

from prongsai.site.verify.site import BuiltSite, Way
from prongsai.site.verify.site_errors import SiteError

INDEX = "search-index.js"
SITEMAP = re.compile(r"(?:[^/]+/)?sitemap(?:-site)?\.xml")
_CSS_URL = re.compile(rb"url\(\s*[\"']?([^\"')]+)")
_LOCATION = re.compile(rb"<loc>([^<]+)</loc>")
_SURVEY_PICTURE = re.compile(r"(?:.*/)?eit/[^/]+\.(?:svg|png)")


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield dead links (`site-dead-link`) and lost anchors (`site-no-anchor`).

    Of a part of a site, links that leave it are not among them: see `ways_out`.
    """
    ids = {path: frozenset(page.ids) for path, page in site.pages.items()}
    for source, way in _ways(site):
        if way.file is None:
            if site.part is None:
                yield from dead(way.path, source)
        elif way.fragment and way.fragment not in ids.get(way.file, {way.fragment}):
            yield lost(way.file, way.fragment, source)


def ways_out(site: BuiltSite) -> Iterator[tuple[str, Way]]:
    """Yield the links that lead to no file of a part of a site, with their sources."""
    return ((source, way) for source, way in _ways(site) if way.file is None)


def dead(path: str, source: str) -> Iterator[SiteError]:
    """Yield the error of a link that leads nowhere."""
    if not _SURVEY_PICTURE.fullmatch(path):
        yield SiteError(code="site-dead-link", subject=path, file=source)


def lost(file: str, fragment: str, source: str) -> SiteError:
    """Return the error of a link to an anchor that a page does not have."""
    address = file.removesuffix("index.html")
    return SiteError(
        code="site-no-anchor", subject=f"{address}#{fragment}", file=source
    )


def _ways(site: BuiltSite) -> Iterator[tuple[str, Way]]:
    for path, ways in site.ways.items():
        for way in ways:
            yield path, way
    for path, link in (*_in_styles(site), *_absolute(site)):
        found = site.way(path, link)
        if found is not None:
            yield path, found


def _in_styles(site: BuiltSite) -> Iterator[tuple[str, str]]:
    for path in site.of_kind(".css"):
        for match in _CSS_URL.findall(site.read(path)):
            if not match.startswith((b"data:", b"#")):
                yield path, match.decode()


def _absolute(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Yield addresses that are printed from the root, as paths on the host."""
    url = (site.terms.url or "").rstrip("/") + "/"
    base = site.base
    for path, row in index_rows(site):
        yield path, base + row[0]
    for path, page in site.pages.items():
        for tag in page.tags:
            if tag["rel"] == "canonical":
                yield path, base + tag["href"].removeprefix(url)
                break
    for path in filter(SITEMAP.fullmatch, sorted(site.files)):
        for match in _LOCATION.findall(site.read(path)):
            yield path, base + match.decode().removeprefix(url)


def is_index(path: str) -> bool:
    """Return whether a file is an index of the search."""
    return path.rpartition("/")[2] == INDEX


def index_rows(site: BuiltSite) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of each index with its path: address first, then texts."""
    for path in filter(is_index, sorted(site.files)):
        text = site.read(path).decode()
        rows = json.loads(text[text.index("[") : text.index("\n]") + 2])
        yield from ((path, row) for row in rows)
