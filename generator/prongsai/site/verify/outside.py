"""Requests: nothing that a page loads by itself is on another host.

A link that the reader follows may lead anywhere. What a page loads from another host
shows that host who reads it, and is missing when the host is down.
"""

import re
from collections.abc import Iterator

from prongsai.site.verify.site import BuiltSite, Tag
from prongsai.site.verify.site_errors import SiteError

_LOADED = {
    "audio": ("src",),
    "base": ("href",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_NOT_LOADED = frozenset({"alternate", "author", "canonical", "license", "next", "prev"})
_HOST = re.compile(r"(?:https?:)?//[^\s,]+", re.IGNORECASE)
# Two patterns that begin with letters: together they are tried at every letter.
_STYLES = (
    re.compile(rb"<style\b.*?</style>", re.DOTALL),
    re.compile(rb'style="(?<=\sstyle=")[^"]*"'),
)
_CSS = re.compile(
    rb"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]+)", re.IGNORECASE
)
_SVG = re.compile(rb"<(?:image|use|script|feImage)\b[^>]*href=\"((?:https?:)?//[^\"]+)")


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-outside-request` for what would be loaded from another host."""
    known: dict[Tag, tuple[str, ...]] = {}
    for path, page in site.pages.items():
        for tag in dict.fromkeys(page.tags):
            if tag not in known:
                known[tag] = tuple(_outside(tag, site.terms.url))
            for address in known[tag]:
                yield SiteError(code="site-outside-request", subject=address, file=path)
        for styles in _STYLES:
            for style in styles.findall(page.data):
                yield from _css(path, style)
    for path in site.of_kind(".css"):
        yield from _css(path, site.read(path))
    for path in site.of_kind(".svg"):
        data = site.read(path)
        yield from _css(path, data)
        for match in _SVG.findall(data):
            yield SiteError(
                code="site-outside-request", subject=match.decode(), file=path
            )


def _outside(tag: Tag, url: str | None) -> Iterator[str]:
    if tag.name == "link" and _NOT_LOADED.intersection(tag["rel"].split()):
        return
    for name in _LOADED.get(tag.name, ()):
        for match in _HOST.finditer(tag[name]):
            at_start = not tag[name][: match.start()].strip() or name == "srcset"
            if at_start and not (url and match[0].startswith(f"{url.rstrip('/')}/")):
                yield match[0]


def _css(path: str, data: bytes) -> Iterator[SiteError]:
    for match in _CSS.findall(data):
        yield SiteError(code="site-outside-request", subject=match.decode(), file=path)
