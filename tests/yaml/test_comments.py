"""No comment is lost when an element of a list moves to another place."""

from each import each
from prongsai.yaml.comments import with_comments, without_comments_above
from prongsai.yaml.edits import Drop, Edit, Insert, edit

TEXT = """\
# ทั้งไฟล์
one:  # รายการแรก
  # เหนือ a
  - id: a  # ข้าง a
    text: "ไม่ใช่ # ความเห็น"
  - id: b
two:
  - id: c  # ข้าง c
"""
AFTER = """\
# ทั้งไฟล์
one:  # รายการแรก
  - id: b
two:
  - id: c  # ข้าง c
  # เหนือ a
  # ข้าง a
  - id: a
    text: "ไม่ใช่ # ความเห็น"
"""


@each("newline", ["\n", "\r\n"])
def test_comments_go_where_their_element_goes(newline: str) -> None:
    data = TEXT.replace("\n", newline).encode()
    gone = {"id": "a", "text": "ไม่ใช่ # ความเห็น"}
    bare = without_comments_above(data, [("one", 0)])
    edits: list[Edit] = [Drop(path=("one", 0)), Insert(path=("two", 1), value=gone)]
    moved = with_comments(data, edit(bare, edits), {("one", 0): ("two", 1)})
    assert moved.decode() == AFTER.replace("\n", newline)


def test_a_comment_within_a_list_in_brackets_is_put_above_it() -> None:
    data = b"one: [a,  # first\n  b]\n"
    assert with_comments(data, b"one: [b]\n", {}) == b"# first\none: [b]\n"


def test_a_comment_whose_list_is_gone_is_put_at_the_end() -> None:
    data = b"two: x\none:\n  - a  # first\n"
    assert with_comments(data, b"two: x", {}) == b"two: x\n# first\n"
