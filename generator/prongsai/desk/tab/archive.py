"""One archive of many files: same files, same bytes; modules compiled."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from prongsai.desk.tab.fetch import NotFetchedError
from prongsai.storage.write import Scratch

_COMPILE = Path(__file__).with_name("compile.mjs")
_TEXT_TOO = frozenset({"program/anyio/__init__.py"})
"""Modules that read their own text to know what they are to import later."""

_DAY = (1980, 1, 1, 0, 0, 0)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, as small as it can be on any server."""
    return _zip(files, zipfile.ZIP_DEFLATED)


def _zip(files: Mapping[str, bytes], how: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = how
            made.writestr(entry, files[name], compresslevel=9)
    return stream.getvalue()


def compiled(
    files: Mapping[str, bytes], interpreter: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """Return the files with each module in its compiled form instead.

    The interpreter itself compiles, since its Python is not the one that runs this.

    Raises:
        NotFetchedError: Node is not installed, or the interpreter does not run.
    """
    sources = {name: data for name, data in files.items() if name.endswith(".py")}
    with Scratch.temporary() as scratch:
        for name, data in interpreter.items():
            scratch.put(f"pyodide/{name}", data)
        scratch.put("in.zip", _zip(sources, zipfile.ZIP_STORED))
        here = scratch.folder
        run_node(_COMPILE, here / "pyodide", here / "in.zip", here / "out.zip")
        with zipfile.ZipFile(here / "out.zip") as made:
            done = {name: made.read(name) for name in made.namelist()}
    gone = sources.keys() - _TEXT_TOO
    rest = {name: data for name, data in files.items() if name not in gone}
    return done | rest


def run_node(script: Path, *given: Path) -> str:
    """Run a script of ours in Node and return what it prints.

    Raises:
        NotFetchedError: Node is not installed, or the script failed.
    """
    node = shutil.which("node")
    if node is None:
        raise NotFetchedError("Node.js")
    done = subprocess.run(  # noqa: S603 - our own script
        (node, str(script), *map(str, given)),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NotFetchedError(done.stderr.strip()[-1000:])
    return done.stdout
