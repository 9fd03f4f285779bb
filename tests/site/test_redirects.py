"""Redirects lead to the successor of an address, or say why they cannot."""

import datetime
import json
from pathlib import Path

import pytest

from prongsai.building import build
from prongsai.site.published_addresses import moves
from prongsai.site.record import record
from prongsai.site.redirects import moved_files, redirect_pages
from prongsai.yaml.reader import read_yaml
from published_record import plan, said, write
from small_site import two_items

TODAY = datetime.date(2025, 3, 31)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project of one agency with two items and a file."""
    two_items(tmp_path)
    return tmp_path


REDIRECTS = """\
addresses:
  - /old/2568/o1/
  - /old/2568/o1/#o1-chart
  - /old/2568/o1/#o1-posts
  - /old/2568/picture.txt
  - /ban-rai/2568/o5/#o5-gone
redirects:
  - old: /old/2568/o1/
    new: /older/o1/
  - old: /older/o1/
    new: /ban-rai/2568/o1/
  - old: /old/2568/o1/#o1-chart
    new: /ban-rai/2568/o1/#o1-chart
  - old: /old/2568/picture.txt
    new: /ban-rai/2568/files/o1-picture.txt
  - old: /ban-rai/2568/o5/#o5-gone
    new: /ban-rai/2568/o1/
"""


def test_a_redirect_names_the_successor_also_over_two_steps(root: Path) -> None:
    write(root, REDIRECTS)
    assert said(root) == []
    assert {move.old: move.new for move in moves(plan(root))} == {
        "/old/2568/o1/": "/ban-rai/2568/o1/",
        "/older/o1/": "/ban-rai/2568/o1/",
        "/old/2568/o1/#o1-chart": "/ban-rai/2568/o1/#o1-chart",
        "/old/2568/picture.txt": "/ban-rai/2568/files/o1-picture.txt",
        "/ban-rai/2568/o5/#o5-gone": "/ban-rai/2568/o1/",
    }


PAGE = """\
<!DOCTYPE html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../../../ban-rai/2568/o1/">
<link rel="canonical" href="https://ita.example.go.th/x/ban-rai/2568/o1/">
<title>หน้านี้ย้ายแล้ว</title>
</head>
<body>
<h1>หน้านี้ย้ายแล้ว</h1>
<p><a href="../../../ban-rai/2568/o1/">ไปยังหน้าใหม่</a></p>
<p><a id="o1-chart" href="../../../ban-rai/2568/o1/#o1-chart">ไปยังหัวข้อ o1-chart \
ในหน้าใหม่</a></p>
</body>
</html>
"""


def test_a_redirect_is_a_plain_page(root: Path) -> None:
    site = root / "content/site.yml"
    url = "site_url: https://ita.example.go.th/x/\n"
    site.write_text(site.read_text(encoding="utf-8") + url, encoding="utf-8")
    write(root, REDIRECTS)
    made_of = plan(root)
    pages = {f"/{page.address}" for page in made_of.pages}
    redirects = redirect_pages(made_of.context, moves(made_of), pages)
    made = {path: data.decode() for path, data in redirects}
    assert list(made) == ["old/2568/o1/index.html", "older/o1/index.html"]
    assert made["old/2568/o1/index.html"] == PAGE


def test_a_file_that_moved_is_published_at_both_addresses(root: Path) -> None:
    write(root, REDIRECTS)
    ((old, new),) = moved_files(moves(plan(root)))
    assert old == "old/2568/picture.txt"
    assert new in {copy.address for copy in plan(root).copies}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "/old/",
            "/ban-rai/2568/o7/",
            "3 [redirect-target-missing] ที่อยู่ใหม่ /ban-rai/2568/o7/ ไม่มีในเว็บไซต์",
        ),
        (
            "/old/",
            "/ban-rai/2568/o1/#o1-gone",
            "3 [redirect-target-missing] ที่อยู่ใหม่ /ban-rai/2568/o1/#o1-gone ไม่มีในเว็บไซต์",
        ),
        (
            "/old/",
            "/old/",
            "3 [redirect-loop] การเปลี่ยนที่อยู่ของ /old/ วนกลับมาที่เดิม จึงไม่มีปลายทาง",
        ),
        (
            "/old/plan.pdf",
            "/ban-rai/2568/o5/",
            (
                "2 [redirect-of-file] /old/plan.pdf เป็นไฟล์ "
                "จึงเปลี่ยนที่อยู่ไปเป็นหน้าเว็บหรือไฟล์ต่างชนิดไม่ได้"
            ),
        ),
    ],
)
def test_a_redirect_that_cannot_work_is_an_error(
    old: str, new: str, line: str, root: Path
) -> None:
    write(root, f"redirects:\n  - old: {old}\n    new: {new}\n")
    assert said(root) == [line]


AT_A_PAGE = """\
redirects:
  - old: /ban-rai/2568/o5/  # ย้ายเมื่อปีก่อน
    new: /ban-rai/2568/o1/
  - old: /ban-rai/2568/o1/
    new: /ban-rai/2568/o5/
  - old: /old/
    new: /ban-rai/2568/o5/#o5-gone
"""


def test_a_page_at_the_address_of_a_redirect_is_shown_and_told_once(root: Path) -> None:
    write(
        root,
        AT_A_PAGE.replace(
            "  - old: /ban-rai/2568/o1/\n    new: /ban-rai/2568/o5/\n", ""
        ),
    )
    assert said(root) == [
        (
            "2 [redirect-shadows-page] /ban-rai/2568/o5/ มีหน้าใหม่แล้ว "
            "คนที่เปิดที่อยู่นี้จะเห็นหน้าใหม่ ไม่ไปที่ /ban-rai/2568/o1/ อีก"
        )
    ]
    made = plan(root)
    assert {move.old: move.new for move in moves(made)} == {
        "/old/": "/ban-rai/2568/o1/"
    }
    assert record(root, made).new
    kept = [
        read_yaml((root / f"content/{file}").read_bytes(), "").tree
        for file in ("published.yml", "published/old.yml")
    ]
    assert [isinstance(one, dict) and one["redirects"] for one in kept] == [
        [],
        [{"old": "/old/", "new": "/ban-rai/2568/o1/"}],
    ]
    assert (said(root), record(root, plan(root)).new) == ([], False)


def test_redirects_in_a_circle_of_pages_end_at_the_pages(root: Path) -> None:
    write(root, AT_A_PAGE)
    assert [line.partition("]")[0] for line in said(root)] == [
        "2 [redirect-shadows-page",
        "4 [redirect-shadows-page",
    ]
    assert {move.old: move.new for move in moves(plan(root))} == {
        "/old/": "/ban-rai/2568/o5/"
    }


def test_a_circle_of_two_and_a_redirect_given_twice_are_errors(root: Path) -> None:
    write(
        root,
        "redirects:\n  - old: /a/\n    new: /b/\n  - old: /b/\n    new: /a/\n"
        "  - old: /c/\n    new: /\n  - old: /c/\n    new: /ban-rai/\n",
    )
    assert said(root) == [
        "3 [redirect-loop] การเปลี่ยนที่อยู่ของ /a/ วนกลับมาที่เดิม จึงไม่มีปลายทาง",
        "5 [redirect-loop] การเปลี่ยนที่อยู่ของ /b/ วนกลับมาที่เดิม จึงไม่มีปลายทาง",
        "8 [redirect-twice] /c/ มีใน redirects มากกว่าหนึ่งครั้ง",
    ]


@pytest.mark.parametrize("address", ["https://a.go.th/x/", "ban-rai/", "/../x/", "/A/"])
def test_an_address_has_its_form(address: str, root: Path) -> None:
    write(root, f"redirects:\n  - old: {address}\n    new: /ban-rai/\n")
    assert said(root) == [f"2 [address-form] “{address}” ไม่ใช่ที่อยู่หน้าเว็บของเว็บไซต์นี้"]


@pytest.mark.site
def test_a_built_site_holds_its_redirects_and_verifies(root: Path) -> None:
    write(root, REDIRECTS)
    made = build(root, TODAY)
    assert (made.site_errors, made.pages > 5) == ((), True)
    site = root / "build/site"
    assert (site / "older/o1/index.html").is_file()
    assert (site / "old/2568/picture.txt").read_text(
        encoding="utf-8"
    ) == "แผนผังโครงสร้าง\n"
    stays = (site / "ban-rai/2568/o5/index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' not in stays
    files = json.loads((root / "build/manifest.json").read_bytes())["files"]
    assert {"old/2568/o1/index.html", "old/2568/picture.txt"} <= set(files)
    assert "old/" not in (site / "search/index.html").read_text(encoding="utf-8")
