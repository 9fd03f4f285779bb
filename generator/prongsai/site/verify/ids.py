"""Ids: each is unique on its page, or its anchor leads to the wrong place."""

from collections.abc import Iterator

from prongsai.model.leaves import repeated
from prongsai.site.verify.flaws import Flaw
from prongsai.site.verify.site import BuiltSite


def check(site: BuiltSite) -> Iterator[Flaw]:
    """Yield `site-duplicate-id`."""
    for path, page in site.pages.items():
        if len(set(page.ids)) < len(page.ids):
            for _, name in repeated(page.ids):
                yield Flaw(code="site-duplicate-id", subject=f"#{name}", file=path)
