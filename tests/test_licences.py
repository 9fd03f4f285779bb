"""The list of licences that goes with a release says what the SBOM says."""

import importlib.util
import re
from pathlib import Path

from checkout import ROOT

SCRIPT = ROOT / "docs/development/licences.py"


def made(components: list[dict[str, object]]) -> list[str]:
    spec = importlib.util.spec_from_file_location("licences", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table: str = module.table({"components": components})
    return table.splitlines()[2:]


def test_each_component_has_its_licence_or_says_that_none_is_stated() -> None:
    rows = made(
        [
            {"name": "b", "version": "2", "licenses": [{"expression": "MIT OR 0BSD"}]},
            {"name": "a", "version": "1", "licenses": [{"license": {"id": "MIT"}}]},
            {"name": "c", "licenses": [{"license": {"name": "x" * 400}}]},
            {"name": "d", "licenses": [{"license": {"name": "Public Domain"}}]},
        ]
    )
    assert rows[-4:] == [
        "| a | 1 | MIT |",
        "| b | 2 | MIT OR 0BSD |",
        "| c |  | not stated |",
        "| d |  | Public Domain |",
    ]


def test_what_lies_in_the_wheel_is_listed_with_its_version() -> None:
    script = ROOT / "generator/prongsai/desk/static/htmx.min.js"
    version = re.search(r'version:"([\d.]+)"', script.read_text("utf-8"))
    assert version is not None
    assert f"| htmx | {version[1]} | 0BSD |" in made([])
    fonts = {path.stem.split("-")[0].lower() for path in fonts_inside()}
    assert fonts == {"sarabun", "dejavusans"}


def fonts_inside() -> list[Path]:
    inside = (ROOT / "generator", ROOT / "theme")
    return [
        path
        for folder in inside
        for path in folder.rglob("*")
        if path.suffix in {".ttf", ".otf", ".woff", ".woff2"}
    ]
