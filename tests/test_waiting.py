"""What a browser shows after an action is waited for, never read once."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from checkout import ROOT

ACTIONS = {"click", "press", "press_sequentially", "fill", "check", "select_option"}
READ_ONCE = {
    *("url", "count", "inner_text", "text_content", "all_text_contents"),
    *("is_visible", "is_hidden", "is_checked", "input_value", "get_attribute"),
}
"""Of a page or a locator: `expect` waits for the same."""


def names(statement: ast.AST) -> set[str]:
    return {one.attr for one in ast.walk(statement) if isinstance(one, ast.Attribute)}


def read_once(text: str) -> Iterator[int]:
    """Yield the lines that assert at once what an action in the line above leads to."""
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for before, after in pairwise(body if isinstance(body, list) else ()):
            acted = isinstance(before, ast.Expr) and names(before) & ACTIONS
            if acted and isinstance(after, ast.Assert) and names(after) & READ_ONCE:
                yield after.lineno


def of_browsers() -> list[Path]:
    found = sorted((ROOT / "tests").rglob("test_*.py"))
    return [one for one in found if "playwright" in one.read_text("utf-8")]


def test_a_state_that_is_read_once_is_found() -> None:
    text = 'page.keyboard.press("Enter")\nassert page.url.endswith("#top")\n'
    assert list(read_once(text)) == [2]
    assert list(read_once(text.replace("assert page.url.end", "expect(page)."))) == []


def test_no_test_reads_once_what_an_action_leads_to() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in of_browsers()
        for line in read_once(path.read_text("utf-8"))
    ]
    assert found == []
