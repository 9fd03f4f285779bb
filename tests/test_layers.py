"""Imports go downwards only, and each foreign library has its one place."""

import re
from pathlib import Path

import pytest

from each import each
from source_modules import MODULES, imports, name_of, text_of

pytestmark = pytest.mark.slow

LAYERS: tuple[tuple[str, ...], ...] = (
    ("severities", "spreadsheet", "thai", "web_links"),
    ("findings",),
    ("storage", "yaml"),
    ("messages", "model"),
    ("loading",),
    ("assessment", "importing", "new", "online"),
    ("checks", "pages", "rules", "workbook"),
    ("checking", "opendata", "paper"),
    ("site",),
    ("fragments", "internal", "reports"),
    ("last_build",),
    ("building",),
    ("comparing", "preview", "publishing", "start", "years"),
    ("desk",),
    ("cli",),
    ("__main__",),
)
"""From the ground up; names in one row do not import each other.

A name is a module or a whole package of `prongsai`.
"""

PLACES = {
    "dask": {"storage"},
    "distributed": {"storage"},
    "fsspec": {"publishing"},
    "geothai": {"new"},
    "jinja2": {"site"},
    "justhtml": {"importing"},
    "keyring": {"publishing"},
    "mkdocs": {"site"},
    "openpyxl": {"importing", "internal", "workbook"},
    "paramiko": {"publishing"},
    "pdfplumber": {"rules"},
    "pikepdf": {"storage"},
    "pypdf": {"storage"},
    "pypdfium2": {"rules", "storage"},
    "python_multipart": {"desk"},
    "ruamel": {"yaml"},
    "segno": {"pages"},
    "selectolax": {"importing"},
    "starlette": {"desk"},
    "typst": {"paper"},
    "uvicorn": {"cli"},
    "watchdog": {"preview"},
    "webdav4": {"publishing"},
}
"""Which part of the program may know a foreign library; reads and writes are two."""

HEIGHT = {name: height for height, row in enumerate(LAYERS) for name in row}


def part(module: str) -> str:
    """Return the name in `LAYERS` that a module (without `prongsai.`) belongs to."""
    steps = module.split(".")
    names = [".".join(steps[:end]) for end in range(len(steps), 0, -1)]
    return next((name for name in names if name in HEIGHT), steps[0])


def upwards(path: Path) -> list[str]:
    """Return what a module imports that is not below it."""
    own = part(name_of(path))
    return [
        module
        for module in imports(path)
        if module.startswith("prongsai.") and module != "prongsai.__version__"
        if (other := part(module.removeprefix("prongsai."))) != own
        if HEIGHT.get(other, -1) >= HEIGHT.get(own, len(LAYERS))
    ]


def test_a_module_imports_only_what_stands_below_it() -> None:
    # The module without a name is the public interface; tests/test_interface.py holds
    # that it is lazy.
    found = {name_of(path): upwards(path) for path in MODULES if name_of(path)}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_every_module_has_its_layer() -> None:
    found = {part(name_of(path)) for path in MODULES if name_of(path)}
    assert found == set(HEIGHT)


def test_the_layers_are_a_sorted_list_without_repetitions() -> None:
    names = [name for row in LAYERS for name in row]
    assert len(names) == len(set(names))
    assert [list(row) for row in LAYERS] == [sorted(row) for row in LAYERS]
    assert len(names) <= 35, "more names than a reader keeps in mind"


@each("library", PLACES)
def test_a_library_has_its_one_place(library: str) -> None:
    users = {
        part(name_of(path))
        for path in MODULES
        if any(module.partition(".")[0] == library for module in imports(path))
    }
    assert users == PLACES[library]


def test_only_one_module_reads_yaml() -> None:
    readers = {
        name_of(path)
        for path in MODULES
        if {"ruamel.yaml.events", "ruamel.yaml.error"} & set(imports(path))
    }
    assert "yaml.reader" in readers
    others = re.compile(r"\bsafe_load\b|\bimport yaml\b")
    assert [path for path in MODULES if others.search(text_of(path))] == []


def test_no_module_is_a_drawer_for_everything() -> None:
    words = {"common", "helpers", "manager", "handler", "misc", "utils"}
    assert [path for path in MODULES if set(path.stem.split("_")) & words] == []
