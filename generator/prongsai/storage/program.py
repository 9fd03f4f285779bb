"""The program itself as an input: what is kept is of no use to another version."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from prongsai.storage.below import files_below


@cache
def program_hash() -> str:
    """Return a hash of all files of the program, which stays the same while it runs."""
    digest = hashlib.sha256()
    for path in program_files(Path(__file__).parents[1]):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def program_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder of the program, in order, but for compiled copies.

    In a browser's tab modules are there only in their compiled form.
    """
    for path in files_below(folder):
        if path.parent.name != "__pycache__":
            yield path
