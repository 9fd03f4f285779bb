"""The sitemap with the data's own dates: same content, same bytes, on every day.

A page has the date of the newest thing on it; a page without a date has none. Pages
that ask not to be indexed are left out.
"""

from pathlib import Path

from prongsai.pages.page import Page
from prongsai.site.escape import for_html
from prongsai.site.page_types import Plan
from prongsai.storage.write import Scratch


def write_sitemap(site: Path, plan: Plan) -> None:
    """Replace the sitemap of MkDocs, which has the dates of the build."""
    made = Scratch(site)
    made.remove("sitemap.xml.gz")
    made.remove("sitemap.xml")
    data = sitemap(plan)
    if data is not None:
        made.put("sitemap.xml", data)


def sitemap(plan: Plan) -> bytes | None:
    """Return the sitemap, or None where it would be empty or the address is unknown."""
    site = plan.context.content.site.value
    pages = [one for one in plan.pages if plan.may_be_indexed(one)]
    if site.site_url is None or not pages:
        return None
    url = site.site_url.rstrip("/")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(_line(url, page) for page in pages),
        "</urlset>\n",
    ]
    return "\n".join(lines).encode()


def _line(url: str, page: Page) -> str:
    date = max(page.dates, default=None)
    stamp = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
    return f"<url><loc>{for_html(f'{url}/{page.address}')}</loc>{stamp}</url>"
