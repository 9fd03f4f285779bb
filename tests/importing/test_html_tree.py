"""Two libraries make the same tree of a page, so a tab reads what a computer reads."""

import pytest

from each import each
from prongsai.importing.read import html_tree
from prongsai.importing.read.html_tree import Node, plain_root, root

PAGES = {
    "text alone": "ข้อความ &amp; อื่น ๆ",
    "not closed": "<p>ก<p>ข<b>หนา<i>เอน</b>ปกติ",
    "a table without its body": "<table><tr><td>1<td>2<tr><th colspan=2>3</table>",
    "text in a table": "<table>ข้อความ<tr><td>1</td></tr></table>",
    "script and style": "<script>if (a<b) {}</script><style>td {}</style><p>ก",
    "no script": "<noscript><p>ไม่มีสคริปต์</p></noscript><p>ก",
    "a drawing": "<svg viewbox='0 0 1 1'><g/><text>ก</text></svg>",
    "a template": "<template><p>ก</p></template><p>ข",
    "a comment": "<!-- ก --><p>ข<!-- ค -->",
    "attributes": "<td rowspan=2 hidden style='color: red'>ก",
    "a box": "<input type=checkbox checked><br><img src=x>",
    "nothing": "",
    "a word of Office": "<o:p>ก</o:p><span lang=TH>ข</span>",
    "tags that nest deep": "<div>" * 100 + "ก",
}


def told(node: Node | None) -> list[object]:
    """Return a tree as lists, whatever library made it; comments are of no use."""
    found: list[object] = []
    while node is not None:
        if node.is_text_node:
            found.append(node.text_content)
        elif node.is_element_node:
            filled = {name: value or "" for name, value in node.attributes.items()}
            found.append([node.tag, filled, *told(node.child)])
        node = node.next
    return found


@each("page", PAGES.values(), ids=PAGES)
def test_both_make_the_same_tree(page: str) -> None:
    assert html_tree.IS_COMPILED
    assert told(plain_root(page)) == told(root(page))


def test_both_find_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<!doctype html><title>ก</title><body class=x><p>ข"
    compiled = told(html_tree.body(page))
    monkeypatch.setattr(html_tree, "IS_COMPILED", False)
    assert (
        told(html_tree.body(page))
        == compiled
        == [["body", {"class": "x"}, ["p", {}, "ข"]]]
    )


def test_a_page_as_it_is_shown_is_the_same_tree() -> None:
    page = "<!doctype html><main><table>" + "<tr><td>ข้อ<td>คำตอบ" * 3
    assert told(plain_root(page)) == told(root(page))
