"""Last touches to a built site that MkDocs cannot do: sitemap with the data's dates."""

import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from prongsai.layout.items import ItemView
from prongsai.layout.page import Page
from prongsai.layout.plan import Plan


def finish(site: Path, plan: Plan) -> None:
    """Replace MkDocs' sitemap, whose dates are those of the build."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    url = plan.context.content.site.value.site_url
    if url is None:
        (site / "sitemap.xml").unlink(missing_ok=True)
        return
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page in plan.pages:
        if page.agency and page.agency.agency.value.demonstration:
            continue
        date = _date(page)
        stamp = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
        address = escape(f"{url.rstrip('/')}/{page.address}")
        lines.append(f"<url><loc>{address}</loc>{stamp}</url>")
    lines.append("</urlset>\n")
    (site / "sitemap.xml").write_text("\n".join(lines), encoding="utf-8")


def _date(page: Page) -> datetime.date | None:
    return page.view.date if isinstance(page.view, ItemView) else None
