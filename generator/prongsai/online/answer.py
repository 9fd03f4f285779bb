"""The answer to a request for an address: its redirects, and how it ended."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

_HOME = re.compile(r"/*(?:index\.\w+|home|main|en|th)?/*", re.IGNORECASE)
_PERMANENT = frozenset({301, 308})


class End(StrEnum):
    """How it ended; `inside` was not asked, since it is in an office network."""

    GOOD = "good"
    DEAD = "dead"
    INSIDE = "inside"
    LOGIN = "login"
    LOOP = "loop"
    UNREACHABLE = "unreachable"


class Reason(StrEnum):
    """Why there was no answer, in the words of people who run websites.

    `inside`: the name leads into an office network. `not allowed`: whoever is at the
    tab did not let it ask there. `not shown` and `redirected`: the browser says no
    more than that to a tab.
    """

    DNS = "DNS"
    INSIDE = "inside"
    NETWORK = "network"
    NOT_ALLOWED = "not allowed"
    NOT_SHOWN = "not shown"
    NO_CONNECTION = "no connection"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "TLS"
    UNREADABLE = "unreadable"


NOT_CONNECTED = frozenset({Reason.DNS, Reason.NETWORK, Reason.NO_CONNECTION})
"""Reasons that are also seen without any Internet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One redirect: its status, and the address that it led to."""

    status: int
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The redirects and the end; `reason` is a `Reason` or the last status (`404`)."""

    end: End
    reason: str = ""
    way: tuple[Step, ...] = ()

    @property
    def story(self) -> str:
        """Return every redirect and the end: `301 https://… → 404`."""
        steps = [f"{step.status} {step.to}" for step in self.way]
        return " → ".join([*steps, *([self.reason] if self.reason else [])])

    def moved_to(self, url: str) -> str:
        """Return the address to type instead of `url`, empty where it can stay.

        Only permanent redirects count, up to the first temporary one.
        """
        new = ""
        for step in self.way:
            if step.status not in _PERMANENT:
                break
            new = step.to
        if not new or new == urldefrag(url).url:
            return ""
        anchor = urlsplit(url).fragment
        return f"{new}#{anchor}" if anchor and "#" not in new else new

    def leads_home(self, url: str) -> bool:
        """Return whether a page was asked for and a home page came instead."""
        return bool(self.way) and _is_home(self.way[-1].to) and not _is_home(url)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _HOME.fullmatch(parts.path) is not None
