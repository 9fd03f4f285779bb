"""Get the files of the lock from the registries, with the registries' own clients.

What was fetched stays in a cache. Nothing is used whose hash is not that of the lock.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from prongsai.desk.tab.lock import Locked
from prongsai.desk.tab.wanted import PLATFORM, PYTHON
from prongsai.storage.write import Scratch, write_cache

_LINUX = "manylinux2014_x86_64"
"""The platform of the wheels of which only the Python is used."""


class NotFetchedError(Exception):
    """A registry did not give a file, or gave another one than is in the lock."""


def fetch(cache: Path, wanted: Iterable[Locked]) -> Mapping[Locked, bytes]:
    """Return the bytes of the files, from the cache or else from a registry.

    Raises:
        NotFetchedError: one of them could not be had, or has another hash.
    """
    files = tuple(wanted)
    missing = [one for one in files if _kept(cache, one) is None]
    with Scratch.temporary() as scratch:
        of_pypi = [one for one in missing if one.source == "pypi"]
        if of_pypi:
            lines = (
                f"{one.name}=={one.version} --hash=sha256:{one.sha256}\n"
                for one in of_pypi
            )
            scratch.put("requirements.txt", "".join(lines).encode())
            listed = (
                "--require-hashes",
                "-r",
                str(scratch.folder / "requirements.txt"),
            )
            download(scratch.folder, *listed)
        for one in missing:
            if one.source == "npm":
                pack(scratch.folder, f"{one.name}@{one.version}")
            data = (scratch.folder / one.file).read_bytes()
            if hashlib.sha256(data).hexdigest() != one.sha256:
                raise NotFetchedError(one.file)
            write_cache(cache / one.file, data)
    kept = {one: _kept(cache, one) for one in files}
    return {one: data for one, data in kept.items() if data is not None}


def _kept(cache: Path, one: Locked) -> bytes | None:
    """Return a file of the cache, unless it is not there or was changed."""
    try:
        data = (cache / one.file).read_bytes()
    except FileNotFoundError:
        return None
    return data if hashlib.sha256(data).hexdigest() == one.sha256 else None


def download(folder: Path, *wanted: str) -> None:
    """Let pip put wheels into a folder: for the interpreter, or of Python alone."""
    _run(
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
        *("--disable-pip-version-check", "--only-binary=:all:"),
        *("--implementation", "cp", "--python-version", PYTHON),
        *("--abi", f"cp{PYTHON.replace('.', '')}", "--abi", "abi3", "--abi", "none"),
        *("--platform", PLATFORM, "--platform", _LINUX),
        *("--dest", str(folder), *wanted),
    )


def pack(folder: Path, wanted: str) -> None:
    """Let npm put a package into a folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetchedError("npm")
    _run(npm, "pack", "--silent", "--pack-destination", str(folder), wanted)


def _run(*words: str) -> None:
    done = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - the registry's client, named in full
    if done.returncode:
        raise NotFetchedError(done.stderr.strip())
