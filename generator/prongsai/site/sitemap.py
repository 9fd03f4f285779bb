"""The sitemap with the data's own dates: same content, same bytes, on every day.

A page has the date of the newest thing on it; a page without a date has none. Pages
that ask not to be indexed are left out.
"""

import datetime
from collections.abc import Iterator
from xml.sax.saxutils import escape

from prongsai.pages.checklist import ChecklistView
from prongsai.pages.home import HomeView
from prongsai.pages.items import ItemView
from prongsai.pages.measures import MeasuresView
from prongsai.pages.page import Page
from prongsai.site.page_types import Plan


def sitemap(plan: Plan) -> bytes | None:
    """Return the sitemap, or None where there is nothing to say or no address."""
    site = plan.context.content.site.value
    pages = [] if site.noindex else [page for page in plan.pages if _indexed(page)]
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


def _indexed(page: Page) -> bool:
    return page.agency is None or not page.agency.agency.value.demonstration


def _line(url: str, page: Page) -> str:
    date = max(page_dates(page), default=None)
    stamp = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
    return f"<url><loc>{escape(f'{url}/{page.address}')}</loc>{stamp}</url>"


def page_dates(page: Page) -> Iterator[datetime.date]:
    """Yield the dates of what a page shows."""
    view = page.view
    if isinstance(view, ItemView):
        if view.date:
            yield view.date
    elif isinstance(view, ChecklistView):
        yield from _of_checklist(view)
    elif isinstance(view, HomeView):
        yield from _of_checklist(view.checklist)
        yield from (change.date for change in view.changes)
    elif isinstance(view, MeasuresView):
        yield from _of_measures(view)


def _of_checklist(view: ChecklistView) -> Iterator[datetime.date]:
    for _, rows in view.groups:
        yield from (row.updated for row in rows if row.updated)


def _of_measures(view: MeasuresView) -> Iterator[datetime.date]:
    """Yield the documents' dates; in a report, those of its results too."""
    yield from (document.date for document in view.documents if document.date)
    for measure in view.measures.measures if view.round else ():
        yield from (result.date for result in measure.results if result.date)
