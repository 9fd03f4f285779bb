"""The edits between two trees: the new file says the new tree, and keeps the rest."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.yaml.between import edits_between
from prongsai.yaml.edits import edit
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

FILE = """\
# ของเทศบาล
items:
  - code: O1   # แผนผัง
    owner: clerk
    evidence:
      # ฉบับที่ประกาศ
      - id: one
        title: หนึ่ง
      - id: two
        title: สอง
  - code: O2
    explanation: เดิม
"""


def edited(change: Any) -> str:
    old = read_yaml(FILE.encode(), "").tree
    new = copy.deepcopy(old)
    change(new)
    return edit(FILE.encode(), list(edits_between(old, new))).decode()


def test_one_word_is_changed_and_nothing_else() -> None:
    def change(tree: Any) -> None:
        tree["items"][1]["explanation"] = "ใหม่"

    assert edited(change) == FILE.replace("เดิม", "ใหม่")


def test_a_new_document_is_put_after_the_others_with_all_comments_kept() -> None:
    def change(tree: Any) -> None:
        tree["items"][0]["evidence"].append({"id": "three", "title": "สาม"})

    new = "      - id: three\n        title: สาม\n"
    assert edited(change) == FILE.replace("  - code: O2", f"{new}  - code: O2")


def test_a_document_that_goes_takes_only_its_own_lines() -> None:
    def change(tree: Any) -> None:
        del tree["items"][0]["evidence"][1]

    assert edited(change) == FILE.replace("      - id: two\n        title: สอง\n", "")


def test_an_item_between_two_others_moves_neither() -> None:
    def change(tree: Any) -> None:
        tree["items"].insert(1, {"code": "O10", "owner": "clerk"})

    new = "  - code: O10\n    owner: clerk\n"
    assert edited(change) == FILE.replace("  - code: O2", f"{new}  - code: O2")


def test_nothing_new_is_no_edit() -> None:
    assert list(edits_between({"a": ["1"]}, {"a": ["1"]})) == []


WORDS = st.sampled_from(["ก", "ข", "a b", "2569-01-02", "#", "x: y"])
RECORDS = st.dictionaries(st.sampled_from(["id", "title", "text"]), WORDS, min_size=1)
LISTS = st.lists(WORDS, max_size=4) | st.lists(RECORDS, max_size=4)
TREES = st.dictionaries(
    st.sampled_from(["items", "more", "title"]),
    WORDS | LISTS | st.dictionaries(st.sampled_from(["p", "q"]), LISTS, min_size=1),
    min_size=1,
)


@given(old=TREES, new=TREES)
def test_whatever_the_trees_are_the_file_says_the_new_one(old: Any, new: Any) -> None:
    data = dump(old).encode()
    written = edit(data, list(edits_between(read_yaml(data, "").tree, new)))
    assert read_yaml(written, "").tree == new


@each("empty", [{"items": []}, {"items": [], "more": ["ก"]}])
def test_a_list_that_becomes_empty_stays_a_list(empty: Any) -> None:
    data = dump({"items": ["ก", "ข"], "more": ["ก"]}).encode()
    tree = read_yaml(data, "").tree
    assert read_yaml(edit(data, list(edits_between(tree, empty))), "").tree == empty
