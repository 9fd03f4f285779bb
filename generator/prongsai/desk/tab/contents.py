"""Which files go into the archives: what is imported or read, and nothing else."""

import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prongsai.storage.below import files_below
from prongsai.storage.starter import starter
from prongsai.yaml.read_before import LIST, packed
from prongsai.yaml.reader import read_yaml

_LEFT_OUT = re.compile(
    r"""
      /tests?/ | \.dist-info/(?!METADATA$|entry_points\.txt$)
    | \.pyi$ | /py\.typed$ | \.c$ | \.pyx$ | \.js\.map$ | \.css\.map$ | \.data/
    | (?<!wasm32-emscripten)\.so$
    | ^material/(?:plugins|extensions|templates/assets/javascripts)/
    | ^material/templates/\.icons/(?!material/(?:brightness|weather)-)
    | ^dateutil/zoneinfo/ | ^httpx/_main | ^webdav4/cli\. | ^fsspec/(?:fuse|gui|parquet)
    | ^fsspec/implementations/(?!__init__|local)
    | ^olefile/olefile2 | ^mkdocs/themes/ | ^mkdocs/livereload
    | ^mkdocs/commands/(?:gh_deploy|serve|new)
    """,
    re.VERBOSE,
)
_LICENCE = re.compile(
    r"\.dist-info/(?:licenses/)?.*(?:LICEN[CS]E|COPYING|NOTICE)", re.IGNORECASE
)

_ICON = re.compile(rb"\b(?:material|fontawesome|octicons)/[\w/-]+")

LIBRARY = "python_stdlib.zip"
"""Python's own library, which the package has as text: compiled it starts sooner."""

_OF_PYODIDE = (
    *("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", LIBRARY),
    "pyodide-lock.json",
)
_PACKAGES = "pyodide-lock.json"
"""Packages that the interpreter could load from another address: there are none."""


def of_wheel(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a wheel that the archive has."""
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        names = sorted(name for name in wheel.namelist() if not name.endswith("/"))
        icons = set(_icons(wheel, names))
        for name in names:
            if name in icons or not _LEFT_OUT.search(name):
                read = wheel.read(name)
                yield name, _headers(read) if name.endswith("/METADATA") else read


def _icons(wheel: zipfile.ZipFile, names: Iterable[str]) -> Iterator[str]:
    """Yield the icons that the pages of a theme name; it has 14,000 more."""
    pages = (wheel.read(name) for name in names if name.endswith(".html"))
    for icon in _ICON.findall(b"".join(pages)):
        yield f"material/templates/.icons/{icon.decode()}.svg"


def _headers(metadata: bytes) -> bytes:
    """Return the short facts of a package, without the text that describes it."""
    return metadata.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"


def licences(name: str, data: bytes) -> str:
    """Return the texts of the licences in a wheel, each under its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        texts = {
            one: wheel.read(one).decode("utf-8", "replace")
            for one in sorted(wheel.namelist())
            if _LICENCE.search(one) and not one.endswith("/")
        }
    return "".join(f"== {name}: {one}\n\n{text}\n\n" for one, text in texts.items())


def of_program() -> Iterator[tuple[str, bytes]]:
    """Yield the program itself, with the starter where an installed one has it."""
    package = Path(__file__).parents[2]
    for path in files_below(package):
        name = path.relative_to(package).as_posix()
        if path.suffix != ".pyc" and not name.startswith(
            ("desk/tab/static/", "starter/")
        ):
            yield f"{package.name}/{name}", path.read_bytes()
    for name in ("theme", "agency", "schemas"):
        folder = starter(name)
        for path in files_below(folder):
            inside = path.relative_to(folder).as_posix()
            yield f"{package.name}/starter/{name}/{inside}", path.read_bytes()
    yield f"{package.name}/starter/mkdocs.yml", starter("mkdocs.yml").read_bytes()


def read_beforehand() -> tuple[str, bytes]:
    """Return the file that says what the program's own files of YAML hold."""
    package = Path(__file__).parents[2]
    folders = (package / "messages", package / "catalogue")
    texts = [
        path.read_bytes()
        for folder in folders
        for path in files_below(folder)
        if path.suffix == ".yml"
    ]
    read = ((data, read_yaml(data, "").tree) for data in texts)
    return f"{package.name}/yaml/{LIST}", packed(read)


def of_pyodide(data: bytes) -> Mapping[str, bytes]:
    """Return the files of the interpreter that a browser asks for."""
    with tarfile.open(fileobj=io.BytesIO(data)) as package:
        read = {name: package.extractfile(f"package/{name}") for name in _OF_PYODIDE}
        files = {name: stream.read() for name, stream in read.items() if stream}
    known = json.loads(files[_PACKAGES])
    return files | {_PACKAGES: json.dumps(known | {"packages": {}}).encode()}


def of_library(interpreter: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of Python's own library."""
    with zipfile.ZipFile(io.BytesIO(interpreter[LIBRARY])) as library:
        for name in sorted(library.namelist()):
            if not name.endswith("/"):
                yield name, library.read(name)
