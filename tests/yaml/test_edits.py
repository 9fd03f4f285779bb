"""Edits of YAML: only what they name changes, comments and folding stay."""

from each import each
from prongsai.yaml.edits import Drop, Edit, Insert, Put, changed, edit
from prongsai.yaml.reader import read_yaml

FILE = """\
# head
items:
  - code: O1  # one
    due: 2568-01-31
    # about the text
    text: >-
      long
      folded
  - code: O2
    components:
      - id: a
        text: x
      - id: b
    flow: {a: 1, b: [x, y]}
    empty:
note: end
"""

CASES: dict[str, tuple[list[Edit], str, str]] = {
    "replace a folded text": (
        [Put(path=("items", 0, "text"), value="new")],
        "    text: >-\n      long\n      folded\n",
        "    text: new\n",
    ),
    "fill an empty field": (
        [Put(path=("items", 1, "empty"), value="now")],
        "    empty:\n",
        "    empty: now\n",
    ),
    "new fields and a new element at one place": (
        [
            Insert(path=("items", 1, "components", 2), value={"id": "c"}),
            Put(path=("items", 1, "components", 1, "text"), value="y"),
        ],
        "      - id: b\n",
        "      - id: b\n        text: y\n      - id: c\n",
    ),
    "two elements before the first": (
        [
            Insert(path=("items", 0), value={"code": "O0"}),
            Insert(path=("items", 0), value={"code": "O00"}),
        ],
        "  - code: O1",
        "  - code: O0\n  - code: O00\n  - code: O1",
    ),
    "drop a field and its comment": (
        [Drop(path=("items", 0, "due"))],
        "    due: 2568-01-31\n",
        "",
    ),
    "drop the first key of an element": (
        [Drop(path=("items", 0, "code"))],
        "code: O1  # one\n    due",
        "due",
    ),
    "drop the last field and add another": (
        [
            Drop(path=("items", 1, "components", 0, "text")),
            Put(path=("note",), value="later"),
        ],
        "        text: x\n",
        "",
    ),
    "inside brackets": (
        [
            Put(path=("items", 1, "flow", "a"), value="2"),
            Drop(path=("items", 1, "flow", "b", 0)),
        ],
        "{a: 1, b: [x, y]}",
        '{a: "2", b: [y]}',
    ),
}


@each("newline", ["\n", "\r\n"])
@each("name", CASES)
def test_only_the_named_lines_change(name: str, newline: str) -> None:
    edits, old, new = CASES[name]
    expected = FILE.replace(old, new)
    if any(isinstance(one, Put) and one.path == ("note",) for one in edits):
        expected = expected.replace("note: end", "note: later")
    data = edit(FILE.replace("\n", newline).encode(), edits)
    assert data.decode() == expected.replace("\n", newline)


@each("name", CASES)
def test_the_tree_changes_alike(name: str) -> None:
    edits = CASES[name][0]
    tree = read_yaml(FILE.encode(), "").tree
    assert read_yaml(edit(FILE.encode(), edits), "").tree == changed(tree, edits)


def test_edits_that_touch_are_done_one_by_one() -> None:
    file = b"a:\n  - id: x\n    old: 1\nb: 2\n"
    edits: list[Edit] = [
        Put(path=("a", 0, "new"), value="2"),
        Drop(path=("a", 0, "old")),
    ]
    assert edit(file, edits) == b'a:\n  - id: x\n    new: "2"\nb: 2\n'


def test_no_edit_changes_nothing() -> None:
    assert edit(b"a: 1\r\nb:  2", []) == b"a: 1\r\nb:  2"
