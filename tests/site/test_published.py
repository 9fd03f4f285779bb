"""Addresses that were published: recorded and held."""

import datetime
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from checkout import content_sources
from prongsai import messages
from prongsai.checks import _documentation as check_docs
from prongsai.cli import cli
from prongsai.loading.published import FILE
from prongsai.site.published_addresses import live_addresses
from prongsai.site.record import record, recorded
from prongsai.site.render import render
from prongsai.yaml.reader import read_yaml
from published_record import plan, planned, said, write
from small_site import WITH_A_PICTURE, two_items

TODAY = datetime.date(2025, 3, 31)
OF_SITE = """\
addresses:
  - /
  - /accessibility/
  - /data/
  - /privacy/
  - /search/
"""
OF_AGENCY = """\
addresses:
  - /ban-rai/
  - /ban-rai/2568/
  - /ban-rai/2568/files/o1-picture.txt
  - /ban-rai/2568/o1/
  - /ban-rai/2568/o1/#o1-chart
  - /ban-rai/2568/o1/#o1-units
  - /ban-rai/2568/o5/
  - /data/ban-rai/
"""
OWN = "content/published/ban-rai.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project of one agency with two items and a file."""
    two_items(tmp_path)
    return tmp_path


def test_the_record_holds_pages_components_and_files_but_no_more(root: Path) -> None:
    head = "# yaml-language-server: $schema={}.schemas/published.json\n"
    files = {
        FILE: (head.format("") + OF_SITE).encode(),
        OWN: (head.format("../") + OF_AGENCY).encode(),
    }
    assert recorded(plan(root), {}) == (files, 0)
    assert record(root, plan(root)).new
    assert {path: (root / path).read_bytes() for path in files} == files
    assert not record(root, plan(root)).new, "nothing new the second time"
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
    assert "- /data/\n- /privacy/\n- /search/\n" in text
    assert "- /old/\n" not in text
    assert "  - /old/\n" in (root / "content/published/old.yml").read_text("utf-8")
    assert "# ย้าย\n" in text
    assert text.endswith(kept)
    assert not record(root, plan(root)).new


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
    files, _ = recorded(plan(root), {FILE: before})
    after = files[FILE]
    new = [one for data in files.values() for one in addresses(data)]
    live = {*addresses(OF_SITE.encode()), *addresses(OF_AGENCY.encode())}
    assert set(new) == {*addresses(before), *live}
    assert len(new) == len(set(new))
    assert [read_yaml(data, "").findings for data in files.values()] == [(), ()]
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


@pytest.mark.slow
def test_the_command_records_refuses_and_asks(root: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["publish", "-C", str(root), *arguments])
        return done.exit_code, done.stderr

    assert run()[0] == 2
    assert run("--record") == (
        0,
        (
            "จดที่อยู่ของหน้าเว็บและไฟล์ทั้งหมดลงใน content/published/ แล้ว "
            "เก็บไฟล์นี้ไว้กับข้อมูลอื่น (ถ้าใช้ Git ให้ commit ด้วย)\n"
        ),
    )
    assert run("--record")[1] == "ที่อยู่ทั้งหมดจดไว้ใน content/published/ ครบแล้ว\n"
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
