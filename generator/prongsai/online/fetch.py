"""Read what the public sees at an address: its bytes, where it ended, what it is."""

import datetime
import hashlib
import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib import request
from urllib.error import URLError
from urllib.parse import urldefrag, urlsplit

from prongsai.online.answer import Reason, Step
from prongsai.online.client import REDIRECTS, SECONDS
from prongsai.online.coding import coding_of, decoded
from prongsai.online.wire import HEADERS, ascii_url, leads_to, opener, reason_of
from prongsai.web_links import Shape, host_of, shape_of

LONGEST = 60.0
"""Seconds for one address, however slowly its bytes come."""
TEXT = 2_000_000
"""Bytes of a page that are kept to look into; all bytes are hashed."""
MOST = 200_000_000
"""Bytes that are read at most."""

_CHUNK = 65_536
_FRESH = {**HEADERS, "Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came for an address.

    Attributes:
        url: where it ended, after all redirects.
        status: the last status, 0 where there was no answer.
        reason: why there was no answer.
        way: the redirects.
        kind: the type of its content, in lower case: `text/html; charset=utf-8`.
        sha256: of all bytes, as they were before the server compressed them.
        size: how many bytes.
        text: its first bytes, to look into.
    """

    url: str
    status: int = 0
    reason: Reason | None = None
    way: tuple[Step, ...] = ()
    kind: str = ""
    sha256: str = ""
    size: int = 0
    text: bytes = b""

    @property
    def good(self) -> bool:
        """Return whether something came."""
        return 200 <= self.status < 300

    @property
    def story(self) -> str:
        """Return every redirect and the end: `301 https://… → 404`."""
        end = self.reason or str(self.status)
        return " → ".join([*(f"{step.status} {step.to}" for step in self.way), end])


Fetch = Callable[[str], Fetched]


class Fetcher:
    """Fetches addresses as a visitor without a login; may be called by many threads.

    Addresses inside an office network are not asked, except those of the site itself
    where it is there.
    """

    def __init__(
        self, site_url: str, seconds: float = SECONDS, longest: float = LONGEST
    ) -> None:
        """Wait at most `seconds` for each piece and `longest` for the whole."""
        self._own = urlsplit(site_url).netloc
        self._own_host = urlsplit(site_url).hostname or ""
        self._seconds, self._longest = seconds, longest

    def __call__(self, url: str) -> Fetched:
        """Follow the redirects to the end and read what is there."""
        known = opener(self._own_host)
        way: list[Step] = []
        while True:
            here = way[-1].to if way else url
            fetched = self._once(known, urldefrag(here).url)
            if not isinstance(fetched, Step):
                return replace(fetched, way=tuple(way))
            way.append(fetched)
            if len(way) > REDIRECTS:
                return Fetched(url=here, status=fetched.status, way=tuple(way))

    def _once(self, known: request.OpenerDirector, url: str) -> Fetched | Step:
        if not self._may_ask(url):
            return Fetched(url=url, reason=Reason.UNREADABLE)
        try:
            return self._read(known, url)
        except URLError as error:
            return Fetched(url=url, reason=reason_of(error.reason))
        except TimeoutError:
            return Fetched(url=url, reason=Reason.TIMEOUT)
        except (OSError, http.client.HTTPException, ValueError):
            return Fetched(url=url, reason=Reason.UNREADABLE)

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
            return False
        own = parts.netloc == self._own
        return bool(host_of(url)) and (own or shape_of(url) is not Shape.PRIVATE)

    def _read(self, known: request.OpenerDirector, url: str) -> Fetched | Step:
        asked = request.Request(ascii_url(url), headers=_FRESH)  # noqa: S310 - the opener knows only http and https
        end = time.monotonic() + self._longest
        with known.open(asked, timeout=self._seconds) as answer:
            status = int(answer.status)
            if to := leads_to(url, status, answer.headers):
                return Step(status=status, to=to)
            came = _Pieces(answer)
            coding = coding_of(url, answer.headers.get("Content-Encoding", ""))
            digest, size, text = hashlib.sha256(), 0, b""
            for piece in decoded(came, coding):
                digest.update(piece)
                size += len(piece)
                text += piece if len(text) < TEXT else b""
                if time.monotonic() > end or max(size, came.size) > MOST:
                    return Fetched(url=url, reason=Reason.TIMEOUT)
            promised = answer.headers.get("Content-Length", "")
            if promised.isdigit() and int(promised) != came.size:
                return Fetched(url=url, reason=Reason.UNREADABLE)
            return Fetched(
                url=url,
                status=status,
                kind=answer.headers.get("Content-Type", "").lower(),
                sha256=digest.hexdigest(),
                size=size,
                text=text,
            )


class _Pieces:
    """The bytes of an answer as they came over the line, and how many."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer, self.size = answer, 0

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._answer.read1(_CHUNK):
            self.size += len(piece)
            yield piece


def certificate_end(url: str, seconds: float = SECONDS) -> datetime.datetime | None:
    """Return until when the certificate of an https address is good.

    None where there is none, or where it cannot be seen from here.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname is None:
        return None
    host, port = parts.hostname, parts.port or 443
    try:
        with (
            socket.create_connection((host, port), timeout=seconds) as line,
            ssl.create_default_context().wrap_socket(line, server_hostname=host) as tls,
        ):
            known = tls.getpeercert() or {}
            end = ssl.cert_time_to_seconds(str(known["notAfter"]))
    except (OSError, ValueError, KeyError):
        return None
    return datetime.datetime.fromtimestamp(end, datetime.UTC)
