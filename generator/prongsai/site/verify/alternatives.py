"""Pictures: each has a text that describes it."""

from collections.abc import Iterator

from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-no-alt` for pictures without a text, or with an empty one."""
    for path, page in site.pages.items():
        for tag in dict.fromkeys(page.tags):
            if tag.name == "img" and not tag["alt"].strip():
                yield SiteError(
                    code="site-no-alt", subject=tag["src"].rpartition("/")[2], file=path
                )
