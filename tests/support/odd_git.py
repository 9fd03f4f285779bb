"""Folders whose `.git` holds what git itself would not make."""

import subprocess
from pathlib import Path

FILES = "content/agencies/a/2568/files"


def made(project: Path, *words: str, data: bytes = b"") -> str:
    """Run git with data and return the id that it prints."""
    done = subprocess.run(
        ["git", "-C", str(project), *words],
        input=data,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def blob(project: Path, data: bytes) -> str:
    return made(project, "hash-object", "-w", "--stdin", data=data)
