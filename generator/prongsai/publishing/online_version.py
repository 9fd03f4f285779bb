"""Which version the public should see: the one published last, or the one built here.

They differ after `--undo`, and while content is edited that is not published yet. What
is online is then compared with what was published, so that nothing is called wrong that
is as it should be, and no advice brings back the version that was taken down.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.publishing.built import Build, built_version
from prongsai.publishing.judging import PUBLISHED_AGAIN, Seen
from prongsai.publishing.kept import Kept
from prongsai.publishing.live_check import Origin, built_site, see
from prongsai.publishing.manifest import Entry, TargetManifest
from prongsai.publishing.proof import Proof
from prongsai.publishing.published import Published
from prongsai.site.page_types import Plan

_NOT_THERE = PUBLISHED_AGAIN | {Seen.UNREACHED, Seen.NOT_ASKED, Seen.ELSEWHERE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the public sees, and where that came from."""

    proof: Proof
    source: Origin

    @property
    def whole(self) -> bool:
        """Return whether what is built here is online, as far as was looked at."""
        seen = {one.seen for one in self.proof.results}
        return self.source.as_built and not seen & _NOT_THERE


def look_online(
    root: Path, plan: Plan, today: datetime.date, *, target: str = "", by: str = ""
) -> Looked | None:
    """Prove what was published last, or what is built here where that is online.

    Returns:
        None without an address or a build.
    """
    expected = built_site(root, plan, today)
    if expected is None:
        return None
    last = _last(root, plan, target)
    other = None
    if last is not None and not as_built(root, last.files):
        there = {path: entry.sha256 for path, entry in last.files.items()}
        proof = see(replace(expected, files=there))
        source = Origin(version=last.version, target=target, by=by, as_built=False)
        other = Looked(proof=proof, source=source)
        if proof.unreached or not proof.wrong:
            return other
    source = Origin(version=built_version(root), target=target, by=by)
    own = Looked(proof=see(expected), source=source)
    fewer = other is not None and len(other.proof.wrong) <= len(own.proof.wrong)
    return other if fewer else own


def origin(root: Path, done: Published, by: str) -> Origin:
    """Return where what was published just now came from."""
    same = as_built(root, done.files)
    return Origin(version=done.version, target=done.target, by=by, as_built=same)


def as_built(root: Path, files: Mapping[str, Entry]) -> bool:
    """Return whether these files are those that were built last."""
    return all(
        path in files and files[path].sha256 == digest
        for path, digest in Build.of(root).files.items()
    )


def _last(root: Path, plan: Plan, name: str) -> TargetManifest | None:
    """Return what this computer published last, to one target or to any."""
    names = [one.name for one in plan.context.content.site.value.publish]
    kept = (Kept.of(root, one).last for one in names if name in {"", one})
    return max((one for one in kept if one), key=lambda one: one.publish, default=None)
