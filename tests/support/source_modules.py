"""The modules of the program as sources: their names, and what they import."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

PACKAGE = Path(str(files("prongsai")))
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    steps = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(steps[:-1] if steps[-1] == "__init__" else steps)


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return every module that a file imports, also within functions."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "prongsai":
                yield from (f"prongsai.{alias.name}" for alias in node.names)
            else:
                yield node.module
