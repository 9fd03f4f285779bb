"""What the desk asks of the folder that it works in."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from prongsai.storage.content_folder import Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was sent: its name, hash and first bytes.

    `place` is the folder's own; `lines` are those with which its text begins.
    """

    name: str
    sha256: str
    size: int
    place: str
    head: bytes = b""
    lines: tuple[str, ...] = ()


Written: TypeAlias = "bytes | Received | None"
"""What becomes of a path: these bytes, a file that was received, nothing."""


class TooLargeError(Exception):
    """A file that was sent is larger than what may be published."""


class Receiver(Protocol):
    """Takes a file in parts; what is not finished is thrown away."""

    def take(self, part: bytes) -> None:
        """Take the next bytes.

        Raises:
            TooLargeError: it is larger than a file of evidence may be.
        """

    def finish(self) -> Received:
        """Return what was received."""

    def drop(self) -> None:
        """Forget what was received."""


class Folder(Protocol):
    """A project's folder, wherever it is; all paths are from its root, with `/`."""

    def read(self) -> Sources:
        """Return everything in it, with the facts of its attachments."""

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""

    def write(self, files: Mapping[str, Written]) -> None:
        """Write files, put received ones in their place, remove others: all or none.

        Raises:
            OSError: nothing was written.
        """

    def receive(self, name: str) -> Receiver:
        """Begin to receive a file of that name."""

    def begun(self, received: Received) -> Received:
        """Return a file that was received with its first lines, if it has any."""

    def forget(self, files: Iterable[Received]) -> None:
        """Throw away what was received and is not among the files yet."""

    def alone(self) -> AbstractContextManager[None]:
        """Hold the folder: no other command writes meanwhile.

        Raises:
            BusyError: another command did not end in time.
        """
