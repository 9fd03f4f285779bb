"""Ids: each is unique on its page, or its anchor leads to the wrong place."""

from collections.abc import Iterator

from prongsai.model.leaves import repeated
from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-duplicate-id`."""
    for path, page in site.pages.items():
        if len(set(page.ids)) < len(page.ids):
            for _, name in repeated(page.ids):
                yield SiteError(code="site-duplicate-id", subject=f"#{name}", file=path)
