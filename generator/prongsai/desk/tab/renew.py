"""Make `lock.json` anew: `python -m prongsai.desk.tab.renew`.

Libraries get the version that is installed here, so that a tab and a computer give the
same answers; one that is not installed gets the newest.
"""

import hashlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prongsai.desk.tab.fetch import download, pack
from prongsai.desk.tab.lock import Locked, Part, Source, as_text
from prongsai.desk.tab.wanted import OF_PART, PYODIDE
from prongsai.storage.below import found_in
from prongsai.storage.write import Scratch, write_file


def renewed() -> tuple[Locked, ...]:
    """Ask the registries for every file that the bundle has."""
    return (*_interpreter(), *_libraries())


def _interpreter() -> Iterator[Locked]:
    with Scratch.temporary() as scratch:
        pack(scratch.folder, f"pyodide@{PYODIDE}")
        (path,) = found_in(scratch.folder, "*.tgz")
        yield _locked("pyodide", PYODIDE, path, "npm", "pyodide")


def _libraries() -> Iterator[Locked]:
    for part, names in OF_PART.items():
        for name in sorted(names):
            with Scratch.temporary() as scratch:
                download(scratch.folder, _pinned(name))
                (path,) = found_in(scratch.folder, "*.whl")
                found = path.name.split("-")[1]
                yield _locked(name, found, path, "pypi", part)


def _pinned(name: str) -> str:
    try:
        return f"{name}=={version(name)}"
    except PackageNotFoundError:
        return name


def _locked(name: str, found: str, path: Path, source: Source, part: Part) -> Locked:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Locked(
        name=name,
        version=found,
        file=path.name,
        sha256=digest,
        source=source,
        part=part,
    )


if __name__ == "__main__":
    place = Path(__file__).with_name("lock.json")
    write_file(place, as_text(renewed()).encode())
