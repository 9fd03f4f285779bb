"""The sitemap with the data's own dates: same content, same bytes, on every day.

A page has the date of the newest thing on it; a page without a date has none. Pages
that ask not to be indexed are left out. Where there are more addresses than a file may
have, each agency has a file in its own folder, and `sitemap.xml` lists the files.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.pages.page import Page
from prongsai.site.escape import for_html
from prongsai.site.page_types import Plan, order_of

FILE = "sitemap.xml"
_OF_SITE = "sitemap-site.xml"
MOST = 50_000
"""Addresses that the protocol allows in one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a sitemap says of a page.

    Attributes:
        order: that of its type in `PAGES`; agencies are in order within a type.
        agency: the agency in whose folder it is, empty for all others: a sitemap lists
            only what is below its own folder.
    """

    address: str
    agency: str
    date: datetime.date | None
    order: int


def in_order(pages: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return pages as the sitemap lists them.

    Args:
        pages: those of the site as a whole, then those of each agency.
    """
    return tuple(sorted(pages, key=lambda page: page.order))


def listed(plan: Plan) -> Iterator[Listed]:
    """Yield the pages that search engines may list, in reading order."""
    for page in plan.pages:
        if plan.may_be_indexed(page):
            yield Listed(
                address=page.address,
                agency=_folder(page),
                date=max(page.dates, default=None),
                order=order_of(page.template),
            )


def _folder(page: Page) -> str:
    slug = page.agency.slug if page.agency else ""
    return slug if page.address.startswith(f"{slug}/") else ""


def is_split(pages: Sequence[Listed], most: int | None = None) -> bool:
    """Return whether each agency has a sitemap of its own."""
    return len(pages) > (MOST if most is None else most)


def sitemaps(
    site_url: str | None, pages: Sequence[Listed], most: int | None = None
) -> Mapping[str, bytes]:
    """Return the files by path; none without pages, or where no address is known.

    Those of the agencies' own are not among them: see `own_sitemap`.
    """
    if site_url is None or not pages:
        return {}
    root = site_url.rstrip("/")
    if not is_split(pages, most):
        return {FILE: _pages(root, pages)}
    chapters: dict[str, list[Listed]] = {}
    for page in pages:
        path = f"{page.agency}/{FILE}" if page.agency else _OF_SITE
        chapters.setdefault(path, []).append(page)
    files = {FILE: _index(root, chapters)}
    if _OF_SITE in chapters:
        files[_OF_SITE] = _pages(root, chapters[_OF_SITE])
    return files


def own_sitemap(
    site_url: str, agency: str, pages: Iterable[Listed]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the sitemap in the folder of an agency, if it has one."""
    own = in_order(page for page in pages if page.agency == agency)
    if own:
        yield f"{agency}/{FILE}", _pages(site_url.rstrip("/"), own)


def _pages(root: str, pages: Iterable[Listed]) -> bytes:
    return _xml("urlset", (_line("url", root, one.address, one.date) for one in pages))


def _index(root: str, chapters: Mapping[str, Sequence[Listed]]) -> bytes:
    lines = (
        _line("sitemap", root, path, _newest(pages)) for path, pages in chapters.items()
    )
    return _xml("sitemapindex", lines)


def _newest(pages: Iterable[Listed]) -> datetime.date | None:
    return max((one.date for one in pages if one.date), default=None)


def _line(tag: str, root: str, path: str, date: datetime.date | None) -> str:
    stamp = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
    return f"<{tag}><loc>{for_html(f'{root}/{path}')}</loc>{stamp}</{tag}>"


def _xml(tag: str, lines: Iterable[str]) -> bytes:
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            f"</{tag}>\n",
        )
    ).encode()
