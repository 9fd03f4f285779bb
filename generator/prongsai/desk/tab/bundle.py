"""Write the website: interpreter, archives, page, and the list of hashes of it all."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from prongsai import __version__
from prongsai.desk.tab import contents
from prongsai.desk.tab.archive import archive, compiled
from prongsai.desk.tab.fetch import fetch
from prongsai.desk.tab.lock import Locked, Part, locked
from prongsai.desk.tab.shell import shell_files
from prongsai.storage.below import found_in
from prongsai.storage.write import Scratch, swap

LIST = "files.json"
_PARTS: tuple[Part, ...] = ("program", "pdfium", "typst")


class NotOursError(Exception):
    """The folder has something in it that is no earlier bundle; it stays as it is."""


def write_bundle(folder: Path, cache: Path) -> Mapping[str, bytes]:
    """Write the website into a folder, whole or not at all; return its files.

    Raises:
        NotFetchedError: a registry did not give a file, or Node is not installed.
        NotOursError: the folder is in use for something else.
        OSError: the folder cannot be written.
    """
    folder = folder.resolve()
    if found_in(folder, "*") and not (folder / LIST).is_file():
        raise NotOursError(folder)
    files = made_of(fetch(cache, locked()))
    made = Scratch.empty(folder.with_name(f"{folder.name}.new"))
    for name, data in files.items():
        made.put(name, data)
    swap(folder.parent, {folder.name: made.folder})
    return files


def made_of(fetched: Mapping[Locked, bytes]) -> Mapping[str, bytes]:
    """Return all files of the website, made of what the registries gave."""
    (package,) = (data for one, data in fetched.items() if one.part == "pyodide")
    interpreter = contents.of_pyodide(package)
    whole = {f"{part}/{name}": data for part, name, data in _inside(fetched)}
    packed = _archives(compiled(whole, interpreter))
    named = {part: _named(part, data) for part, data in packed.items()}
    files = {f"pyodide/{name}": data for name, data in interpreter.items()}
    files |= {named[part]: data for part, data in packed.items()}
    files |= shell_files() | {"LICENCES.txt": _licences(fetched).encode()}
    return files | {LIST: _list(files, named)}


def _inside(fetched: Mapping[Locked, bytes]) -> Iterator[tuple[Part, str, bytes]]:
    """Yield all files of all archives."""
    for one, wheel in fetched.items():
        if one.part in _PARTS:
            yield from ((one.part, *entry) for entry in contents.of_wheel(wheel))
    yield from (("program", *entry) for entry in contents.of_program())


def _archives(files: Mapping[str, bytes]) -> Mapping[Part, bytes]:
    """Return the archives of files whose names begin with that of their archive."""
    parted: dict[str, dict[str, bytes]] = {part: {} for part in _PARTS}
    for path, data in files.items():
        part, _, name = path.partition("/")
        parted[part][name] = data
    return {part: archive(parted[part]) for part in _PARTS}


def _named(part: Part, data: bytes) -> str:
    """Return the name of an archive, which says what is in it."""
    own = part if part == "program" else f"part-{part}"
    return f"{own}.{hashlib.sha256(data).hexdigest()[:16]}.zip"


def _licences(fetched: Mapping[Locked, bytes]) -> str:
    wheels = {one: data for one, data in fetched.items() if one.source == "pypi"}
    return "".join(contents.licences(one.name, data) for one, data in wheels.items())


def _list(files: Mapping[str, bytes], archives: Mapping[Part, str]) -> bytes:
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
