"""Elements of a list change places with their comments, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.yaml.edits import EditError
from prongsai.yaml.moves import swapped
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

UNITS = """\
# หัวไฟล์
units:
  # สำนักปลัด
  - id: a  # คนแรก
    name: >-
      สำนัก
      ปลัด
  # กองคลัง
  # ย้ายมาปี 2567
  - id: b
    name: กองคลัง  # ชั้น 2

  - id: c
    name: กองช่าง
name: เทศบาล  # ท้ายไฟล์
"""


def test_comments_above_and_behind_move_along() -> None:
    new = swapped(UNITS.encode(), ("units",), 0).decode()
    assert (
        new
        == """\
# หัวไฟล์
units:
  # กองคลัง
  # ย้ายมาปี 2567
  - id: b
    name: กองคลัง  # ชั้น 2
  # สำนักปลัด
  - id: a  # คนแรก
    name: >-
      สำนัก
      ปลัด

  - id: c
    name: กองช่าง
name: เทศบาล  # ท้ายไฟล์
"""
    )


def test_there_and_back_is_the_same_file() -> None:
    for first in (0, 1):
        once = swapped(UNITS.encode(), ("units",), first)
        assert once != UNITS.encode()
        assert swapped(once, ("units",), first) == UNITS.encode()


@each("text", ["units: [a, b]\n", "units:\r\n- a\r\n- b\r\n"])
def test_brackets_and_other_line_ends_are_kept(text: str) -> None:
    new = swapped(text.encode(), ("units",), 0).decode()
    assert new == text.replace("a", "x").replace("b", "a").replace("x", "b")


@each("first", [1, 5])
def test_what_is_not_there_is_refused(first: int) -> None:
    with pytest.raises(EditError):
        swapped(b"units:\n  - a\n  - b\n", ("units",), first)


@pytest.mark.slow
@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["id", "name", "text"]),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])).filter(
                bool
            ),
            min_size=1,
        ),
        min_size=2,
        max_size=5,
    ),
    at=st.integers(0, 3),
)
def test_the_tree_is_that_of_the_exchange(rows: list[dict[str, str]], at: int) -> None:
    first = at % (len(rows) - 1)
    new = swapped(dump({"units": rows, "name": "x"}).encode(), ("units",), first)
    rows[first], rows[first + 1] = rows[first + 1], rows[first]
    assert read_yaml(new, "").tree == {"units": rows, "name": "x"}
