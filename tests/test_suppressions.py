"""Whatever a tool of ours has to overlook has its reason next to it."""

import re

from checkout import ROOT
from source_modules import MODULES, name_of

BARE = re.compile(r"#\s*(?:noqa(?:: [A-Z0-9, ]+)?|type: ignore(?:\[[a-z, -]+\])?)\s*$")
FOLDERS = ("generator", "tests", "bench", "docs")


def test_every_suppression_has_its_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    assert bare == []


def test_every_module_says_for_what_it_needs_any() -> None:
    imports = re.compile(r"^(?:from typing )?import .*\bAny\b.*$", re.MULTILINE)
    bare = [
        f"{name_of(path)}: {found.group()}"
        for path in MODULES
        for found in imports.finditer(path.read_text("utf-8"))
        if "  # " not in found.group()
    ]
    assert bare == []
