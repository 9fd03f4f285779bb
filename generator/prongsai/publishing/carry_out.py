"""Carry out a plan: upload, compare, put in place, remove, write the manifest.

Everything is uploaded into the staging folder first and its sizes are compared. Only
then files are put in place, by renaming: that takes one short round trip a file, so
the site is half new for seconds and not for minutes. Whole folders are not swapped:
between two renames of a folder there is no site at all, and what others put into the
folder would go with it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from prongsai.publishing.failures import CutError, ListingCutError, RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.lines import Lines
from prongsai.publishing.manifest import (
    JOURNAL,
    MANIFEST,
    STAGING,
    UNSURE,
    Journal,
    TargetManifest,
    staged_name,
)
from prongsai.publishing.plan import PublishPlan, folders_of, in_order
from prongsai.publishing.removing import remove
from prongsai.publishing.there import There, staged_sizes
from prongsai.publishing.transport import Transport
from prongsai.publishing.transport.together import (
    batches,
    make_folders,
    place_all,
    write_all,
)
from prongsai.publishing.version import with_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the upload is: files and bytes, of how many."""

    files: int
    of_files: int
    bytes: int
    of_bytes: int


Watch = Callable[[Progress], None]


def carry_out(
    lines: Lines,
    plan: PublishPlan,
    there: There,
    here: Here,
    watch: Watch,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Bring the target to what the plan says.

    Args:
        lines: the way there.
        plan: what to do.
        there: what is at the target.
        here: the built site.
        watch: is called after each file that was uploaded.
        check: is called before what visitors see is changed; it raises where another
            publish has begun.

    Raises:
        RefusedError: it cannot go on; what is at the target is whole, and the next
            publish goes on from there.
    """
    check()
    if there.cut:
        _settle(lines, there.manifest)
    _upload(lines, plan, there, here, _Counted(watch))
    if plan.new:
        _make_folders(lines, folders_of(plan.new) - folders_of(plan.known))
    check()
    _begin(lines, plan, here)
    for paths in (plan.new, plan.changed):
        for wave in in_order(paths):
            _place(lines, plan, wave, here)
        _place_rest(lines, plan, paths, here)
    remove(lines, plan, check)
    _end(lines, plan, here)


def _settle(lines: Lines, manifest: TargetManifest) -> None:
    """Write down what the cut publish had done, before its staged files change."""
    _write(lines, MANIFEST, manifest.to_bytes())
    lines.do(lambda line: line.remove(JOURNAL))


def _upload(
    lines: Lines, plan: PublishPlan, there: There, here: Here, counted: "_Counted"
) -> None:
    """Upload what is not staged yet, and compare all sizes with what is there then."""
    lines.do(lambda line: line.make_folder(STAGING))
    if there.crowded:
        _empty(lines)
    wanted = {staged_name(path, plan.files[path]) for path in plan.sending}
    needless = sorted(there.staged.keys() - wanted)
    lines.each(lambda line, name: line.remove(name), needless)

    def upload(line: Transport, paths: Sequence[str]) -> None:
        names = [staged_name(path, plan.files[path]) for path in paths]
        write_all(line, [*zip(names, map(here.data, paths), strict=True)])

    missing = _missing(plan, there.staged)
    sizes = {path: plan.files[path].size for path in missing}
    counted.expect(sizes)
    for _ in range(2):
        lines.each(upload, batches(missing, lines.at_once, sizes), counted.add)
        missing = _missing(plan, lines.do(staged_sizes))
        key = "not-whole" if missing else "garbled"
        missing = missing or _garbled(lines, plan)
        if not missing:
            return
    raise RefusedError(key, path=missing[0], count=len(missing))


def _empty(lines: Lines) -> None:
    """Remove what is staged, as many names at a time as the server lists."""
    before: list[str] = []
    while True:
        try:
            names = lines.do(lambda line: line.names(STAGING))
        except ListingCutError as cut:
            names = [*cut.names]
        if names == before:
            return  # none is left, or what is left does not go
        before = names
        paths = [f"{STAGING}/{name}" for name in names]
        lines.each(lambda line, path: line.remove(path), paths)


def _missing(plan: PublishPlan, staged: Mapping[str, int]) -> list[str]:
    """Return the paths whose file is not staged whole, in their order."""
    return [
        path
        for path in plan.sending
        if staged.get(staged_name(path, plan.files[path])) != plan.files[path].size
    ]


def _garbled(lines: Lines, plan: PublishPlan) -> list[str]:
    """Read what is staged where it may have changed on the way; return what has."""
    found: list[str] = []

    def compare(line: Transport, path: str) -> None:
        entry = plan.files[path]
        data = line.read(staged_name(path, entry)) or b""
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            found.append(path)

    lines.each(compare, plan.sending if lines.unguarded else ())
    return sorted(found)


class _Counted:
    """Counts what was uploaded; several lines report at once."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._counting = watch, Lock()
        self._sizes: Mapping[str, int] = {}
        self._files = self._bytes = 0

    def expect(self, sizes: Mapping[str, int]) -> None:
        self._sizes = sizes

    def add(self, paths: Sequence[str]) -> None:
        with self._counting:
            self._files += len(paths)
            self._bytes += sum(self._sizes[path] for path in paths)
            self._watch(
                Progress(
                    files=self._files,
                    of_files=len(self._sizes),
                    bytes=self._bytes,
                    of_bytes=sum(self._sizes.values()),
                )
            )


def _make_folders(lines: Lines, needed: set[str]) -> None:
    """Make folders, those of one depth together; one that is there is fine."""
    for depth in sorted({path.count("/") for path in needed}):
        paths = sorted(path for path in needed if path.count("/") == depth)
        lines.each(make_folders, batches(paths, lines.at_once))


def _begin(lines: Lines, plan: PublishPlan, here: Here) -> None:
    """Write down what is going to change."""
    journal = Journal(
        publish=here.publish,
        placing={path: plan.files[path] for path in plan.sending},
        removing=frozenset(plan.leaving),
    )
    _write(lines, JOURNAL, journal.to_bytes())


def _place(lines: Lines, plan: PublishPlan, paths: Sequence[str], here: Here) -> None:
    def place(line: Transport, some: Sequence[str]) -> None:
        names = [(staged_name(path, plan.files[path]), path) for path in some]
        place_all(line, names, here.data)

    lines.each(place, batches(paths, lines.at_once))


def _place_rest(
    lines: Lines, plan: PublishPlan, paths: Iterable[str], here: Here
) -> None:
    """Place what is still staged, since somebody removed the folder it belongs to."""
    staged = {staged_name(path, plan.files[path]): path for path in paths}
    if not staged:
        return
    for _ in range(2):
        rest = [staged[name] for name in lines.do(staged_sizes).keys() & staged.keys()]
        if not rest:
            return
        _make_folders(lines, folders_of(rest))
        _place(lines, plan, rest, here)
    raise RefusedError("not-placed", path=min(rest), count=len(rest))


def _end(lines: Lines, plan: PublishPlan, here: Here) -> None:
    """Write the manifest; from here on the publish is done."""
    there = plan.there.files
    manifest = TargetManifest(
        site=here.site,
        publish=here.publish,
        version=here.version,
        earlier=with_latest(plan.there.earlier, plan.there.version, here.version),
        files={
            path: there[path] if entry.same_as(there.get(path)) else entry
            for path, entry in plan.files.items()
        },
        lasting=here.lasting & plan.files.keys(),
    )
    _write(lines, MANIFEST, manifest.to_bytes())
    lines.do(lambda line: line.remove(JOURNAL))
    lines.do(lambda line: line.remove_folder(STAGING))
    lines.do(lambda line: line.finish(here.publish))


def _write(lines: Lines, path: str, data: bytes) -> None:
    """Write a file of our own so that it is never half there."""

    def whole(line: Transport) -> None:
        line.write(UNSURE, data)
        if lines.unguarded and line.read(UNSURE) != data:
            raise CutError  # it changed on the way: write it again
        line.place(UNSURE, path)

    lines.do(whole)
