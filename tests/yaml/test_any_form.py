"""A file in any valid form keeps its comments and all else when it is edited.

`make torture` tries 3,000 forms and more, with what each edit may be.
"""

import os
import random
from random import Random
from typing import Any

from each import each
from prongsai.yaml.edits import Drop, Edit, EditError, Insert, Put, changed, edit
from prongsai.yaml.reader import read_yaml
from yaml_forms import Form, places, tree

FORMS = int(os.environ.get("PRONGSAI_TORTURE_FORMS", "150"))
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", random.randrange(10**6)))
VALUES: tuple[Any, ...] = (
    "ใหม่",
    "",
    "a: b # c",
    f"{'คำ ' * 60}จบ",
    {"by": "ปลัด", "on": "2568-01-01", "of": "sha256-0"},
    ["/a/", "/b/#x"],
    {"list": [{"a": "1"}, "x"]},
)


def drawn(draw: Random, given: Any) -> list[Edit]:
    """Return one edit of any kind, or two additions at one place."""
    nodes = list(places(given))
    mappings = [path for path, node in nodes if isinstance(node, dict)]
    lists = [
        (path, len(node)) for path, node in nodes if node and isinstance(node, list)
    ]
    others = [path for path, _ in nodes if path and len(at(given, path[:-1])) > 1]
    kind = draw.choice(("new", "put", "drop", "insert", "insert", "two"))
    if kind in {"insert", "two"} and lists:
        path, length = draw.choice(lists)
        place = draw.randrange(length + 1)
        values = draw.sample(VALUES, 2 if kind == "two" else 1)
        return [Insert(path=(*path, place), value=one) for one in values]
    if kind == "drop" and others:
        return [Drop(path=draw.choice(others))]
    value = draw.choice(VALUES)
    if kind == "put":
        return [Put(path=draw.choice(nodes[1:])[0], value=value)]
    return [Put(path=(*draw.choice(mappings), "confirmed"), value=value)]


def at(node: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        node = node[step]
    return node


def forms(seed: int) -> tuple[Any, Form, bytes]:
    """Return a tree in a form that means that tree."""
    draw = Random(seed)
    while True:
        given = tree(draw)
        form = Form(draw=draw)
        data = form.file(given)
        read = read_yaml(data, "")
        if not read.findings and read.tree == given:
            return given, form, data


@each("part", range(10))
def test_an_edit_keeps_comments_and_every_other_value(part: int) -> None:
    refused = 0
    for seed in range(SEED + part, SEED + FORMS, 10):
        given, form, data = forms(seed)
        edits = drawn(Random(seed), given)
        try:
            new = edit(data, edits)
        except EditError:  # refused whole, which loses nothing
            refused += 1
            continue
        case = f"seed {seed}: {edits}\n{data.decode()}\n->\n{new.decode()}"
        assert read_yaml(new, "").tree == changed(given, edits), case
        assert lost(form, new, edits) == [], case
        assert new.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf"), case
        if b"\r\n" in data:
            assert b"\n" not in new.replace(b"\r\n", b""), case
    assert refused <= max(1, FORMS // 1000)


def lost(form: Form, new: bytes, edits: list[Edit]) -> list[str]:
    """Return the comments that are gone, but for those of what was replaced."""
    text = new.decode()
    gone = [one for one in edits if not isinstance(one, Insert)]
    return [
        comment
        for comment, path in form.comments.items()
        if comment not in text
        and not any(path[: len(one.path)] == one.path for one in gone)
    ]
