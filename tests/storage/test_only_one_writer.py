"""Only `prongsai.storage.write` opens files for writing, makes and moves folders."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from source_modules import MODULES, name_of

METHODS = frozenset(
    {
        "chmod",
        "copyfile",
        "copytree",
        "extractall",
        "hardlink_to",
        "makedirs",
        "mkdir",
        "mkstemp",
        "move",
        "rename",
        "rmdir",
        "rmtree",
        "symlink_to",
        "touch",
        "truncate",
        "unlink",
        "write_bytes",
        "write_text",
        "copy2",
        "mkdtemp",
        "NamedTemporaryFile",
        "TemporaryDirectory",
    }
)
OF_OS = frozenset({"link", "open", "remove", "rename", "replace", "symlink"})


def writes(tree: ast.AST) -> Iterator[str]:
    """Yield what a module calls that changes the disk."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        of = getattr(getattr(function, "value", None), "id", "")
        if (
            (name in METHODS and ast.unparse(function) != "rename")
            or (of == "os" and name in OF_OS)
            or (name in {"open", "fdopen"} and _mode(node) & set("wax+"))
            or (name == "ZipFile" and _mode(node) & set("wax") and not _in_memory(node))
        ):
            yield f"{node.lineno}: {ast.unparse(function)}"


def _mode(node: ast.Call) -> set[str]:
    given = [*node.args, *(one.value for one in node.keywords)]
    texts = [
        one.value
        for one in given
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    return {sign for text in texts if len(text) <= 3 for sign in text}


def _in_memory(node: ast.Call) -> bool:
    """Return whether a ZIP is written into a stream, which somebody else opened."""
    return isinstance(node.args[0], ast.Name) and node.args[0].id in {"out", "stream"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_writer_writes(path: Path) -> None:
    name = name_of(path)
    found = list(writes(ast.parse(path.read_text(encoding="utf-8"))))
    if name.startswith(("storage.write", "publishing.transport")):
        return  # a transport writes at a target, never into the project
    if name == "storage.confined.reading":
        return  # it writes to a pipe only, and cannot write a file
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "path.write_text(x)",
        "path.open('wb')",
        "open(path, 'a')",
        "open(path, mode='x')",
        "os.replace(a, b)",
        "shutil.rmtree(a)",
        "path.mkdir()",
        "zipfile.ZipFile(path, 'w')",
        "archive_of(path).extractall(folder)",
    ],
)
def test_a_write_elsewhere_would_be_seen(line: str) -> None:
    assert len(list(writes(ast.parse(line)))) == 1
