"""A project's folder on the disk of this computer."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from prongsai.desk.folder import Received, TooLargeError, Written
from prongsai.storage.attachments.first_lines import first_lines
from prongsai.storage.below import found_in
from prongsai.storage.content_folder import (
    MAX_ATTACHMENT,
    SMALL,
    Sources,
    pictured_small,
    read_sources,
    with_facts,
)
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.papers import FOLDER as PAPERS
from prongsai.storage.write import OWN_FOLDER, Scratch, project_lock, swap, writing

PATIENCE = 5.0
"""Seconds that a click waits for another command: a page must not hang for a minute."""

Stamp: TypeAlias = tuple[int, int]
"""Time and size of a file: while they are the same, it was not written."""

_AT_ONCE = 6
"""Small pictures that are made in one reading: no page waits for a hundred of them."""

_HEAD = 16
"""First bytes of a file, enough to know of what kind it is."""

_UNFINISHED = f"{OWN_FOLDER}/desk"


@dataclass(slots=True, kw_only=True)
class OnDisk:
    """The folder; it is read again only where something in it changed."""

    root: Path
    _seen: Mapping[str, Stamp] = field(default_factory=dict)
    _read: Sources | None = None

    def read(self) -> Sources:
        """Return everything in it, with the facts of its attachments."""
        stamps = dict(_stamps(self.root))
        if self._read is None or self._read.findings or stamps != self._seen:
            self._read = self._changed(stamps) or self._whole()
            self._seen = stamps
        return self._read

    def _changed(self, stamps: Mapping[str, Stamp]) -> Sources | None:
        """Return the sources with the texts that differ, None if more than those do."""
        known = self._read
        if known is None or known.findings or stamps.keys() != self._seen.keys():
            return None
        changed = [path for path, one in stamps.items() if one != self._seen[path]]
        if not known.texts.keys() >= set(changed):
            return None
        new = {path: self.file(path) for path in changed}
        texts = {path: data for path, data in new.items() if data is not None}
        return replace(known, texts={**known.texts, **texts})

    def _whole(self) -> Sources:
        """Read everything; what is in files that are known is not read again."""
        known = self._read.attachments if self._read else {}
        new = with_facts(self.root, read_sources(self.root), known=known)
        return self._pictured(new)

    def _pictured(self, sources: Sources) -> Sources:
        """Return the sources with small pictures: those that are kept, and a few more.

        The agency's own come first: its seal is on every page.
        """
        kept = {
            one.name.partition("-")[0] for one in found_in(self.root / SMALL, "*.json")
        }
        files = sources.attachments
        new = [name for name, one in files.items() if one.sha256 not in kept]
        new.sort(key=lambda name: name.count("/"))
        left = set(new[_AT_ONCE:])
        pictured = {
            name: one if name in left else pictured_small(self.root, one)
            for name, one in files.items()
        }
        return replace(sources, attachments=pictured)

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        found = self.root / path
        return found.read_bytes() if found.is_file() else None

    def write(self, files: Mapping[str, Written]) -> None:
        """Write files, put received ones in their place, remove others: all or none."""
        scratch = Scratch(self.root / _UNFINISHED)
        made: dict[str, Path | None] = {}
        for path, written in files.items():
            if isinstance(written, Received):
                made[path] = Path(written.place)
            elif written is None:
                made[path] = None
            else:
                name = secrets.token_hex(8)
                scratch.put(name, written)
                made[path] = scratch.folder / name
        swap(self.root, made)

    def receive(self, name: str) -> "OnDiskReceiver":
        """Begin to receive a file."""
        path = self.root / _UNFINISHED / secrets.token_hex(8)
        return OnDiskReceiver(name, path)

    def begun(self, received: Received) -> Received:
        """Return a file that was received with its first lines, if it has any."""
        return replace(received, lines=first_lines(Path(received.place)))

    def forget(self, files: Iterable[Received]) -> None:
        """Throw away what was received and is not among the files yet."""
        scratch = Scratch(self.root / _UNFINISHED)
        for one in files:
            scratch.remove(Path(one.place).name)

    def alone(self) -> AbstractContextManager[None]:
        """Hold the folder."""
        return project_lock(self.root, "desk", patience=PATIENCE)


class OnDiskReceiver:
    """Writes what is sent next to the project's files, not among them."""

    def __init__(self, name: str, path: Path) -> None:
        """Open the place where it waits until it is put among the files."""
        self._name, self._path = name, path
        self._digest, self._size = hashlib.sha256(), 0
        self._head = b""
        self._writing = writing(path)
        self._stream = self._writing.__enter__()

    def take(self, part: bytes) -> None:
        """Take the next bytes."""
        self._size += len(part)
        if self._size > MAX_ATTACHMENT:
            raise TooLargeError(self._name)
        self._digest.update(part)
        self._head = (self._head + part[:_HEAD])[:_HEAD]
        self._stream.write(part)

    def finish(self) -> Received:
        """Return what was received."""
        self._writing.__exit__(None, None, None)
        return Received(
            name=self._name,
            sha256=self._digest.hexdigest(),
            size=self._size,
            place=str(self._path),
            head=self._head,
        )

    def drop(self) -> None:
        """Forget what was received."""
        stop = TooLargeError(self._name)
        with suppress(TooLargeError):
            self._writing.__exit__(TooLargeError, stop, None)


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield time and size of every file that the desk reads, by its path."""
    for base in (CONTENT, PAPERS):
        for folder, _, names in os.walk(root / base):
            inside = os.path.relpath(folder, root).replace(os.sep, "/")
            for name in names:
                with suppress(OSError):
                    found = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - three times as quick
                    yield f"{inside}/{name}", (found.st_mtime_ns, found.st_size)
