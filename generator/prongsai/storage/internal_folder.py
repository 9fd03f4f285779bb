"""`build/internal/`: files for the agency itself, next to the site, never in it."""

from pathlib import Path

FOLDER = "build/internal"


def write_internal(root: Path, slug: str, year: int, name: str, data: bytes) -> str:
    """Write a file of an agency's year; return its path from the project's root."""
    path = f"{FOLDER}/{slug}/{year}/{name}"
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path
