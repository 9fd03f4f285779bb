"""The version before the one that is online: kept here, or made again of its commit."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from prongsai.publishing.built import SITE, Build
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.kept import Kept
from prongsai.publishing.made_again import made_again
from prongsai.publishing.manifest import Entry, TargetManifest
from prongsai.publishing.receipt import published_versions
from prongsai.publishing.version import Version


@contextmanager
def version_before(
    root: Path,
    target: str,
    now: TargetManifest,
    here: Here,
    tell: Callable[[Version], None],
) -> Iterator[Here]:
    """Give the version before the one that is online, ready to be published.

    Args:
        root: the project.
        target: the name of the target.
        now: what is at the target.
        here: the site as it is here.
        tell: is called with the version that has to be made again.

    Raises:
        RefusedError: no version is known, or it cannot be made again as it was.
    """
    version = _before(root, target, now)
    kept = Kept.of(root, target)
    found = kept.find(version, now)
    if found is not None:
        back = _back(here, now, found.version, found.files)
        yield replace(back, folder=kept.files, by_hash=True)
        return
    tell(version)
    with made_again(root, version) as project:
        folder = project / SITE
        files = Build.of(project).entries(folder, here.publish)
        yield replace(_back(here, now, version, files), folder=folder)


def _before(root: Path, target: str, now: TargetManifest) -> Version:
    """Return the version before: as the target says, else as the receipts do."""
    if now.earlier:
        return now.earlier[-1]
    filed = published_versions(root, target)
    online = now.version.build or next((one.build for one in filed), "")
    for version in filed:
        if version.build != online:
            return version
    raise RefusedError("undo-nothing-before")


def _back(
    here: Here, now: TargetManifest, version: Version, files: Mapping[str, Entry]
) -> Here:
    """Return a version as what is to be published.

    Addresses that came since then stay: they may have been submitted already.
    """
    lasting = now.lasting | here.lasting
    stays = {path: now.files[path] for path in lasting & now.files.keys()}
    return replace(here, version=version, files={**stays, **files})
