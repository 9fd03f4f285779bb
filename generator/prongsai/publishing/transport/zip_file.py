"""ZIP files for a host's file manager: the whole site, and only what changed.

Nothing is published until a person uploads them. What changed is compared with the
ZIP before, which the computer remembers; who did not upload that takes the whole one.
"""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.kept import Kept
from prongsai.publishing.manifest import (
    LOCK,
    MANIFEST,
    STAGING,
    Entry,
    TargetManifest,
)
from prongsai.publishing.transport import Listed
from prongsai.site.swap import BUILD
from prongsai.storage.write import OWN_FOLDER, write_file, writing

FOLDER = f"{BUILD}/publish"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


class ZipTransport:
    """The ZIP files of one target, in memory until they are finished."""

    gaps = 0

    def __init__(self, root: Path, name: str) -> None:
        """Remember what the ZIP before held."""
        self._root, self._name = root, name
        self._kept = root / OWN_FOLDER / f"zip-{name}.json"
        self._written: dict[str, bytes] = {}
        self._removed: list[str] = []
        if self._kept.is_file():
            self._written[MANIFEST] = self._kept.read_bytes()
        self._first = MANIFEST not in self._written

    def names(self, folder: str = "") -> list[str]:
        """Return nothing: we do not know the folder of the host."""
        del folder
        return []

    def files(self, folder: str = "") -> Iterator[Listed]:
        """Yield what was written so far."""
        for path, data in self._written.items():
            if path.startswith(f"{folder}/"):
                yield Listed(path=path, size=len(data))

    def read(self, path: str) -> bytes | None:
        """Return a file that was written, or the manifest of the ZIP before."""
        return self._written.get(path)

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        self._written[path] = data

    def place(self, staged: str, path: str) -> None:
        """Give a file its name."""
        data = self._written.pop(staged, None)
        if data is not None:
            self._written[path] = data

    def remove(self, path: str) -> None:
        """Take a file out, or note that it is to be removed at the host."""
        if self._written.pop(path, None) is None:
            self._removed.append(path)

    def make_folder(self, path: str) -> bool:
        """Do nothing: a ZIP needs no folders."""
        del path
        return True

    def remove_folder(self, path: str) -> None:
        """Do nothing: a ZIP needs no folders."""

    def finish(self, title: str) -> None:
        """Write the ZIP files, and the list of what is to be removed by hand."""
        del title
        own = (f"{LOCK}/", f"{STAGING}/")
        changed = {
            path: data
            for path, data in self._written.items()
            if not path.startswith(own)
        }
        manifest = self._written[MANIFEST]
        entries = TargetManifest.from_bytes(manifest).files
        whole = {path: self._bytes(path, entry) for path, entry in entries.items()}
        self._pack("whole", {**whole, MANIFEST: manifest})
        if not self._first:
            self._pack("changed", changed)
        gone = "".join(f"{path}\n" for path in sorted(self._removed))
        write_file(self._root / FOLDER / f"{self._name}-remove.txt", gone.encode())
        write_file(self._kept, manifest)

    def _bytes(self, path: str, entry: Entry) -> bytes:
        """Return a file of the site: written just now, built, or kept.

        Raises:
            RefusedError: it is here no more.
        """
        places = (
            self._root / BUILD / "site" / path,
            Kept.of(self._root, self._name).files / entry.sha256,
        )
        for data in (self._written.get(path, b""), *map(_read, places)):
            if hashlib.sha256(data).hexdigest() == entry.sha256:
                return data
        raise RefusedError("gone-here", path=path)

    def _pack(self, kind: str, files: Mapping[str, bytes]) -> None:
        path = self._root / FOLDER / f"{self._name}-{kind}.zip"
        with writing(path) as stream, zipfile.ZipFile(stream, "w") as archive:
            for name, data in sorted(files.items()):
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.external_attr = _READABLE
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)

    def close(self) -> None:
        """Let the memory go."""


def _read(path: Path) -> bytes:
    """Return the bytes of a file; none where it is not there."""
    return path.read_bytes() if path.is_file() else b""
