"""Write one file: next to its place, flushed to the disk, then moved into it."""

import errno
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import IO

from prongsai.storage.below import everything_below
from prongsai.storage.side_by_side import in_threads
from prongsai.storage.write.completed import note_written

UNFINISHED = ".prongsai-new"
"""The ending of a file that is being written; its name begins with a dot."""

_SURELY_DEAD = 3600
"""Seconds after which a file that is being written belongs to no living command."""

_FLUSHED_AT_ONCE = 16
"""The disk takes many at once nearly as quickly as one."""

_BATCH = 4_096
"""Paths that are held while they are flushed."""


def write_file(path: Path, data: bytes) -> None:
    """Write one file whole, or leave the old one; its folder is made.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    with writing(path) as stream:
        stream.write(data)
        _let_run(stream, data)


def write_cache(path: Path, data: bytes) -> None:
    """Write a file that only saves time: whole, but not flushed, and never failing."""
    with suppress(OSError), _beside(path) as (stream, unfinished):
        stream.write(data)
        stream.close()
        unfinished.replace(path)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes become the file when all of them are there.

    A device or a pipe (`/dev/stdout`) is written as it is.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    target = path.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as stream:
            yield stream
        return
    _clear_old(target.parent)
    with _beside(target) as (stream, unfinished):
        yield stream
        flush_stream(stream)
        keep_mode(target, unfinished)
        stream.close()
        unfinished.replace(target)
    note_written(path)
    flush_folder(target.parent)


def _clear_old(folder: Path) -> None:
    """Remove what a killed command left half written an hour ago or more."""
    for path in folder.glob(f".*{UNFINISHED}"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _SURELY_DEAD:
                path.unlink()


@contextmanager
def _beside(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Open a new file next to `target`; it is removed if it was not moved."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.parent / f".{secrets.token_hex(8)}{UNFINISHED}"
    try:
        with unfinished.open("xb") as stream:
            yield stream, unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def create(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a new file and flush it, with the rights of the file `like`."""
    with path.open("xb") as stream:
        stream.write(data)
        _let_run(stream, data)
        if like is not None:
            keep_mode(like, path)
        flush_stream(stream)


def keep_mode(old: Path, new: Path) -> None:
    """Give the new file the rights of the old one, if there is one."""
    with suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))


def _let_run(stream: IO[bytes], data: bytes) -> None:
    """Give a script the right to run, for everybody who may read it."""
    if data.startswith(b"#!") and os.name == "posix":
        mode = stat.S_IMODE(os.fstat(stream.fileno()).st_mode)
        os.fchmod(stream.fileno(), mode | (mode & 0o444) >> 2)


def flush_stream(stream: IO[bytes]) -> None:
    """Bring what was written to the disk itself."""
    stream.flush()
    os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does so by itself."""
    if os.name == "posix":
        _flush(folder)


def flush_tree(folder: Path) -> None:
    """Bring every file and folder below `folder` to the disk."""
    paths = chain([folder], everything_below(folder))
    flush_paths(path for path in paths if not path.is_symlink())


def flush_paths(paths: Iterable[Path]) -> None:
    """Bring many files and folders to the disk; few of them are held at a time."""
    wanted = (one for one in paths if os.name == "posix" or one.is_file())
    while batch := list(islice(wanted, _BATCH)):
        if len(batch) < _FLUSHED_AT_ONCE:
            _flush_all(batch)
            return
        shares = [batch[first::_FLUSHED_AT_ONCE] for first in range(_FLUSHED_AT_ONCE)]
        for _ in in_threads(_flush_all, shares, _FLUSHED_AT_ONCE):
            pass


def _flush_all(paths: Iterable[Path]) -> None:
    for path in paths:
        _flush(path)


def _flush(path: Path) -> None:
    writable = os.O_RDONLY if os.name == "posix" else os.O_RDWR
    handle = os.open(path, writable)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def duplicate(source: Path, target: Path) -> None:
    """Keep a file under a second name, so that the first can be replaced."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (AttributeError, OSError, NotImplementedError):
        # a browser's tab, FAT, some network drives, another disk
        shutil.copy2(source, target, follow_symlinks=False)
        if not target.is_symlink():
            _flush(target)


def move(source: Path, target: Path) -> None:
    """Put a file or folder in its place, also where that is on another disk."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV or source.is_dir():
            raise
        with _beside(target) as (stream, unfinished):
            stream.write(source.read_bytes())
            flush_stream(stream)
            keep_mode(source, unfinished)
            stream.close()
            unfinished.replace(target)
        source.unlink()


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder; nothing there is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
