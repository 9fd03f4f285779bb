"""Modules, tests and functions are short enough to be read at once."""

import ast
from collections.abc import Iterator
from statistics import median

import pytest

from checkout import ROOT
from source_modules import MODULES, text_of

LINES_OF_A_MODULE = 300
AROUND = [path for name in ("tests", "bench") for path in (ROOT / name).rglob("*.py")]
LINES_OF_A_FUNCTION = 8
"""Half of all functions are at most so long, with their first line and docstring."""


def function_lengths() -> Iterator[int]:
    for path in MODULES:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(text_of(path).splitlines())
        for path in (*MODULES, *AROUND)
    }
    assert {k: v for k, v in lengths.items() if v > LINES_OF_A_MODULE} == {}


@pytest.mark.slow
def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert median(function_lengths()) <= LINES_OF_A_FUNCTION
