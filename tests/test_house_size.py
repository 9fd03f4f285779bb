"""Modules and functions are short enough to be read at once."""

import ast
from collections.abc import Iterator
from statistics import median

from source_modules import MODULES, name_of, text_of

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 8
"""Half of all functions are at most so long, with their first line and docstring."""


def function_lengths() -> Iterator[int]:
    for path in MODULES:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in MODULES}
    assert {k: v for k, v in lengths.items() if v > LINES_OF_A_MODULE} == {}


def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert median(function_lengths()) <= LINES_OF_A_FUNCTION
