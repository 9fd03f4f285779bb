"""A folder of this computer, or of a drive that it sees: `folder:///srv/www/ita`.

A path without `/` in front begins in the project: `folder:../public`.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fsspec.implementations.local import LocalFileSystem

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.transport.file_system import FileSystemTransport

_REFUSALS = {
    errno.ENOSPC: "no-room",
    errno.EDQUOT: "no-room",
    errno.EFBIG: "no-room",
    errno.EACCES: "no-rights",
    errno.EPERM: "no-rights",
    errno.EROFS: "no-rights",
}


class FolderTransport(FileSystemTransport):
    """A folder that the operating system reaches."""

    @classmethod
    def to(cls, folder: Path) -> "FolderTransport":
        """Return the way to a folder; the one above it has to be there."""
        if not folder.parent.is_dir():
            raise RefusedError("no-folder", path=str(folder))
        return cls(LocalFileSystem(skip_instance_cache=True), folder.as_posix())

    @contextmanager
    def plainly(self, path: str) -> Iterator[None]:
        """Turn what the computer refuses into what to do."""
        try:
            yield
        except (FileNotFoundError, FileExistsError, NotADirectoryError):
            raise
        except OSError as error:
            key = _REFUSALS.get(error.errno or 0, "refused")
        else:
            return
        raise RefusedError(key, path=path)
