"""Putting a field into a file changes that field and no other byte."""

# ruff: noqa: E501 - a row of a table is a row

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT
from each import each
from examples import in_turn
from prongsai.yaml.edits import EditError, Put, edit
from prongsai.yaml.reader import YamlPath, YamlTree, read_yaml
from prongsai.yaml.writer import Commented, dump, scalar

CONTENT = sorted((ROOT / "content").rglob("*.yml"))
VALUE = {"by": "ปลัดเทศบาล", "on": "2568-02-31"}


@each(
    ("before", "path", "after"),
    [
        ("a: 1\n", (), "a: 1\nnew: x\n"),
        ("a: 1", (), "a: 1\nnew: x"),
        ("a: 1\r\nb: 2\r\n", (), "a: 1\r\nb: 2\r\nnew: x\r\n"),
        ("a: 1  # why\n# next\n", (), "a: 1  # why\nnew: x\n# next\n"),
        ("a:\n  b: 1\n\n# about c\nc: 2\n", ("a",), "a:\n  b: 1\n  new: x\n\n# about c\nc: 2\n"),
        ("a:\n  - b: 1\n  - b: 2\n", ("a", 0), "a:\n  - b: 1\n    new: x\n  - b: 2\n"),
        ("a:\n- b: 1\n- b: 2\n", ("a", 1), "a:\n- b: 1\n- b: 2\n  new: x\n"),
        ("a:\n  - b: >-\n      x\n      y\n\n  - b: 2\n", ("a", 0), "a:\n  - b: >-\n      x\n      y\n    new: x\n\n  - b: 2\n"),
        ("a:\n  - b: x\n      y\n    # why\n", ("a", 0), "a:\n  - b: x\n      y\n    new: x\n    # why\n"),
        ("a:\n  - b: |\n      x # no comment\n", ("a", 0), "a:\n  - b: |\n      x # no comment\n    new: x\n"),
        ("a:\n  b:\n    - 1\nc: 2\n", ("a",), "a:\n  b:\n    - 1\n  new: x\nc: 2\n"),
        ("a:\n  b:\nc: 2\n", ("a",), "a:\n  b:\n  new: x\nc: 2\n"),
        ("a: {b: 1, c: [2]}  # why\n", ("a",), "a: {b: 1, c: [2], new: x}  # why\n"),
        ("a: { b: 1 }\n", ("a",), "a: { b: 1, new: x }\n"),
        ("a: {}\n", ("a",), "a: {new: x}\n"),
        ("a: 1\nnew: old  # why\nb: 2\n", (), "a: 1\nnew: x  # why\nb: 2\n"),
        ("- new: old\n", None, ""),
        ("a:\n  - new:\n      b: 1\n    c: 2\n", ("a", 0), "a:\n  - new: x\n    c: 2\n"),
        ("a: {new: {b: 1}, c: 2}\n", ("a",), "a: {new: x, c: 2}\n"),
        ("ก: 'ข'\n", (), "ก: 'ข'\nnew: x\n"),
        ("\ufeffa: 1\n", (), "\ufeffa: 1\nnew: x\n"),
    ],
)  # fmt: skip
def test_a_field_is_put_in_and_nothing_else_changes(
    before: str, path: YamlPath | None, after: str
) -> None:
    if path is None:
        with pytest.raises(EditError):
            edit(before.encode(), [Put(path=("a", "new"), value="x")])
        return
    new = edit(before.encode(), [Put(path=(*path, "new"), value="x")])
    assert new.decode() == after


def mappings(tree: YamlTree, path: YamlPath = ()) -> list[YamlPath]:
    if isinstance(tree, dict):
        inner = [p for k, v in tree.items() for p in mappings(v, (*path, k))]
        return [path, *inner]
    if isinstance(tree, list):
        return [p for i, v in enumerate(tree) for p in mappings(v, (*path, i))]
    return []


def at(tree: YamlTree, path: YamlPath) -> YamlTree:
    for step in path:
        tree = tree[step]  # type: ignore[index]  # a path leads only where it came from
    return tree


@each(("ends", "file"), in_turn(["as it is", "CRLF and mark"], CONTENT))
@pytest.mark.slow
def test_any_mapping_of_the_real_files_takes_a_field(file: Path, ends: str) -> None:
    data = file.read_bytes()
    if ends != "as it is":
        data = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    before = read_yaml(data, "x").tree
    paths = mappings(before)
    for path in paths[:: len(paths) // 3 + 1]:
        confirm = [Put(path=(*path, "confirmed"), value=VALUE)]
        written = edit(data, confirm)
        after = read_yaml(written, "x").tree
        assert at(after, (*path, "confirmed")) == VALUE
        left = [line for line in data.split(b"\n") if line.strip()]
        kept = iter(written.split(b"\n"))
        assert all(line in kept for line in left), "every old line, in order"
        assert edit(written, confirm) == written


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        min_size=1,
    )
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    for line in (
        f"a: {scalar(text)}\n",
        f"a: [{scalar(text, flow=True)}]\n",
        dump({"a": text}),
    ):
        tree = read_yaml(line.encode(), "x").tree
        if tree is None:  # signs that YAML itself forbids
            assert any(
                not sign.isprintable() or sign in "\x85\ufeff\ufffe\uffff"
                for sign in text
            )
            return
        assert tree in ({"a": text}, {"a": [text]})


@each(
    ("value", "written"),
    [
        ("ปลัดเทศบาล", "ปลัดเทศบาล"),
        ("2568-03-31", "2568-03-31"),
        ("08", '"08"'),
        ("true", '"true"'),
        ("12.50", '"12.50"'),
        ("ก: ข", '"ก: ข"'),
        ("ก #ข", '"ก #ข"'),
        ("- ก", '"- ก"'),
        ('ว่า "ก"', 'ว่า "ก"'),
    ],
)
def test_only_what_would_be_misread_is_quoted(value: str, written: str) -> None:
    assert scalar(value) == written


def test_a_new_file_has_the_projects_form() -> None:
    tree: dict[str, Any] = {
        "items": [{"id": "a", "texts": ["ก", "ข"], "none": []}],
        "b": {"c": "1.5"},
    }
    assert dump(tree) == (
        'items:\n  - id: a\n    texts:\n      - ก\n      - ข\n    none: []\nb:\n  c: "1.5"\n'
    )
    long = " ".join(["คำ"] * 60)
    assert read_yaml(dump({"a": long}).encode(), "x").tree == {"a": long}
    assert max(map(len, dump({"a": long}).splitlines())) <= 120


def test_a_comment_stands_behind_its_value() -> None:
    text = dump({"a": [{"code": Commented("i7", "read from 67")}]})
    assert text == "a:\n  - code: i7  # read from 67\n"
