"""Every file below a folder; what cannot be listed is an error, not left out.

`Path.glob` and a plain `os.walk` pass over folders without rights in silence.
"""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, in one order; nothing where it is not there.

    Raises:
        OSError: a folder cannot be listed.
    """
    if not folder.is_dir():
        return
    for here, folders, names in os.walk(folder, onerror=_refused):
        folders.sort()
        yield from (Path(here) / name for name in sorted(names))


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Return what is in a folder under names of a pattern (`*.xlsx`), in order.

    Raises:
        OSError: the folder cannot be listed.
    """
    return sorted(path for path in folder.iterdir() if fnmatch(path.name, pattern))


def _refused(error: OSError) -> None:
    raise error
