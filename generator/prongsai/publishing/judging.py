"""Judge what the public sees at one address by what was built."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from prongsai.online.fetch import Fetched

HEAVY = 5_000_000
"""Bytes of a page above which a phone on a slow line gives up."""

_VIEWPORT = re.compile(rb"<meta[^>]+name=[\"']?viewport", re.IGNORECASE)
_MIXED = re.compile(
    rb"<(?:script|img|link|iframe|source|video|audio|object)\b[^>]*?"
    rb"\b(?:src|href|data)=[\"']?http://",
    re.IGNORECASE,
)
_CANONICAL = re.compile(rb"<link[^>]+rel=[\"']?canonical[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w-]+)")
_LISTING = re.compile(
    rb"<title>\s*(?:index of|directory listing|[^<]* - /)", re.IGNORECASE | re.ASCII
)


class Why(StrEnum):
    """Why an address is looked at, the most important first."""

    SHEET = "sheet"
    CHANGED = "changed"
    SAMPLE = "sample"
    MOVED = "moved"
    FOLDER = "folder"
    MISSING = "missing"
    INSIDE = "inside"


class Seen(StrEnum):
    """What the public sees there; `LOST` is what nothing excuses."""

    PROVEN = "proven"
    LOST = "lost"
    LOST_ELSEWHERE = "lost-elsewhere"
    LOST_LISTED = "lost-listed"
    LOST_COVERED = "lost-covered"
    NOT_YET = "not-yet"
    ELSEWHERE = "elsewhere"
    DIFFERS = "differs"
    UNREACHED = "unreached"
    NOT_ASKED = "not-asked"
    GARBLED = "garbled"
    WRONG_KIND = "wrong-kind"
    NO_PHONE = "no-phone"
    MIXED = "mixed"
    HEAVY = "heavy"
    LISTED = "listed"
    EXPOSED = "exposed"
    MISSING_OPENS = "missing-opens"
    MISSING_OTHER = "missing-other"


LOST = frozenset({Seen.LOST, Seen.LOST_ELSEWHERE, Seen.LOST_LISTED, Seen.LOST_COVERED})
"""An address that was published does not show its page any more."""

PUBLISHED_AGAIN = LOST | {Seen.NOT_YET, Seen.DIFFERS, Seen.LISTED}
"""What another publish corrects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One address to look at.

    Attributes:
        address: below the site's, without a `/` in front.
        why: why it is looked at.
        sha256: what was built there; of the 404 page for what must not be there.
        to: where it leads, of an address that moved.
        mark: what is in it, of what must not be there, in lower case.
        known: whether it was published before.
    """

    address: str
    why: Why
    sha256: str = ""
    to: str = ""
    mark: bytes = b""
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one look; `detail` is how it went, for whoever corrects it."""

    address: str
    why: Why
    seen: Seen
    detail: str = ""
    sha256: str = ""

    @property
    def lost(self) -> bool:
        """Return whether an address that was published is gone."""
        return self.seen in LOST

    @property
    def proven(self) -> bool:
        """Return whether the public sees there what was built."""
        return self.seen is Seen.PROVEN


def judge(look: Look, fetched: Fetched, site_url: str) -> Result:
    """Return what the public sees."""
    ill = fetched.status >= 500 or fetched.status == 429
    if fetched.reason is not None or ill:  # it has lost nothing, and hides nothing
        seen = Seen.UNREACHED
    elif look.why is Why.INSIDE:
        seen = _inside(look, fetched)
    elif look.why is Why.MISSING:
        seen = _missing(look, fetched)
    elif look.why is Why.FOLDER:
        seen = _folder(fetched)
    else:
        seen = _page(look, fetched, site_url)
    return Result(
        address=look.address,
        why=look.why,
        seen=seen,
        detail=fetched.story,
        sha256=fetched.sha256 if fetched.good else "",
    )


def _inside(look: Look, fetched: Fetched) -> Seen:
    """Judge what must not be there, by what only the real thing has in it."""
    there = fetched.good and not fetched.way
    return Seen.EXPOSED if there and look.mark in fetched.text.lower() else Seen.PROVEN


def _missing(look: Look, fetched: Fetched) -> Seen:
    if fetched.status == 404:
        same = fetched.sha256 == look.sha256
        return Seen.PROVEN if same else Seen.MISSING_OTHER
    return Seen.MISSING_OPENS


def _folder(fetched: Fetched) -> Seen:
    """Judge a folder: a page, an error or a redirect, but no list of its files."""
    listed = fetched.good and _LISTING.search(fetched.text)
    return Seen.LISTED if listed else Seen.PROVEN


def _page(look: Look, fetched: Fetched, site_url: str) -> Seen:
    if not fetched.good:
        return gone(look, Seen.LOST)
    asked, end = urljoin(site_url, look.address), _plain(fetched.url)
    if look.to and end == _plain(urljoin(site_url, look.to)):
        return _opens(look, fetched)
    if end != _plain(asked):
        same = urlsplit(end).path == urlsplit(_plain(asked)).path
        return Seen.ELSEWHERE if same else gone(look, Seen.LOST_ELSEWHERE)
    if look.sha256 not in {"", fetched.sha256}:
        listed = _LISTING.search(fetched.text)  # a folder whose page is gone
        return gone(look, Seen.LOST_LISTED) if listed else Seen.DIFFERS
    return _opens(look, fetched)


def gone(look: Look, lost: Seen) -> Seen:
    """Judge an address that does not show its page: it was there, or never."""
    submitted = look.why is Why.SHEET and look.sha256
    return lost if look.known or submitted else Seen.NOT_YET


def _opens(look: Look, fetched: Fetched) -> Seen:
    """Judge whether a phone opens what came as a page or a document."""
    charset = _CHARSET.search(fetched.kind)
    if charset and charset[1] not in {"utf-8", "utf8"}:
        return Seen.GARBLED
    if not _is_page(look.address):
        return _document(look, fetched)
    if not fetched.kind.startswith("text/html"):
        return Seen.WRONG_KIND
    if not _VIEWPORT.search(fetched.text):
        return Seen.NO_PHONE
    own = _CANONICAL.sub(b"", fetched.text)  # nothing is loaded from that address
    if fetched.url.startswith("https:") and _MIXED.search(own):
        return Seen.MIXED
    return Seen.HEAVY if fetched.size > HEAVY else Seen.PROVEN


def _document(look: Look, fetched: Fetched) -> Seen:
    """Judge a file: as a page it would run in the visitor's browser."""
    html = "html" in fetched.kind and not look.address.endswith((".html", ".htm"))
    pdf = look.address.endswith(".pdf") and "application/pdf" not in fetched.kind
    return Seen.WRONG_KIND if html or pdf else Seen.PROVEN


def _is_page(address: str) -> bool:
    return not address or address.endswith(("/", ".html"))


def _plain(url: str) -> str:
    return url.removesuffix("index.html")
