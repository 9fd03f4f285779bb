"""Write the website: interpreter, archives, page, and the list of hashes of it all."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from prongsai import __version__
from prongsai.desk.tab import contents
from prongsai.desk.tab.archive import SMALLEST, archive, compiled, pack
from prongsai.desk.tab.fetch import fetch
from prongsai.desk.tab.lock import Locked, Part, locked
from prongsai.desk.tab.shell import shell_files
from prongsai.storage.below import found_in
from prongsai.storage.write import Scratch, swap

LIST = "files.json"
_OF_PYTHON = f"{contents.LIBRARY}/"
"""Before the names of Python's own library, which has an archive of its own."""

_LATER: tuple[Part, ...] = ("pdfium",)
"""Parts that come when they are first asked for: each is a wheel as given out."""


class NotOursError(Exception):
    """The folder has something in it that is no earlier bundle; it stays as it is."""


def write_bundle(
    folder: Path, cache: Path, level: int = SMALLEST
) -> Mapping[str, bytes]:
    """Write the website into a folder, whole or not at all; return its files.

    `level` is that of the compression.

    Raises:
        NotFetchedError: a registry did not give a file, or Node is not installed.
        NotOursError: the folder is in use for something else.
        OSError: the folder cannot be written.
    """
    folder = folder.resolve()
    if found_in(folder, "*") and not (folder / LIST).is_file():
        raise NotOursError(folder)
    files = made_of(fetch(cache, locked()), cache, level)
    made = Scratch.empty(folder.with_name(f"{folder.name}.new"))
    for name, data in files.items():
        made.put(name, data)
    swap(folder.parent, {folder.name: made.folder})
    return files


def made_of(
    fetched: Mapping[Locked, bytes], cache: Path, level: int
) -> Mapping[str, bytes]:
    """Return all files of the website, made of what the registries gave."""
    (package,) = (data for one, data in fetched.items() if one.part == "pyodide")
    interpreter = contents.of_pyodide(package)
    made = compiled(dict(_inside(fetched, interpreter)), interpreter, cache)
    library = {name: made.pop(name) for name in [*made] if name.startswith(_OF_PYTHON)}
    packed = {"program": pack(made, level)} | {
        one.part: data for one, data in fetched.items() if one.part in _LATER
    }
    named = {part: _named(part, data) for part, data in packed.items()}
    files = {f"pyodide/{name}": data for name, data in interpreter.items()}
    files[f"pyodide/{contents.LIBRARY}"] = archive(
        {name.removeprefix(_OF_PYTHON): data for name, data in library.items()},
        level,
    )
    files |= {named[part]: data for part, data in packed.items()}
    files |= shell_files() | {"LICENCES.txt": _licences(fetched).encode()}
    return files | {LIST: _list(files, named)}


def _inside(
    fetched: Mapping[Locked, bytes], interpreter: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield all files of the program's archive, then those of Python's own library."""
    for one, wheel in fetched.items():
        if one.part == "program":
            yield from contents.of_wheel(wheel)
    yield from contents.of_program()
    yield contents.read_beforehand()
    for name, data in contents.of_library(interpreter):
        yield f"{_OF_PYTHON}{name}", data


def _named(part: str, data: bytes) -> str:
    """Return the name of an archive, which says what is in it."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    return f"program.{digest}.bin" if part == "program" else f"part-{part}.{digest}.zip"


def _licences(fetched: Mapping[Locked, bytes]) -> str:
    wheels = {one: data for one, data in fetched.items() if one.source == "pypi"}
    return "".join(contents.licences(one.name, data) for one, data in wheels.items())


def _list(files: Mapping[str, bytes], archives: Mapping[str, str]) -> bytes:
    """Return the list by which the page knows every file, and that it is unchanged.

    `bytes` are those of the first visit: the larger parts come when they are needed.
    """
    hashes = {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    parts = {part: name for part, name in archives.items() if part != "program"}
    first = files.keys() - set(parts.values())
    listed = {
        "version": __version__,
        "program": archives["program"],
        "parts": parts,
        "bytes": sum(len(files[name]) for name in first),
        "files": hashes,
    }
    return json.dumps(listed, indent=1).encode()
