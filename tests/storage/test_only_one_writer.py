"""Only `prongsai.storage.write` opens files for writing, makes and moves folders."""

import ast
import re
from collections.abc import Iterator

import pytest

from each import each
from source_modules import MODULES, name_of, text_of

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
MAY_WRITE = re.compile(
    rf"\b(?:{'|'.join(sorted(METHODS | OF_OS | {'fdopen', 'ZipFile'}))})\b"
)
"""What a module that writes has in its text; only those are parsed."""


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


WRITERS = (
    "storage.write",
    "publishing.transport",  # a transport writes at a target, never into the project
    "storage.confined.reading",  # it writes to a pipe only, and cannot write a file
)


@pytest.mark.slow
def test_only_the_writer_writes() -> None:
    found = {
        name_of(path): list(writes(ast.parse(text_of(path))))
        for path in MODULES
        if MAY_WRITE.search(text_of(path))
        if not name_of(path).startswith(WRITERS)
    }
    assert {name: calls for name, calls in found.items() if calls} == {}


@each(
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
    assert MAY_WRITE.search(line)
    assert len(list(writes(ast.parse(line)))) == 1
