"""What has to go up, change and go away: pure, from what is here and what is there.

At no moment does a page that can be reached link to a file that is not there:

1. What is new is put in place first. No page there links to it yet. What a publish that
   was cut was about to remove counts as new: it may be gone, and no page links to it.
2. Then what changed. A page, old or new, links only to old files, which are all still
   there, and to new ones, which are all there already.
3. What goes away is removed at the end: no page that is there now links to it.

Within 1 and 2 the search index, the home page and the sitemap come last: they lead to
everything. The search page needs the index, so the home page waits for it, too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto

from prongsai.publishing.manifest import UNKNOWN, Entry, TargetManifest

REMOVED_AT_MOST = 0.2
"""The share of what is there that goes away without being asked about."""


class Kind(IntEnum):
    """What a file is, in the order in which files are put in place."""

    ATTACHMENT = auto()
    ASSET = auto()
    PAGE = auto()
    SEARCH = auto()
    HOME = auto()
    SIGNPOST = auto()


_NAMED: Mapping[str, Kind] = {
    "index.html": Kind.HOME,
    "robots.txt": Kind.SIGNPOST,
    ".htaccess": Kind.SIGNPOST,
    "_redirects": Kind.SIGNPOST,
    "_headers": Kind.SIGNPOST,
}


_LEADING: Mapping[str, Kind] = {
    "search-index.js": Kind.SEARCH,
    "sitemap.xml": Kind.SIGNPOST,
    "sitemap-site.xml": Kind.SIGNPOST,
}
"""What leads to many files, by its name in whatever folder."""


def kind_of(path: str) -> Kind:
    """Return what a file of the site is, by its path."""
    if path in _NAMED:
        return _NAMED[path]
    name = path.rpartition("/")[2]
    if name in _LEADING:
        return _LEADING[name]
    if path.startswith("assets/"):
        return Kind.ASSET
    return Kind.PAGE if path.endswith(".html") else Kind.ATTACHMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPlan:
    """Every step of a publish.

    Attributes:
        files: the site that is to be there, by path.
        there: what is at the target now.
        new, changed, leaving: the paths that come, change and go, each sorted.
        lost: paths among `leaving` whose addresses were published: they forbid it.
    """

    files: Mapping[str, Entry]
    there: TargetManifest
    new: tuple[str, ...]
    changed: tuple[str, ...]
    leaving: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Return whether the target is as it has to be."""
        return not (self.new or self.changed or self.leaving)

    @property
    def sending(self) -> tuple[str, ...]:
        """Return what is uploaded, in the order in which it is put in place."""
        return tuple(path for wave in self.waves for path in wave)

    @property
    def size(self) -> int:
        """Return how many bytes are uploaded."""
        return sum(self.files[path].size for path in (*self.new, *self.changed))

    @property
    def waves(self) -> tuple[tuple[str, ...], ...]:
        """Return what is put in place together, wave after wave."""
        return (*in_order(self.new), *in_order(self.changed))

    @property
    def known(self) -> frozenset[str]:
        """Return the paths of what is at the target for certain."""
        return _known(self.there)

    @property
    def removals(self) -> tuple[tuple[str, ...], ...]:
        """Return what is removed together, pages before what they show."""
        waves = (
            tuple(path for path in self.leaving if kind_of(path) is kind)
            for kind in reversed(Kind)
        )
        return tuple(wave for wave in waves if wave)

    @property
    def too_many_leave(self) -> bool:
        """Return whether more goes away than may go without being asked about."""
        return len(self.leaving) > REMOVED_AT_MOST * len(self.there.files)


def make_plan(
    files: Mapping[str, Entry],
    there: TargetManifest,
    lasting: Collection[str] = (),
) -> PublishPlan:
    """Compare what is here with what is there.

    Args:
        files: the site, by path.
        there: what earlier publishes put at the target.
        lasting: paths of addresses that must stay, in addition to those that the
            target's own manifest names.
    """
    known = _known(there)
    kept = there.lasting | frozenset(lasting)
    leaving = sorted(there.files.keys() - files.keys())
    return PublishPlan(
        files=files,
        there=there,
        new=tuple(sorted(files.keys() - known)),
        changed=tuple(
            path
            for path in sorted(files.keys() & known)
            if not files[path].same_as(there.files[path])
        ),
        leaving=tuple(leaving),
        lost=tuple(path for path in leaving if path in kept),
    )


def in_order(paths: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield paths in the order in which they are put in place, wave after wave."""
    for kind in Kind:
        wave = tuple(path for path in paths if kind_of(path) is kind)
        if wave:
            yield wave


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder above the paths."""
    found = set()
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return found


def _known(there: TargetManifest) -> frozenset[str]:
    return frozenset(
        path
        for path, entry in there.files.items()
        if entry.sha256 or entry != UNKNOWN  # the first is quick
    )
