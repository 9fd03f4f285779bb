"""A folder of this computer, or of a drive that it sees: `folder:///srv/www/ita`.

A path without `/` in front begins in the project: `folder:../public`.
"""

import errno
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from fsspec.implementations.local import LocalFileSystem

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.transport.file_system import FileSystemTransport, in_the_way

_REFUSALS = {
    errno.ENOSPC: "no-room",
    errno.EDQUOT: "no-room",
    errno.EFBIG: "no-room",
    errno.EACCES: "no-rights",
    errno.EPERM: "no-rights",
    errno.EROFS: "no-rights",
    errno.EISDIR: "in-the-way",
    errno.ENOTDIR: "in-the-way",
}


class FolderTransport(FileSystemTransport):
    """A folder that the operating system reaches."""

    @classmethod
    def to(cls, folder: Path) -> "FolderTransport":
        """Return the way to a folder; the one above it has to be there."""
        if not folder.parent.is_dir():
            raise RefusedError("no-folder", path=str(folder))
        if folder.exists() and not folder.is_dir():
            raise in_the_way(str(folder))
        return cls(LocalFileSystem(skip_instance_cache=True), folder.as_posix())

    def _entries(self, folder: str) -> list[tuple[str, str, int]]:
        """List without following links: fsspec does, and goes round in circles."""
        found = []
        with suppress(FileNotFoundError), self.plainly(folder):
            for row in Path(self.at(folder)).iterdir():
                with suppress(FileNotFoundError):  # it has just been removed
                    facts = row.lstat()
                    kind = "directory" if S_ISDIR(facts.st_mode) else "file"
                    found.append((row.name, kind, facts.st_size))
        return found

    def place(self, staged: str, path: str) -> None:
        """Give a file its name; fsspec would put it into a folder of that name."""
        with suppress(FileNotFoundError), self.plainly(path):
            Path(self.at(staged)).replace(self.at(path))

    def remove(self, path: str) -> None:
        """Remove a file; a folder of that name is not ours."""
        place = Path(self.at(path))
        if place.is_symlink() or not place.is_dir():
            super().remove(path)

    def make_folder(self, path: str) -> bool:
        """Make a folder."""
        made = super().make_folder(path)
        if not made and not Path(self.at(path)).is_dir():
            raise in_the_way(self.shown(path))
        return made

    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what the computer refuses."""
        if isinstance(error, OSError):
            return RefusedError(_REFUSALS.get(error.errno or 0, "refused"), path=path)
        return None
