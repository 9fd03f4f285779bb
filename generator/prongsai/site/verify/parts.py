"""Verify a site part by part: each agency alone, then the site as a whole.

Whatever is found so is found in the whole at once, too; no more than one part is held.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.findings import Finding, worst_first
from prongsai.site.verify import CHECKS, links, orphans
from prongsai.site.verify.site import BuiltSite, Terms
from prongsai.site.verify.site_errors import SiteError, as_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A link that leaves a part of a site; see `Way`.

    Attributes:
        source: a file that has it.
        followed: whether readers follow it.
    """

    source: str
    followed: bool
    path: str
    fragment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found in a part, and what only the whole site can say of it.

    Attributes:
        errors: what is wrong, whatever the rest of the site is.
        out: links that leave the part, each once.
        unreached: pages to which nothing leads from the home page of the part.
    """

    errors: tuple[SiteError, ...] = ()
    out: tuple[WayOut, ...] = ()
    unreached: tuple[str, ...] = ()


def verify_part(
    site: Path, files: Iterable[str], terms: Terms, starts: Iterable[str]
) -> Verified:
    """Verify some files of a site.

    Args:
        site: the folder of the site.
        files: their paths in it.
        terms: what they are compared with.
        starts: the pages that the rest of the site leads to.
    """
    built = BuiltSite(root=site, terms=terms, part=frozenset(files))
    once: dict[tuple[bool, str, str], WayOut] = {}
    for source, way in links.ways_out(built):
        key = (way.tag == "a", way.path, way.fragment)
        if key not in once:
            followed, path, fragment = key
            once[key] = WayOut(
                source=source, followed=followed, path=path, fragment=fragment
            )
    return Verified(
        errors=tuple(error for check in CHECKS.values() for error in check(built)),
        out=tuple(once.values()),
        unreached=tuple(orphans.unreached(built, starts)),
    )


def verify_whole(
    site: Path,
    rest: Iterable[str],
    terms: Terms,
    parts: Sequence[Verified],
    starts: Iterable[str],
    place: Callable[[str], Path],
) -> tuple[Finding, ...]:
    """Verify what is in no part, and everything that parts have to do with each other.

    Args:
        site: the folder of the site.
        rest: the paths of the files that are in no part.
        terms: what the site as a whole is compared with.
        parts: the parts, as they were verified.
        starts: the home pages of the parts.
        place: returns where a file of a part is.
    """
    built = BuiltSite(root=site, terms=terms, part=frozenset(rest))
    disk = _Disk(place=place)
    led_to = {disk.file(way.path) for one in parts for way in one.out if way.followed}
    own = verify_part(site, rest, terms, (*orphans.STARTS, *filter(None, led_to)))
    everything = (*parts, own)
    shown = {disk.file(way.path) for way in own.out if way.followed}
    homes = [home for home in starts if disk.file(home) and home not in shown]
    errors = [error for one in everything for error in one.errors]
    errors += [error for one in everything for error in disk.check(one.out)]
    errors += map(orphans.unreachable, own.unreached)
    errors += map(orphans.unreachable, (one for one in homes if one != _HOME))
    errors += (
        orphans.unreachable(path)
        for one in parts
        for path in one.unreached
        if path not in shown
    )
    return worst_first(as_findings(built, errors))


_HOME = "index.html"
_ANY = Terms(language="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Disk:
    """Finds files and anchors of a site where no list of them is held."""

    place: Callable[[str], Path]
    _files: dict[str, str | None] = field(default_factory=dict)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def file(self, path: str) -> str | None:
        """Return the file that a server sends for a path, None where there is none."""
        if path not in self._files:
            self._files[path] = self._found(path)
        return self._files[path]

    def _found(self, path: str) -> str | None:
        if path.startswith("../"):
            return None
        if path and not path.endswith("/") and self.place(path).is_file():
            return path
        index = f"{path.rstrip('/')}/index.html".lstrip("/")
        return index if self.place(index).is_file() else None

    def check(self, out: Iterable[WayOut]) -> Iterator[SiteError]:
        """Yield what is wrong with links whose targets are in another part."""
        for way in out:
            file = self.file(way.path)
            if file is None:
                yield from links.dead(way.path, way.source)
            elif way.fragment and not self._has(file, way.fragment):
                yield links.lost(file, way.fragment, way.source)

    def _has(self, file: str, fragment: str) -> bool:
        """Return whether an anchor is on a page; other files have all of them."""
        if not file.endswith(".html"):
            return True
        if file not in self._ids:
            root = self.place(file).parents[file.count("/")]
            page = BuiltSite(root=root, terms=_ANY, part=frozenset({file}))
            self._ids[file] = frozenset(page.pages[file].ids)
        return fragment in self._ids[file]
