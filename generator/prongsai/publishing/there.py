"""What is at the target: by its manifest, or found again by listing."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from prongsai.publishing.failures import ListingCutError, RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.lines import Lines
from prongsai.publishing.manifest import (
    JOURNAL,
    MANIFEST,
    OWN,
    STAGING,
    UNSURE,
    Entry,
    Journal,
    TargetManifest,
    aside_of,
    settled,
)
from prongsai.publishing.transport import Transport

_HARMLESS = frozenset(
    {
        ".cagefs",
        ".ftpquota",
        ".git",
        ".gitlab-ci.yml",
        ".nojekyll",
        ".well-known",
        "CNAME",
        "cgi-bin",
        "error_log",
        "lost+found",
    }
)
"""What hosts put into an empty folder; it stays there."""

_LEFT_ALONE = frozenset({".htaccess", "favicon.ico", "robots.txt"})
"""What a host may have put there and we leave, unless the site has its own."""

_OURS = "assets/search-index.js"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What is at the target.

    Attributes:
        manifest: every file of ours.
        staged: the size of every file in the staging folder, by its path.
        cut: whether the last publish was cut while it put files in place.
        crowded: whether more is staged than the server lists; none of it is used.
        recorded: whether the target has a manifest.
    """

    manifest: TargetManifest
    staged: Mapping[str, int]
    cut: bool = False
    crowded: bool = False
    recorded: bool = True


def look(
    lines: Lines,
    here: Here,
    *,
    adopt: bool = False,
    afresh: bool = False,
    doubted: Collection[str] = (),
) -> There:
    """Find out what is at the target.

    Args:
        lines: the way there.
        here: the site that is to be there.
        adopt: take over a folder that holds other files; those stay.
        afresh: read every file of ours, since others may have changed it.
        doubted: the paths of those that are read in any case.

    Raises:
        RefusedError: the folder holds somebody else's site.
    """
    known = _manifest(lines)
    recorded = known is not None
    if known is None:
        known = _found_again(lines, here, adopt=adopt)
    elif _whose(known.site) != _whose(here.site) and not adopt:
        raise RefusedError("other-site", site=known.site, own=here.site)
    staged, journal = _staged(lines)
    now = settled(known, journal, (staged or {}).keys())
    return There(
        manifest=_read_again(lines, now, now.files if afresh else doubted),
        staged=staged or {},
        cut=now is not known,
        crowded=staged is None,
        recorded=recorded,
    )


def _read_again(
    lines: Lines, now: TargetManifest, paths: Collection[str]
) -> TargetManifest:
    """Return the manifest with some of its files as they are there."""
    again = {path: entry for path, entry in now.files.items() if path in paths}
    if not again:
        return now
    others = {path: one for path, one in now.files.items() if path not in again}
    return replace(now, files={**others, **_listed(lines, again)})


def _staged(lines: Lines) -> tuple[dict[str, int] | None, Journal | None]:
    """Return what is staged, None if the server does not list all; and the journal.

    Raises:
        RefusedError: it does not list all that a publish was putting in place.
    """
    try:
        staged = lines.do(staged_sizes)
    except ListingCutError:
        if _journal(lines) is not None:
            raise
        return None, None
    return staged, _journal(lines) if JOURNAL in staged else None


def staged_sizes(line: Transport) -> dict[str, int]:
    """Return the size of every file in the staging folder."""
    return {one.path: one.size for one in line.files(STAGING)}


def _manifest(lines: Lines) -> TargetManifest | None:
    """Return the manifest; a damaged one is none.

    A publish that was killed while it replaced the manifest may have left it aside,
    or only the new one.
    """
    for path in (MANIFEST, aside_of(UNSURE), UNSURE):
        with suppress(ValueError):
            return _from_bytes(_read(lines, path))
    return None


_from_bytes = lru_cache(maxsize=1)(TargetManifest.from_bytes)
"""A publish reads the manifest before it holds the target, and again then."""


def _read(lines: Lines, path: str) -> bytes:
    return lines.do(lambda line: line.read(path)) or b""


def _journal(lines: Lines) -> Journal | None:
    try:
        return Journal.from_bytes(_read(lines, JOURNAL))
    except ValueError:
        return None


def _found_again(lines: Lines, here: Here, *, adopt: bool) -> TargetManifest:
    """Return what an empty folder holds, or list the site whose manifest was lost."""
    empty = TargetManifest(site=here.site)
    others = _others(lines.do(lambda line: line.names()), here.files)
    if not others:
        return empty
    if _is_ours(lines, here):
        return replace(empty, files=_listed(lines, here.files))
    if adopt:
        return empty
    shown = ", ".join(others[:_SHOWN])
    raise RefusedError("foreign", names=shown, count=len(others))


def _others(names: Iterable[str], files: Iterable[str]) -> list[str]:
    """Return the names that are neither ours nor what hosts put there."""
    own = set(files)
    harmless = _HARMLESS | (_LEFT_ALONE - own)
    return sorted(
        name for name in names if not name.startswith(OWN) and name not in harmless
    )


def _is_ours(lines: Lines, here: Here) -> bool:
    """Return whether the site there was made by the program, for the same address."""
    if here.site_url is None or lines.do(lambda line: line.read(_OURS)) is None:
        return False
    home = lines.do(lambda line: line.read("index.html")) or b""
    return _whose(here.site_url).encode() in home


def _whose(site: str) -> str:
    """Return an address without what may change while the site is the same one."""
    return re.sub(r"^https?://", "", site).rstrip("/")


def _listed(lines: Lines, wanted: Mapping[str, Entry]) -> dict[str, Entry]:
    """Read what is there of our files; what is not ours stays unknown.

    A file counts as there when it can be read: some servers leave names out of a long
    list without a word.
    """
    found: dict[str, Entry] = {}

    def hashed(line: Transport, path: str) -> None:
        data = None
        with suppress(RefusedError):  # a folder of that name, or not to be read
            data = line.read(path)
        if data is not None:
            digest = hashlib.sha256(data).hexdigest()
            entry = Entry(sha256=digest, size=len(data), publish="")
            known = wanted[path]
            found[path] = known if known.same_as(entry) else entry

    lines.each(hashed, wanted)
    return found
