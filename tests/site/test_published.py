"""Addresses that were published: recorded, held, redirected."""

import datetime
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from checkout import content_sources
from prongsai import messages
from prongsai.building import build, plan_site
from prongsai.checks import _documentation as check_docs
from prongsai.cli import cli
from prongsai.findings import has_errors
from prongsai.site import published_addresses
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import live_addresses, moves
from prongsai.site.record import record, recorded
from prongsai.site.redirects import moved_files, redirect_pages
from prongsai.site.render import render
from prongsai.storage.content_folder import Sources, read_sources
from prongsai.yaml.reader import read_yaml
from small_site import WITH_A_PICTURE, two_items

TODAY = datetime.date(2025, 3, 31)
LIVE = """\
addresses:
  - /
  - /accessibility/
  - /ban-rai/
  - /ban-rai/2568/
  - /ban-rai/2568/files/o1-picture.txt
  - /ban-rai/2568/o1/
  - /ban-rai/2568/o1/#o1-chart
  - /ban-rai/2568/o1/#o1-units
  - /ban-rai/2568/o5/
  - /data/
  - /data/ban-rai/
  - /privacy/
  - /search/
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project of one agency with two items and a file."""
    two_items(tmp_path)
    return tmp_path


def write(root: Path, text: str) -> None:
    (root / "content/published.yml").write_text(text, encoding="utf-8")


def plan(root: Path) -> Plan:
    return planned(read_sources(root))


def planned(sources: Sources) -> Plan:
    checked, made = plan_site(sources, TODAY)
    assert made is not None, checked.findings
    return made


def said(root: Path) -> list[str]:
    """Return what is said of addresses: line, code, whole message."""
    checked, made = plan_site(read_sources(root), TODAY)
    found = [one for one in checked.findings if one.code in published_addresses.CODES]
    assert (made is None) == has_errors(found), "a lost address forbids the build"
    return [
        f"{one.place.line} [{one.code}] {messages.message(one)}"
        for one in sorted(found, key=lambda one: one.place)
    ]


def test_the_record_holds_pages_components_and_files_but_no_more(root: Path) -> None:
    head = "# yaml-language-server: $schema=.schemas/published.json\n"
    assert recorded(plan(root), b"") == (head + LIVE).encode()
    assert record(root, plan(root))
    assert (root / "content/published.yml").read_text(encoding="utf-8") == head + LIVE
    assert not record(root, plan(root)), "nothing new the second time"
    assert said(root) == []


def test_the_record_keeps_the_rest_of_the_file_and_what_vanished(root: Path) -> None:
    write(
        root,
        "# ของเรา\naddresses:\n- /old/\n# ย้าย\nredirects:\n"
        "  # เปลี่ยนชื่อ\n  - old: /old/\n    new: /ban-rai/\n",
    )
    record(root, plan(root))
    text = (root / "content/published.yml").read_text(encoding="utf-8")
    kept = "redirects:\n  # เปลี่ยนชื่อ\n  - old: /old/\n    new: /ban-rai/\n"
    assert text.startswith("# ของเรา\naddresses:\n- /\n")
    assert "- /data/\n- /data/ban-rai/\n- /old/\n" in text
    assert "# ย้าย\n" in text
    assert text.endswith(kept)
    assert not record(root, plan(root))


FORMS = {
    "brackets": "addresses: [/ban-rai/]\n",
    "brackets over lines": "addresses: [\n  /ban-rai/, # เก่า\n  /data/,\n]  # จบ\n",
    "quoted key": '"addresses":\n  - "/ban-rai/"  # เก่า\n',
    "blank before the colon": "addresses :\n  - /ban-rai/\n",
    "all in braces": "{addresses: [/ban-rai/], redirects: []}\n",
    "braces over lines": "{\n  # ของเรา\n  addresses: [/ban-rai/],\n}\n",
    "indented": "  addresses:\n    - /ban-rai/\n  redirects: []\n",
    "list at the edge": "addresses:\n- /ban-rai/\n# ท้าย\n",
    "CRLF": "# ของเรา\r\naddresses:\r\n  - /ban-rai/\r\n",
    "byte order mark": "\ufeffaddresses:\n  - /ban-rai/\n",
    "document marks": "---\naddresses:\n  - /ban-rai/\n...\n",
    "no list": "# ของเรา\nredirects: []\n",
    "empty list": "addresses: []  # ยังไม่มี\n",
}


def addresses(data: bytes) -> list[str]:
    tree = read_yaml(data, "").tree
    listed = tree.get("addresses") if isinstance(tree, dict) else None
    return [str(one) for one in listed] if isinstance(listed, list) else []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_any_valid_form_of_the_record_is_kept(root: Path, form: str) -> None:
    before = form.encode()
    write(root, form)
    after = recorded(plan(root), before)
    new = addresses(after)
    assert set(new) == {*addresses(before), *addresses(LIVE.encode())}
    assert len(new) == len(set(new))
    assert read_yaml(after, "").findings == ()
    for comment in re.findall("#.*", form):
        assert comment.strip() in after.decode()
    assert after.startswith(b"\xef\xbb\xbf") == form.startswith("\ufeff")
    if "\r\n" in form:
        assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.slow
def test_recorded_anchors_stand_on_their_pages() -> None:
    made = planned(content_sources(TODAY))
    pages = {
        file.path: file.data.decode()
        for file in render(made)
        if file.path.endswith(".md")
    }
    anchors = [one for one in live_addresses(made) if "#" in one]
    assert len(anchors) > 80
    for address in anchors:
        page, _, anchor = address.partition("#")
        text = pages[f"{page.lstrip('/')}index.md"]
        assert len(re.findall(rf'(?:id="|{{#){re.escape(anchor)}["}}]', text)) == 1


def test_an_address_that_would_vanish_is_an_error(root: Path) -> None:
    write(
        root,
        "addresses:\n  - /ban-rai/2568/o9/\n  - /ban-rai/2568/o9/#o9-name\n"
        "  - /ban-rai/2568/o1/#o1-gone\n  - /ban-rai/2568/files/old.pdf\n",
    )
    assert said(root) == [
        (
            "2 [address-lost] ที่อยู่ /ban-rai/2568/o9/ เคยเผยแพร่แล้ว แต่จะหายไปจากเว็บไซต์ "
            "ผู้ประเมินหรือคนที่มีลิงก์เดิมจะเปิดไม่พบ"
        ),
        (
            "4 [anchor-lost] หัวข้อ #o1-gone ในหน้า /ban-rai/2568/o1/ เคยเผยแพร่แล้ว "
            "แต่จะหายไป ลิงก์ที่ชี้ตรงหัวข้อนี้จะไปไม่ถึง"
        ),
        (
            "5 [address-lost] ที่อยู่ /ban-rai/2568/files/old.pdf เคยเผยแพร่แล้ว "
            "แต่จะหายไปจากเว็บไซต์ ผู้ประเมินหรือคนที่มีลิงก์เดิมจะเปิดไม่พบ"
        ),
    ]


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
    assert record(root, made)
    kept = read_yaml((root / "content/published.yml").read_bytes(), "").tree
    assert isinstance(kept, dict)
    assert kept["redirects"] == [{"old": "/old/", "new": "/ban-rai/2568/o1/"}]
    assert (said(root), record(root, plan(root))) == ([], False)


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


@pytest.mark.slow
def test_the_command_records_refuses_and_asks(root: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["publish", "-C", str(root), *arguments])
        return done.exit_code, done.stderr

    assert run()[0] == 2
    assert run("--record") == (
        0,
        (
            "จดที่อยู่ของหน้าเว็บและไฟล์ทั้งหมดลงใน content/published.yml แล้ว "
            "เก็บไฟล์นี้ไว้กับข้อมูลอื่น (ถ้าใช้ Git ให้ commit ด้วย)\n"
        ),
    )
    assert run("--record")[1] == "ที่อยู่ทั้งหมดจดไว้ใน content/published.yml ครบแล้ว\n"
    before = (root / "content/published.yml").read_bytes()
    (root / "content/agencies/ban-rai/2568/disclosures.yml").write_text(
        WITH_A_PICTURE.partition("  - code: O5")[0], encoding="utf-8"
    )
    code, told = run("--record")
    assert code == 1
    assert "กันเผยแพร่" in told
    assert (root / "content/published.yml").read_bytes() == before
    checked = CliRunner().invoke(cli, ["check", "-C", str(root)])
    assert checked.exit_code == 1
    assert "[address-lost]" in checked.stdout


def test_the_rule_is_documented_and_has_its_words() -> None:
    document = check_docs.read("published")
    words = {
        code
        for code, table in messages.finding_codes().items()
        if table == "findings-published"
    }
    assert set(document.codes) == words
    yaml = YAML(typ="safe", pure=True)
    for example in (document.passing, document.failing):
        assert set(yaml.load(example)) <= {"addresses", "redirects"}
