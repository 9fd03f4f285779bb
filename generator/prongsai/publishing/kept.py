"""The last versions that were published from this computer, so that one can come back.

They are below `.prongsai/published/<target>/`: the bytes of every file by their hash,
and a manifest each. On the server nothing is kept: to keep a file there, it would have
to leave its place before the new one is in it.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry, TargetManifest
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
        except (OSError, ValueError, TypeError):
            return []

    def manifest(self, publish: str) -> TargetManifest | None:
        """Return what a publish left at the target; None where it is not kept."""
        try:
            data = (self.folder / f"{publish}.json").read_bytes()
            return TargetManifest.from_bytes(data)
        except (OSError, ValueError):
            return None

    def remember(self, here: Here) -> None:
        """Keep the version that was published just now, and forget the oldest."""
        for path, entry in here.files.items():
            place = self._object(entry)
            if not place.exists():
                write_cache(place, here.data(path))
        version = TargetManifest(
            site=here.site, publish=here.publish, commit=here.commit, files=here.files
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
        for path in self.folder.glob("*.json"):
            if path.stem not in ids | {"versions"}:
                store.remove(path.name)
        for path in (self.folder / "files").iterdir():
            if path.name not in needed:
                store.remove(f"files/{path.name}")

    def before(self, now: TargetManifest, here: Here) -> Here:
        """Return the version before the one that is at the target.

        Addresses that came since then stay: they may have been submitted already.

        Raises:
            RefusedError: it was published from another computer, or is kept no more.
        """
        ids = self.ids
        at = ids.index(now.publish) if now.publish in ids else 0
        old = self.manifest(ids[at - 1]) if at else None
        if old is None:
            raise RefusedError("undo-not-kept")
        lasting = now.lasting | here.lasting
        stays = {path: now.files[path] for path in lasting & now.files.keys()}
        back = replace(
            here,
            folder=self.folder / "files",
            by_hash=True,
            commit=old.commit,
            files={**stays, **old.files},
        )
        self._are_whole(back, now)
        return back

    def _are_whole(self, back: Here, now: TargetManifest) -> None:
        """Check the bytes that are to go up before anything is changed."""
        for path, entry in back.files.items():
            if entry.same_as(now.files.get(path)):
                continue
            place = self._object(entry)
            data = place.read_bytes() if place.is_file() else b""
            if hashlib.sha256(data).hexdigest() != entry.sha256:
                raise RefusedError("undo-not-kept")

    def _object(self, entry: Entry) -> Path:
        return self.folder / "files" / entry.sha256
