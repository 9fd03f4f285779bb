"""Imports go downwards only, and each foreign library has its one place."""

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

PACKAGE = Path(str(files("prongsai")))
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "attachments",
        "charts",
        "escape",
        "findings",
        "git",
        "printed",
        "raw_blocks",
        "starter",
        "swap",
        "thai",
        "timeless",
        "web_address",
        "yaml_mistakes",
    ),
    ("mkdocs_site", "model", "sources", "yaml_reader"),
    (
        "confirmed",
        "git_sources",
        "messages",
        "rulebook",
        "scoring",
        "shape",
        "walk",
        "yaml_writer",
    ),
    ("catalogue_docs", "content", "score_sheet", "yaml_edits"),
    (
        "confirm",
        "layout",
        "load",
        "measures_report",
        "online",
        "quoted",
        "references",
        "scope",
    ),
    (
        "evidence",
        "figures",
        "finders",
        "importing",
        "opendata",
        "paper",
        "schemas",
        "search_index",
        "typeset",
        "verify",
    ),
    ("layout.plan", "new", "offline", "own_texts", "states", "withheld", "workbook"),
    (
        "checks",
        "coverage",
        "fragments",
        "published",
        "render",
        "sitemap",
    ),
    (
        "check",
        "check_docs",
        "finish",
        "internal",
        "record",
        "redirects",
        "reports",
        "staging",
    ),
    ("stamp",),
    ("build",),
    ("diff", "serve", "start"),
    ("cli",),
    ("__main__",),
)
"""From the ground up; what stands in one row does not know of each other.

A name is a module or a whole package of `prongsai`; a longer one (`layout.plan`) is
taken out of its package.
"""

PLACES = {
    "jinja2": {"mkdocs_site", "render"},
    "mammoth": {"importing"},
    "mkdocs": {"mkdocs_site"},
    "openpyxl": {"importing", "internal", "workbook"},
    "pypdf": {"attachments"},
    "ruamel": {"yaml_reader", "yaml_writer"},
    "segno": {"layout"},
    "typst": {"paper"},
}
"""Which part of the program may know a foreign library; reads and writes are two."""

HEIGHT = {name: height for height, row in enumerate(LAYERS) for name in row}


def part(module: str) -> str:
    """Return the name in `LAYERS` that a module (without `prongsai.`) belongs to."""
    steps = module.split(".")
    names = [".".join(steps[:end]) for end in range(len(steps), 0, -1)]
    return next((name for name in names if name in HEIGHT), steps[0])


def name_of(path: Path) -> str:
    steps = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, also within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "prongsai":
                yield from (f"prongsai.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_stands_below_it(path: Path) -> None:
    own = part(name_of(path)) if name_of(path) else ""
    if not own:
        assert [m for m in imports(path) if m.startswith("prongsai")] == []
        return
    upwards = {
        module
        for module in imports(path)
        if module.startswith("prongsai.") and module != "prongsai.__version__"
        if (other := part(module.removeprefix("prongsai."))) != own
        if HEIGHT.get(other, -1) >= HEIGHT.get(own, len(LAYERS))
    }
    assert upwards == set()


def test_every_module_has_its_layer() -> None:
    found = {part(name_of(path)) for path in MODULES if name_of(path)}
    assert found == set(HEIGHT)


def test_the_layers_are_a_sorted_list_without_repetitions() -> None:
    names = [name for row in LAYERS for name in row]
    assert len(names) == len(set(names))
    assert [list(row) for row in LAYERS] == [sorted(row) for row in LAYERS]


@pytest.mark.parametrize("library", PLACES)
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
    assert "yaml_reader" in readers
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        loads = [
            node
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Attribute) and node.attr == "safe_load"
        ]
        assert loads == [], path
        assert "import yaml" not in text


def test_no_module_is_a_drawer_for_everything() -> None:
    words = {"common", "helpers", "manager", "handler", "misc", "utils"}
    assert [path for path in MODULES if set(path.stem.split("_")) & words] == []
