"""QR codes: each picture of the survey is the code of the link printed next to it.

The code is made anew and compared byte for byte. That a telephone can read such a
picture is tested where it is made.
"""

import html
import re
from collections.abc import Iterator

from prongsai.pages.qr_code import qr_code
from prongsai.site.verify.site import BuiltSite, HtmlPage
from prongsai.site.verify.site_errors import SiteError

_CALL = re.compile(rb'<section class="eit".*?</section>', re.DOTALL)
_LATER = b'class="eit-later"'
"""Marks the page of a survey whose link has not come yet."""

_IMAGE = re.compile(rb'<img\b[^>]*\bsrc="([^":]+)"')
_LINK = re.compile(rb'<a\b[^>]*\bhref="(https?:[^"]+)"[^>]*>([^<]*)</a>')
_DOWNLOAD = re.compile(rb'<a\b[^>]*\bhref="([^":]+\.png)"[^>]* download')


def check(site: BuiltSite) -> Iterator[SiteError]:
    """Yield `site-no-qr` and `site-wrong-qr`.

    A call to the survey needs its picture, and its link in print.
    """
    for page in site.pages.values():
        call = _CALL.search(page.data)
        if call is not None:
            yield from _call(site, page, call[0])
        elif _LATER in page.data or page.redirects:
            continue
        elif page.path.endswith("/eit/index.html"):
            yield SiteError(code="site-no-qr", subject=page.address, file=page.path)


def _call(site: BuiltSite, page: HtmlPage, call: bytes) -> Iterator[SiteError]:
    link, picture = _LINK.search(call), _IMAGE.search(call)
    if link is None or picture is None:
        yield SiteError(code="site-no-qr", subject=page.address, file=page.path)
        return
    leads, printed = (html.unescape(part.decode()) for part in link.groups())
    if leads != printed:
        yield SiteError(code="site-wrong-qr", subject=page.address, file=page.path)
        return
    for source in (picture[1], *_DOWNLOAD.findall(page.data)):
        way = site.way(page.path, html.unescape(source.decode()))
        if way is None or way.file is None:
            yield SiteError(
                code="site-no-qr",
                subject=way.path if way else page.address,
                file=page.path,
            )
        elif site.read(way.file) not in qr_code(printed):
            yield SiteError(code="site-wrong-qr", subject=way.path, file=page.path)
