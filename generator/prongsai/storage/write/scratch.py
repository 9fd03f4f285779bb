"""A folder that is not read yet: filled piece by piece, then swapped in whole."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from prongsai.storage.below import files_below
from prongsai.storage.hashed import regular
from prongsai.storage.write import durable


def make_folder(path: Path) -> Path:
    """Make a folder with all above it, if it is not there, and return it."""
    path.mkdir(parents=True, exist_ok=True)
    return path


class _StoppedError(Exception):
    """A file cannot be copied: not an `OSError`, of which many are collected."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error


def _copied(source: str, target: str) -> None:
    """Copy a file."""
    try:
        shutil.copy2(regular(Path(source)), target)
    except OSError as error:
        raise _StoppedError(error) from None


class Scratch:
    """A folder in the making; paths are given from it with `/`, folders are made.

    Nothing in it is flushed: `swap` does that for all of it at once.
    """

    def __init__(self, folder: Path) -> None:
        """Take up the work in a folder that is there."""
        self.folder = folder
        self._made: set[str] = set()

    @classmethod
    def empty(cls, folder: Path) -> Self:
        """Begin anew: whatever is in the folder goes."""
        durable.remove(folder)
        return cls(make_folder(folder))

    @classmethod
    @contextmanager
    def temporary(cls) -> Iterator[Self]:
        """Give a folder of the system's that goes with the block."""
        import tempfile  # noqa: PLC0415 - slow to load

        with tempfile.TemporaryDirectory(prefix="prongsai-") as name:
            yield cls(Path(name))

    def put(self, path: str, data: bytes) -> None:
        """Write one file."""
        place = self._place(path)
        if not os.path.lexists(place):
            place.write_bytes(data)
            return
        aside = self._aside(place)  # the old one may have a twin, or a reader
        aside.write_bytes(data)
        aside.replace(place)

    def pour(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file piece by piece."""
        with self._place(path).open("wb") as stream:
            stream.writelines(pieces)

    def copy(self, source: Path, path: str) -> None:
        """Copy one file."""
        place = self._place(path)
        aside = self._aside(place) if os.path.lexists(place) else place
        shutil.copyfile(source, aside)
        aside.replace(place)

    def copy_tree(self, source: Path, path: str) -> None:
        """Copy a whole folder over what is there.

        Raises:
            OSError: the first that cannot be copied, be it a file or not.
        """
        target = self.folder / path
        try:
            shutil.copytree(source, target, copy_function=_copied, dirs_exist_ok=True)
        except _StoppedError as stopped:
            raise stopped.error from None
        except shutil.Error as error:
            reason = str(error.args[0][0][2])
            raise OSError(errno.EIO, reason, str(source)) from None

    def twin(self, source: Path, path: str) -> None:
        """Give a file of the same disk, which is whole, a second name; else copy it.

        Neither may be written in place from then on: both would change.
        """
        place = self._place(path)
        try:
            os.link(source, place)
        except FileExistsError:
            aside = self._aside(place)
            self.twin(source, aside.relative_to(self.folder).as_posix())
            aside.replace(place)
            aside.unlink(missing_ok=True)  # left where both were the same file
        except (AttributeError, OSError, NotImplementedError):  # see `durable`
            shutil.copyfile(source, place)

    def merge(self, source: Path) -> Iterator[str]:
        """Move all files of a folder into this one; yield their paths."""
        for path in sorted(files_below(source)):
            name = path.relative_to(source).as_posix()
            path.replace(self._place(name))
            yield name

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link."""
        self._place(path).symlink_to(target)

    def unpack(self, archive: Path) -> None:
        """Unpack a ZIP that we made ourselves.

        Raises:
            OSError: it cannot be read, or is not as it was made.
        """
        import zipfile  # noqa: PLC0415 - slow to load

        try:
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(self.folder)
        except zipfile.BadZipFile as error:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(archive)) from error

    def remove(self, path: str) -> None:
        """Remove a file or folder; nothing there is fine."""
        durable.remove(self.folder / path)

    @staticmethod
    def _aside(place: Path) -> Path:
        return place.with_name(f".{secrets.token_hex(8)}{durable.UNFINISHED}")

    def _place(self, path: str) -> Path:
        place, folder = self.folder / path, path.rpartition("/")[0]
        if folder not in self._made:
            make_folder(place.parent)
            self._made.add(folder)
        return place
