"""The bytes of a file that the program keeps, and their hash.

What is no file is an error: a pipe in its place would be waited for for ever.
"""

import errno
import hashlib
import os
from pathlib import Path


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: it cannot be read, or is none.
    """
    return regular(path).read_bytes()


def hash_file(path: Path) -> str:
    """Return the hash of the bytes of a file.

    Raises:
        OSError: it cannot be read, or is none.
    """
    with regular(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def regular(path: Path) -> Path:
    """Return the path of a file, if it is one.

    Raises:
        OSError: it is a folder, a pipe or a device.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return path
