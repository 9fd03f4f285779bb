"""One archive of many files: same files, same bytes; modules compiled."""

import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from prongsai.desk.tab.fetch import NotFetchedError
from prongsai.desk.tab.wanted import PYODIDE
from prongsai.storage.write import Scratch, write_cache

_COMPILE = Path(__file__).with_name("compile.mjs")
_KEPT = "compiled.zip"
_DAY = (1980, 1, 1, 0, 0, 0)
_READS_ITSELF = frozenset({"anyio/__init__.py"})
"""A module that looks for its parts in its own text stays as it is."""
_SELDOM = re.compile(
    r"""
      ^python_stdlib\.zip/(?:
        encodings/(?:big5|cp(?!437|874|125)|euc|gb|hp_|hz|iso|koi|kz|mac_(?!roman)|ptcp
        |shift|tis)
      | (?:_pyrepl|ctypes|multiprocessing|unittest|wsgiref|xmlrpc)/
      | (?:_pydatetime|_pyio|bdb|configparser|doctest|ftplib|imaplib|mailbox|optparse
        |pdb|pickletools|plistlib|pstats|pydoc|smtplib|socketserver|statistics|trace)\.
      )
    | ^pydantic/(?:v1/|deprecated/|mypy\.) | ^anyio/_backends/_trio\.
    | ^(?:click/testing|starlette/testclient)\.
    """,
    re.VERBOSE,
)
"""Modules that an ordinary visit does not load: as text they are smaller."""


SMALLEST = 9
"""The level of compression of what is given out; 1 is quick, for tests."""


def archive(files: Mapping[str, bytes], level: int = SMALLEST) -> bytes:
    """Return a ZIP of the files, as small as it can be on any server."""
    return _zip(files, zipfile.ZIP_DEFLATED, level)


def pack(files: Mapping[str, bytes], level: int = SMALLEST) -> bytes:
    """Return the files in one compressed stream, which a browser opens at once.

    Unpacked: the length of a list as four bytes, the list of names and sizes as JSON,
    then all files one after the other; `static/program.js` reads it so.
    """
    names = sorted(files)
    listed = json.dumps([(name, len(files[name])) for name in names]).encode()
    parts = (len(listed).to_bytes(4, "little"), listed, *map(files.get, names))
    return gzip.compress(b"".join(filter(None, parts)), level, mtime=0)


def _zip(files: Mapping[str, bytes], how: int, level: int | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = how
            made.writestr(entry, files[name], compresslevel=level)
    return stream.getvalue()


def compiled(
    files: Mapping[str, bytes], interpreter: Mapping[str, bytes], cache: Path
) -> dict[str, bytes]:
    """Return the files with each module in its compiled form instead.

    The interpreter itself compiles, since its Python is not the one that runs this. A
    module that is as it was is not compiled again, and one that is seldom loaded stays
    as text.

    Raises:
        NotFetchedError: Node is not installed, or the interpreter does not run.
    """
    keys = {
        name: _key(name, data) for name, data in files.items() if _is_compiled(name)
    }
    known = _unzipped(cache / _KEPT)
    missing = {name: files[name] for name, key in keys.items() if key not in known}
    if missing:
        new = _compiled(missing, interpreter)
        known |= {keys[name]: new[f"{name}c"] for name in missing}
        kept = {key: known[key] for key in keys.values()}
        write_cache(cache / _KEPT, _zip(kept, zipfile.ZIP_STORED))
    done = {f"{name}c": known[key] for name, key in keys.items()}
    return done | {name: data for name, data in files.items() if name not in keys}


def _is_compiled(name: str) -> bool:
    """Return whether a file is a module that is better compiled."""
    as_text = name in _READS_ITSELF or _SELDOM.search(name)
    return name.endswith(".py") and not as_text


def _key(name: str, data: bytes) -> str:
    """Return what a compiled module depends on."""
    return hashlib.sha256(f"{PYODIDE} {name}\n".encode() + data).hexdigest()


def _unzipped(path: Path) -> dict[str, bytes]:
    """Return what a ZIP holds; nothing where there is none, or a damaged one."""
    try:
        with zipfile.ZipFile(path) as kept:
            return {name: kept.read(name) for name in kept.namelist()}
    except (OSError, zipfile.BadZipFile):
        return {}


def _compiled(
    sources: Mapping[str, bytes], interpreter: Mapping[str, bytes]
) -> dict[str, bytes]:
    node = shutil.which("node")
    if node is None:
        raise NotFetchedError("Node.js")
    with Scratch.temporary() as scratch:
        for name, data in interpreter.items():
            scratch.put(f"pyodide/{name}", data)
        scratch.put("in.zip", _zip(sources, zipfile.ZIP_STORED))
        here = scratch.folder
        words = (node, _COMPILE, here / "pyodide", here / "in.zip", here / "out.zip")
        done = subprocess.run(  # noqa: S603 - our own script
            tuple(map(str, words)), check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise NotFetchedError(done.stderr.strip()[-1000:])
        return _unzipped(here / "out.zip")
