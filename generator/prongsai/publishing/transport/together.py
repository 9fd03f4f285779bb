"""Steps for many files of one line, together where the way can do that.

A way that has a method of `Together` does them in fewer round trips; the others do one
after another. What was cut is repeated whole, so a batch is small.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from prongsai.publishing.transport import Transport

MOST = 16
"""Files of one batch."""
BYTES = 1_000_000
"""Bytes of one batch, unless one file has more."""


@runtime_checkable
class Together(Protocol):
    """A connection that does several steps of one kind together."""

    def write_all(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Write files."""

    def place_all(self, names: Sequence[tuple[str, str]]) -> None:
        """Give files their names."""

    def make_folders(self, paths: Sequence[str]) -> None:
        """Make folders in folders that are there."""


@runtime_checkable
class Uploading(Protocol):
    """A connection that replaces a file best by uploading it to its place."""

    def place_or_upload(
        self, staged: str, path: str, data: Callable[[str], bytes]
    ) -> None:
        """Give a file its name; upload it where one of that name is there."""


def write_all(line: Transport, files: Sequence[tuple[str, bytes]]) -> None:
    """Write files."""
    if isinstance(line, Together):
        line.write_all(files)
        return
    for path, data in files:
        line.write(path, data)


def place_all(
    line: Transport,
    names: Sequence[tuple[str, str]],
    data: Callable[[str], bytes],
) -> None:
    """Give files their names.

    Args:
        line: the connection.
        names: where each file is staged, and its path.
        data: returns the bytes of a path.
    """
    if isinstance(line, Together):
        line.place_all(names)
        return
    for staged, path in names:
        if isinstance(line, Uploading):
            line.place_or_upload(staged, path, data)
        else:
            line.place(staged, path)


def make_folders(line: Transport, paths: Sequence[str]) -> None:
    """Make folders in folders that are there."""
    if isinstance(line, Together):
        line.make_folders(paths)
        return
    for path in paths:
        line.make_folder(path)


def batches(
    paths: Sequence[str], lines: int, sizes: Mapping[str, int] | None = None
) -> Iterator[list[str]]:
    """Yield the paths in batches, so many that every line has some to do."""
    most = max(1, min(MOST, len(paths) // (2 * lines)))
    batch: list[str] = []
    size = 0
    for path in paths:
        own = (sizes or {}).get(path, 0)
        if batch and (len(batch) == most or size + own > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(path)
        size += own
    if batch:
        yield batch
