"""Prove what was published: fetch it as the public does, four addresses at a time."""

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from prongsai.online.client import AT_ONCE
from prongsai.online.fetch import Fetch
from prongsai.publishing.expected import Expected, looks
from prongsai.publishing.judging import LOST, Look, Result, Seen, gone, judge
from prongsai.storage.side_by_side import in_threads

PAUSES = (1.0, 4.0)
"""Seconds to wait before what did not answer is asked again."""
SETTLING = (2.0, 8.0, 20.0)
"""The same right after a publish: copies on the way may still be old."""
DEPLOYING = (10.0, 20.0, 40.0, 60.0)
"""The same where the host first makes a site of what came, as Pages do."""
BUDGET = 600.0
"""Seconds for everything; what is left then was not asked."""

_AGAIN = frozenset({Seen.UNREACHED})
_AGAIN_SETTLING = (
    _AGAIN
    | LOST
    | {
        Seen.NOT_YET,
        Seen.DIFFERS,
        Seen.MISSING_OTHER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the public sees of a build.

    Attributes:
        build: hash of what was built.
        certificate: the last moment of the certificate; None without one.
    """

    site_url: str
    build: str
    results: tuple[Result, ...]
    certificate: datetime.datetime | None = None

    @property
    def wrong(self) -> tuple[Result, ...]:
        """Return what is not proven."""
        return tuple(one for one in self.results if not one.proven)

    @property
    def lost(self) -> tuple[Result, ...]:
        """Return the addresses that are gone."""
        return tuple(one for one in self.results if one.lost)

    @property
    def unreached(self) -> bool:
        """Return whether nothing answered at all."""
        silent = {Seen.UNREACHED, Seen.NOT_ASKED}
        return all(one.seen in silent for one in self.results)


def prove(
    expected: Expected,
    fetch: Fetch,
    certificate: datetime.datetime | None = None,
    pauses: Sequence[float] = PAUSES,
    wait: Callable[[float], None] = time.sleep,
) -> Proof:
    """Look at every address that matters, and again at what did not answer."""
    home, *others = looks(expected)
    wanted = {one.address: one for one in (home, *others)}
    results = _round(home, others, expected, fetch)
    again = _AGAIN_SETTLING if expected.changed else _AGAIN
    for pause in pauses:
        late = [wanted[a] for a, one in results.items() if one.seen in again]
        if not late:
            break
        wait(pause)
        rest = [one for one in late if one is not home]
        results |= _round(home, rest, expected, fetch)
    results = {
        address: _uncovered(one, wanted, results) for address, one in results.items()
    }
    return Proof(
        site_url=expected.site_url,
        build=expected.build,
        results=tuple(results.values()),
        certificate=certificate,
    )


def _uncovered(
    one: Result, wanted: Mapping[str, Look], results: Mapping[str, Result]
) -> Result:
    """Judge again what a host covers that shows one page in the place of all."""
    covers = {
        other.sha256
        for other in results.values()
        if other.seen is Seen.MISSING_OPENS and other.sha256
    }
    if one.seen is Seen.DIFFERS and one.sha256 in covers:
        return replace(one, seen=gone(wanted[one.address], Seen.LOST_COVERED))
    return one


def _round(
    home: Look, others: Iterable[Look], expected: Expected, fetch: Fetch
) -> dict[str, Result]:
    """Ask for the home page alone: where it does not answer, nothing else would."""
    fetched = fetch(expected.site_url)
    results = [judge(home, fetched, expected.site_url)]
    if fetched.reason is None:
        results += _all(others, expected, fetch)
    else:
        results += (_unseen(one, Seen.UNREACHED, fetched.story) for one in others)
    return {one.address: one for one in results}


def _all(some: Iterable[Look], expected: Expected, fetch: Fetch) -> Iterator[Result]:
    end = time.monotonic() + BUDGET

    def see(look: Look) -> Result:
        if time.monotonic() > end:
            return _unseen(look, Seen.NOT_ASKED)
        url = urljoin(expected.site_url, look.address)
        return judge(look, fetch(url), expected.site_url)

    yield from in_threads(see, some, AT_ONCE)


def _unseen(look: Look, seen: Seen, detail: str = "") -> Result:
    return Result(address=look.address, why=look.why, seen=seen, detail=detail)
