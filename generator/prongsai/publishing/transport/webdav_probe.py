"""Whether a WebDAV server replaces a file in one step when it is uploaded.

The standard does not say. Apache and nginx write an upload aside and rename it when it
is whole; others write into the file itself, so that visitors see a part of it, and for
ever where the line is cut then. What a server calls itself says little, since another
one may be in front of it, so we look: while half of an upload is there.
"""

import time
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Protocol

from prongsai.publishing.failures import CutError
from prongsai.publishing.manifest import STAGING

PROBE = f"{STAGING}/probe"
HALF = 32 * 1024
"""Bytes: more than a server keeps in memory before it begins to write."""

ARRIVES = 0.3
"""Seconds until half of an upload has surely reached the server."""

_TRIES = 2


class Line(Protocol):
    """What the look needs of a connection."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""

    def write_slowly(self, path: str, parts: Iterable[bytes], size: int) -> None:
        """Write a file whose parts come one by one."""

    def remove(self, path: str) -> None:
        """Remove a file."""


class Probe:
    """The answer for one server, found once, when it is first needed."""

    def __init__(self, *, looks: bool = True) -> None:
        """Know nothing yet, or no: a tab's browser sends only what is whole."""
        self._answer: bool | None = None if looks else False
        self._failed = 0
        self._asking = Lock()

    def writes_aside(self, line: Line) -> bool:
        """Return whether visitors see the old file until the new one is whole.

        Raises:
            CutError: the line was cut on the way; the second time the answer is no,
                since some servers do one thing at a time and let a look wait.
        """
        with self._asking:
            if self._answer is None:
                try:
                    self._answer = _look(line)
                except CutError:
                    self._failed += 1
                    if self._failed < _TRIES:
                        raise
                    self._answer = False
            return self._answer


def _look(line: Line) -> bool:
    old, new = b"o" * 2 * HALF, b"n" * 2 * HALF
    seen: list[bytes | None] = []

    def halves() -> Iterator[bytes]:
        yield new[:HALF]
        time.sleep(ARRIVES)
        seen.append(line.read(PROBE))
        yield new[HALF:]

    line.write(PROBE, old)
    line.write_slowly(PROBE, halves(), len(new))
    seen.append(line.read(PROBE))
    line.remove(PROBE)
    return seen == [old, new]
