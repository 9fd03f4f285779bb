"""Read what the public sees from a browser's tab, where the site lets itself be read.

The browser gives an answer to the page of another origin only where the site says so,
as GitHub Pages and GitLab Pages do. It does not say where a redirect leads, and shows
no certificate. What it does not show is not judged: it counts as not reached.
"""

import hashlib
from urllib.parse import urldefrag

from prongsai.online.answer import Reason
from prongsai.online.fetch import TEXT, Fetch, Fetched, Fetcher
from prongsai.online.request import NoReplyError, send, through_page


class PageFetcher:
    """Fetches addresses by the page of a tab; once refused by a person, none more."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._refused = False

    def __call__(self, url: str) -> Fetched:
        """Read what is at an address."""
        if self._refused:
            return Fetched(url=url, reason=Reason.NOT_ALLOWED)
        try:
            came = send("GET", urldefrag(url).url, {})
        except NoReplyError as error:
            self._refused = error.reason is Reason.NOT_ALLOWED
            return Fetched(url=url, reason=error.reason)
        return Fetched(
            url=url,
            status=came.status,
            kind=came.headers.get("content-type", "").lower(),
            sha256=hashlib.sha256(came.body).hexdigest(),
            size=len(came.body),
            text=came.body[:TEXT],
        )


def fetcher(site_url: str) -> Fetch:
    """Return what reads a site from where the program runs."""
    return PageFetcher() if through_page else Fetcher(site_url)
