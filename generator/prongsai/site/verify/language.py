"""Language: each page declares it, so that it is read aloud correctly."""

from collections.abc import Iterator

from prongsai.site.verify.site import BuiltSite
from prongsai.site.verify.site_errors import SiteError


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-no-language` where `<html lang>` is not the site's language."""
    for path, page in site.pages.items():
        said = next((tag["lang"] for tag in page.tags if tag.name == "html"), "")
        if said != site.terms.language:
            yield SiteError(
                code="site-no-language", subject=site.terms.language, file=path
            )
