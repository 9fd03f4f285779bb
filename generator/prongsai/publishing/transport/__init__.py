"""One way to a target each: what a publish asks of it, and nothing more.

Every way is an fsspec file system where there is one. What fsspec lacks or does in
more round trips than needed is done by hand next to the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

SENT_AHEAD = 64 * 1024
"""Bytes that wait in this computer to be sent. With more, a slow line takes longer for
them than we wait for the answer to what has been sent already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A file at the target: its path from the target's folder, and its size."""

    path: str
    size: int


class Transport(Protocol):
    """A connection to one target; paths are from the target's folder, with `/`.

    All methods raise `CutError` where the line was cut and `RefusedError` where the
    server does not let us go on.

    Attributes:
        gaps: how many files that visitors see were away for a moment, since the server
            cannot replace a file in one step.
    """

    gaps: int

    def names(self, folder: str = "") -> list[str]:
        """Return the names in a folder; none where there is no such folder."""

    def files(self, folder: str = "") -> Iterator[Listed]:
        """Yield every file below a folder; nothing where there is no such folder."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is none."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file; half of it can be there if the line is cut."""

    def place(self, staged: str, path: str) -> None:
        """Give a file its name, in the place of one that is there.

        A file that is not there (any more) has got its name already.
        """

    def remove(self, path: str) -> None:
        """Remove a file; nothing there is fine."""

    def make_folder(self, path: str) -> bool:
        """Make a folder in a folder that is there; return whether it was not there."""

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty."""

    def finish(self, title: str) -> None:
        """Make visible what was done, where that is one step; else nothing."""

    def close(self) -> None:
        """Give the connection back."""
