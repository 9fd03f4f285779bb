"""What is below a folder; what cannot be listed is an error, not left out.

`Path.glob`, `Path.rglob` and a plain `os.walk` pass over folders without rights in
silence, so nothing else uses them (`tests/storage/test_below.py`).
"""

import errno
import os
import stat
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""Nothing, below a file, or a link that leads to itself."""


def files_below(folder: Path, *, hidden: bool = True) -> Iterator[Path]:
    """Yield every file below a folder, in one order; nothing where it is not there.

    Args:
        folder: the folder.
        hidden: look into folders whose names begin with a dot, too.

    Raises:
        OSError: a folder cannot be listed.
    """
    if not _is_folder(folder):
        return
    for here, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(n for n in folders if hidden or not n.startswith("."))
        yield from (Path(here) / name for name in sorted(names))


def count_below(folder: Path) -> int:
    """Return how many files are below a folder.

    Raises:
        OSError: a folder cannot be listed.
    """
    if not _is_folder(folder):
        return 0
    return sum(len(names) for _, _, names in os.walk(folder, onerror=_refused))


def everything_below(folder: Path) -> Iterator[Path]:
    """Yield every file, folder and link below a folder; links are not followed.

    Raises:
        OSError: a folder cannot be listed.
    """
    if not _is_folder(folder):
        return
    for here, folders, names in os.walk(folder, onerror=_refused):
        yield from (Path(here) / name for name in sorted((*folders, *names)))


def found_in(folder: Path, pattern: str) -> list[Path]:
    """Return what is in a folder under a pattern (`*.xlsx`, `*/agency.yml`), in order.

    Nothing where the folder is not there.

    Raises:
        OSError: a folder on the way cannot be listed.
    """
    first, _, rest = pattern.partition("/")
    if not _is_folder(folder):
        return []
    here = sorted(path for path in folder.iterdir() if fnmatch(path.name, first))
    return [one for path in here for one in found_in(path, rest)] if rest else here


def _is_folder(path: Path) -> bool:
    """Return whether it is a folder; one that may not be looked at is an error."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        if error.errno in _NOT_THERE:
            return False
        raise


def _refused(error: OSError) -> None:
    raise error
