"""The last versions that were published from this computer, so that one can come back.

They are below `.prongsai/published/<target>/`: the bytes of every file by their hash,
and a manifest each. On the server nothing is kept: to keep a file there, it would have
to leave its place before the new one is in it.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry, TargetManifest
from prongsai.publishing.version import Version
from prongsai.storage.below import found_in
from prongsai.storage.write import OWN_FOLDER, Scratch, write_cache, write_file

VERSIONS = 3
"""How many are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The versions of one target.

    Attributes:
        folder: where they are.
    """

    folder: Path

    @classmethod
    def of(cls, root: Path, target: str) -> "Kept":
        """Return the versions of a target that were published from a project."""
        return cls(folder=root / OWN_FOLDER / "published" / target)

    @property
    def ids(self) -> list[str]:
        """Return the publishes whose versions are kept, the oldest first."""
        try:
            listed = json.loads((self.folder / "versions.json").read_bytes())
            return [str(one) for one in listed]
        except (OSError, ValueError, TypeError, RecursionError):
            return []

    @property
    def last(self) -> TargetManifest | None:
        """Return what this computer published last; None where it is not kept."""
        ids = self.ids
        return self.manifest(ids[-1]) if ids else None

    def holds(self, here: Here) -> bool:
        """Return whether the last version has the files of this one."""
        last = self.last
        return (
            last is not None
            and last.files.keys() == here.files.keys()
            and all(
                entry.same_as(last.files[path]) for path, entry in here.files.items()
            )
        )

    @property
    def files(self) -> Path:
        """Return the folder of all files, each named by its hash."""
        return self.folder / "files"

    def manifest(self, publish: str) -> TargetManifest | None:
        """Return what a publish left at the target; None where it is not kept."""
        try:
            data = (self.folder / f"{publish}.json").read_bytes()
            return TargetManifest.from_bytes(data)
        except (OSError, ValueError):
            return None

    def remember(self, here: Here) -> None:
        """Keep the version that is online now, and forget the oldest."""
        if self.holds(here):
            return
        for path, entry in here.files.items():
            place = self.files / entry.sha256
            if not place.exists():
                write_cache(place, here.data(path))
        version = TargetManifest(
            site=here.site, publish=here.publish, version=here.version, files=here.files
        )
        write_file(self.folder / f"{here.publish}.json", version.to_bytes())
        ids = [one for one in self.ids if one != here.publish]
        last = [*ids, here.publish][-VERSIONS:]
        write_file(self.folder / "versions.json", json.dumps(last).encode())
        self._forget(set(last))

    def _forget(self, ids: set[str]) -> None:
        """Remove what no version needs any more."""
        manifests = [one for publish in ids if (one := self.manifest(publish))]
        needed = {entry.sha256 for one in manifests for entry in one.files.values()}
        store = Scratch(self.folder)
        for path in found_in(self.folder, "*.json"):
            if path.stem not in ids | {"versions"}:
                store.remove(path.name)
        for path in found_in(self.files, "*"):
            if path.name not in needed:
                store.remove(f"files/{path.name}")

    def find(self, version: Version, now: TargetManifest) -> TargetManifest | None:
        """Return a version whose bytes are all there that differ from those online."""
        for publish in reversed(self.ids):
            kept = self.manifest(publish)
            if kept and kept.version.build == version.build and self._whole(kept, now):
                return kept
        return None

    def _whole(self, kept: TargetManifest, now: TargetManifest) -> bool:
        changed = (
            entry
            for path, entry in kept.files.items()
            if not entry.same_as(now.files.get(path))
        )
        return all(map(self._is_there, changed))

    def _is_there(self, entry: Entry) -> bool:
        place = self.files / entry.sha256
        data = place.read_bytes() if place.is_file() else b""
        return hashlib.sha256(data).hexdigest() == entry.sha256
