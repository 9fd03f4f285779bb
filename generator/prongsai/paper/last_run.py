"""The last run of `prongsai pdf`: with the same inputs there is nothing to make.

All is hashed anew each time: the content, the program, what was asked, and the papers.
"""

import hashlib
from importlib.metadata import version
from pathlib import Path

from prongsai.storage.below import files_below
from prongsai.storage.hashed import bytes_of
from prongsai.storage.papers import FOLDER
from prongsai.storage.program import program_hash
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

RECORD = "build/cache/last-papers.json"

Line = tuple[str, bool]
"""A line that was printed, and whether as a note on standard error."""


def inputs(root: Path, *asked: object) -> str:
    """Return a hash over all that papers are made of."""
    made_by = (program_hash(), version("typst"), *map(str, asked))
    digest = hashlib.sha256("\0".join(made_by).encode())
    digest.update(_hash(root / "content"))
    return digest.hexdigest()


def last_lines(root: Path, key: str) -> list[Line] | None:
    """Return what the last run printed, None where there is something to make.

    Args:
        root: the project.
        key: the inputs of today, as `inputs` returns them.
    """
    kept = unsealed(root / RECORD)
    try:
        same = (kept["inputs"], kept["papers"]) == (key, _hash(root / FOLDER).hex())
        lines = [(str(text), bool(is_note)) for text, is_note in kept["lines"]]
    except (KeyError, TypeError, ValueError, OSError):
        return None
    return lines if same else None


def remember(root: Path, key: str, lines: list[Line]) -> None:
    """Keep what `last_lines` needs; `key` is of before the content was read."""
    papers = _hash(root / FOLDER).hex()
    kept = sealed({"inputs": key, "papers": papers, "lines": lines})
    write_cache(root / RECORD, kept)


def _hash(folder: Path) -> bytes:
    """Return a hash over the paths and bytes of all files in a folder."""
    digest = hashlib.sha256()
    for path in files_below(folder):
        data = bytes_of(path)
        digest.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.digest()
