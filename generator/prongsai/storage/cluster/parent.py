"""What whoever gives the work out does with files: reads them, and writes new ones."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from prongsai.storage.below import files_below
from prongsai.storage.cluster.tasks import Done
from prongsai.storage.side_by_side import Needs
from prongsai.storage.write import Scratch
from prongsai.storage.write.durable import UNFINISHED

_MAY_WRITE = ("build/next/", "build/cache/")
_SMALL, _AT_ONCE = 300_000, 4_000_000
_PARCEL = 16_000_000


class AtHomeError(Exception):
    """A task is done best in this process: a file of it has changed meanwhile."""


def small_files(root: Path, needs: Needs) -> Mapping[str, bytes]:
    """Return files that are sent with a task unasked: small ones that only it reads."""
    given: dict[str, bytes] = {}
    left = _AT_ONCE
    for path, digest in needs.files.items():
        size = _size(root / path)
        if size <= min(_SMALL, left) and digest not in given:
            given[digest] = _bytes(root, path, digest)
            left -= size
    return given


def parcels(
    root: Path, needs: Needs | None, wanted: Iterable[str], packed: Mapping[str, bytes]
) -> Iterator[Mapping[str, bytes]]:
    """Yield the files of some hashes, never many bytes at once.

    Args:
        root: the project.
        needs: where files are.
        wanted: their hashes.
        packed: what is in no file, by its hash.
    """
    of = {**needs.files, **needs.common} if needs else {}
    places = {digest: path for path, digest in of.items()}
    parcel: dict[str, bytes] = {}
    for digest in wanted:
        data = packed.get(digest)
        if data is None:
            data = _bytes(root, places[digest], digest)
        if parcel and sum(map(len, parcel.values())) + len(data) > _PARCEL:
            yield parcel
            parcel = {}
        parcel[digest] = data
    if parcel:
        yield parcel


def put_files(root: Path, done: Done, needs: Needs | None) -> None:
    """Write the files that a task made on another computer.

    Raises:
        AtHomeError: a file that is a copy of another has changed since.
    """
    of = {**needs.files, **needs.common} if needs else {}
    places = {digest: path for path, digest in of.items()}
    project = Scratch(root)
    for path, digest in done.files.items():
        if not path.startswith(_MAY_WRITE) or ".." in PurePosixPath(path).parts:
            raise OSError(path)
        data = done.given.get(digest)
        if data is not None:
            project.put(path, data)
        elif places[digest].startswith(_MAY_WRITE):
            project.twin(root / places[digest], path)
        else:
            project.copy(root / places[digest], path)
            if _hash(root / path) != digest:
                raise AtHomeError(places[digest])


def clear_unfinished(root: Path) -> None:
    """Remove what a worker that was ended had half written in the next build."""
    for path in files_below(root / _MAY_WRITE[0]):
        if path.name.endswith(UNFINISHED):
            Scratch(root).remove(path.relative_to(root).as_posix())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        raise AtHomeError(path) from None


def _bytes(root: Path, path: str, digest: str) -> bytes:
    try:
        data = (root / path).read_bytes()
    except OSError:
        raise AtHomeError(path) from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise AtHomeError(path)
    return data


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
