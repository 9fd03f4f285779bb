"""Last touches to a built site that MkDocs cannot do: sitemap with the data's dates."""

from pathlib import Path

from prongsai.site.page_types import Plan
from prongsai.site.sitemap import sitemap


def finish(site: Path, plan: Plan) -> None:
    """Replace MkDocs' sitemap, whose dates are those of the build."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    data = sitemap(plan)
    if data is None:
        (site / "sitemap.xml").unlink(missing_ok=True)
    else:
        (site / "sitemap.xml").write_bytes(data)
