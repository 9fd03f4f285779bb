"""What was proven of a site as the public sees it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from prongsai import messages
from prongsai.thai.dates import format_iso, format_short


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveProof:
    """The newest receipt, as far as other sheets need it.

    Attributes:
        when: in the time of Thailand; None where the receipt cannot be read.
        proven: hash of what the public sees, by address below the site's.
        lost: the addresses that were looked at and are not proven.
        wrong: how many of `all` that is.
        damaged: the file of a receipt that cannot be read, empty for a good one.
    """

    when: datetime.datetime | None = None
    proven: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lost: tuple[str, ...] = ()
    wrong: int = 0
    all: int = 0
    damaged: str = ""


def _time(live: LiveProof, language: str) -> str:
    """Return when, in words: `26 พ.ย. 2569 14:02`."""
    if live.when is None:
        return ""
    day = live.when.date()
    date = format_short(day) if language == "th" else format_iso(day)
    return f"{date} {live.when:%H:%M}"


def of_site(live: LiveProof | None, language: str) -> str:
    """Return in words what is proven of the site as a whole."""
    if live is None:
        return messages.text("proof", "live-none", language)
    if live.damaged:
        return messages.text("proof", "live-damaged", language, file=live.damaged)
    key = "live-wrong" if live.wrong else "live-proven"
    facts = {"time": _time(live, language), "wrong": live.wrong, "all": live.all}
    return messages.text("proof", key, language, **facts)


def of_page(live: LiveProof | None, address: str, sha256: str, language: str) -> str:
    """Return in words whether the page at an address was seen as it is built now."""
    seen = live.proven.get(address, "") if live else ""
    if live is None or not seen:
        return messages.text("proof", "live-none", language)
    key = "live-page" if seen == sha256 else "live-older"
    return messages.text("proof", key, language, time=_time(live, language))
