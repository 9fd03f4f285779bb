"""`publish --check` files a receipt, says what is lost, and contradicts nothing."""

import csv
import datetime
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result as Done

from each import each
from live_site import AT, LiveSite, small_project
from prongsai.cli import cli
from prongsai.online.answer import Reason
from prongsai.publishing.judging import Result, Seen, Why
from prongsai.publishing.receipt import RECEIPTS
from prongsai.publishing.receipt_page import groups
from receipts import RECEIPT
from web_servers import apache, free_port, nginx, put, serve_with_nginx, wait_for

URL = "https://www.banrai.go.th/ita/"
WHEN = datetime.datetime(
    2026, 11, 26, 14, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=7))
)


def run(root: Path, *words: str) -> Done:
    day = ["--today", "2568-03-31"]
    return CliRunner().invoke(cli, [*words, "-C", str(root), *day])


def test_the_check_files_a_receipt_that_the_other_commands_read(
    live: LiveSite,
) -> None:
    before = run(live.root, "submission")
    assert "ยังไม่ได้พิสูจน์บนเว็บไซต์จริง" in before.stderr
    done = run(live.root, "publish", "--check", "--by", "ปลัดเทศบาล")
    assert done.exit_code == 0, done.output
    [page] = (live.root / RECEIPTS).glob("*.html")
    assert done.stderr.startswith("พิสูจน์บนเว็บไซต์จริงแล้วครบ ")
    assert f"{RECEIPTS}/{page.name}" in done.stderr
    assert "ปลัดเทศบาล" in page.read_text("utf-8")
    for command in ("submission", "todo"):
        said = run(live.root, command)
        assert "พิสูจน์บนเว็บไซต์จริงเมื่อ" in said.output, command
    sheet = live.root / "build/internal/ban-rai/2568/submission.csv"
    rows = list(csv.reader(io.StringIO(sheet.read_text("utf-8-sig"))))
    proven = {row[0]: "พิสูจน์บนเว็บไซต์จริงเมื่อ" in row[-1] for row in rows if row[2]}
    assert proven == {"ข้อ": False, "O1": True, "O5": True}


def test_the_check_fails_for_a_lost_address_only(live: LiveSite) -> None:
    search = live.web / "search/index.html"
    search.write_text("เดิม", encoding="utf-8")
    done = run(live.root, "publish", "--check")
    assert done.exit_code == 0
    assert f"{live.url}search/ บนเว็บไซต์จริงไม่ตรงกับรุ่นที่ควรอยู่" in done.stdout
    (live.web / "ban-rai/2568/o1/index.html").unlink()
    done = run(live.root, "publish", "--check")
    assert done.exit_code == 1
    assert done.stdout.startswith(
        f"{live.url}ban-rai/2568/o1/ ไม่แสดงหน้าเดิมแล้ว แต่แสดงรายชื่อไฟล์ในโฟลเดอร์แทน "
    )
    assert "มีที่อยู่ที่เคยเผยแพร่แล้วเปิดไม่ได้ 1 แห่ง" in done.stderr


@pytest.fixture
def undone(live: LiveSite, tmp_path: Path) -> Path:
    """Publish, publish something wrong, and take that back; return the project."""
    root, site = tmp_path / "project", Path("content/site.yml")
    shutil.copytree(live.root, root)
    text = (root / site).read_text("utf-8")
    text += f"publish:\n  - {{name: web, url: 'folder://{live.web}'}}\n"
    (root / site).write_text(text, "utf-8")
    shutil.rmtree(live.web)
    assert run(root, "publish").exit_code == 0
    (root / site).write_text(re.sub("(?m)^title:.*", "title: ผิด", text), "utf-8")
    assert run(root, "publish").exit_code == 0
    assert "--undo" not in run(root, "publish", "--check").output
    assert run(root, "publish", "--undo").exit_code == 0
    return root


OTHER_VERSION = (
    "ผลข้างบนเทียบกับรุ่นที่เผยแพร่จากเครื่องนี้ครั้งล่าสุด ซึ่งไม่ใช่รุ่นที่สร้างไว้ในเครื่องตอนนี้ "
    "ถ้านำรุ่นก่อนกลับมาด้วย --undo ให้แก้ข้อมูลให้ถูกก่อน แล้วจึงพิมพ์ prongsai publish"
)


@pytest.mark.site
def test_after_an_undo_the_version_that_came_back_is_what_the_check_proves(
    undone: Path,
) -> None:
    done = run(undone, "publish", "--check")
    assert done.exit_code == 0
    assert done.stdout == ""
    proven, other = done.stderr.splitlines()
    assert proven.startswith("พิสูจน์บนเว็บไซต์จริงแล้วครบ ")
    assert other == OTHER_VERSION


@pytest.mark.site
def test_after_an_undo_nothing_proposes_to_bring_the_wrong_version_back(
    undone: Path, live: LiveSite
) -> None:
    (live.web / "ban-rai/2568/o1/index.html").unlink()
    (live.web / "search/index.html").write_text("เดิม", encoding="utf-8")
    done = run(undone, "publish", "--check")
    page = max((undone / RECEIPTS).glob("*.html")).read_text("utf-8")
    said = done.stdout.splitlines()
    assert [live.url in line for line in said] == [True, False, True, False]
    for line in said[1::2]:
        assert line == (
            "→ รุ่นที่สร้างไว้ในเครื่องไม่ใช่รุ่นที่ควรอยู่บนเว็บไซต์ โปรดแก้ข้อมูลให้ถูกก่อน แล้วจึงเผยแพร่"
        )
        assert line.removeprefix("→ ") in page
    assert "--repair" not in done.output + page
    assert done.stderr.splitlines()[-1] == OTHER_VERSION


@pytest.mark.site
def test_what_another_computer_published_of_the_same_content_is_proven_here(
    undone: Path, live: LiveSite
) -> None:
    """This computer published the version before; the one built here is online."""
    shutil.rmtree(live.web)
    shutil.copytree(undone / "build/site", live.web)
    done = run(undone, "publish", "--check")
    assert done.exit_code == 0
    assert done.stdout == ""
    [said] = done.stderr.splitlines()
    assert said.startswith("พิสูจน์บนเว็บไซต์จริงแล้วครบ ")


def all_lines(result: Result, *, as_built: bool = True) -> list[str]:
    """Return for each kind what is said, with what to do."""
    receipt = replace(RECEIPT, results=(result,))
    found = groups(receipt, "th", as_built=as_built)
    return [" ".join((*group.seen, group.do)) for group in found]


ENDS = ["404", "503", "200", "301 https://x.example/ → 200", *map(str, Reason)]


@each("end", ENDS)
def test_no_sentence_contradicts_the_answer_or_shows_it_in_english(end: str) -> None:
    for seen in sorted({*Seen} - {Seen.PROVEN, Seen.LOST}):
        result = Result(address="a/", why=Why.SHEET, seen=seen, detail=end)
        [said] = all_lines(result)
        plain = re.sub(
            r"\((?:directory listing|MIME type|viewport|redirects)\)", "", said
        )
        assert not re.search(r"\([A-Za-z ]+\)", plain)
        if end.endswith("200") and seen is not Seen.UNREACHED:
            assert "ไม่ได้แล้ว (" not in said
            assert "ยังเปิดไม่ได้" not in said


def test_where_what_is_built_is_not_online_no_sentence_says_to_publish_it() -> None:
    for seen in sorted({*Seen} - {Seen.PROVEN}):
        result = Result(address="a/", why=Why.SHEET, seen=seen, detail="404")
        [said] = all_lines(result, as_built=False)
        assert "prongsai publish" not in said


@pytest.mark.site
def test_a_site_that_does_not_answer_is_not_called_lost(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/ita/"
    root = small_project(tmp_path, url)
    done = run(root, "publish", "--check")
    assert done.exit_code == 2
    assert done.stderr == (
        f"ยังพิสูจน์ไม่ได้เลย เพราะเว็บไซต์ {url} ไม่ตอบ (เครื่องแม่ข่ายไม่รับการติดต่อ) "
        "โปรดตรวจอินเทอร์เน็ตและที่อยู่เว็บไซต์ แล้วตรวจใหม่\n"
    )
    [receipt] = (root / RECEIPTS).glob("*.json")
    assert json.loads(receipt.read_bytes())["receipt"]["site_url"] == url


def test_without_an_address_there_is_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yml").write_text("version: 1\ntitle: ก\n", "utf-8")
    done = run(tmp_path, "publish", "--check")
    assert done.exit_code == 2
    assert done.stderr.startswith("ยังตรวจบนเว็บไซต์จริงไม่ได้ เพราะไม่รู้ที่อยู่ของเว็บไซต์")


def secure(live: LiveSite, work: Path, port: int, **given: Any) -> Iterator[str]:
    """Serve the site with a certificate of our own authority."""
    import trustme

    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1", **given)
    authority.cert_pem.write_to_path(str(work / "ca.pem"))
    issued.private_key_and_cert_chain_pem.write_to_path(str(work / "own.pem"))
    server = serve_with_nginx(live.web, port, AT).replace(f"{port};", f"{port} ssl;", 1)
    pem = f"ssl_certificate {work}/own.pem;\nssl_certificate_key {work}/own.pem;\n"
    with nginx(work / "nginx", f"{server}{pem}"):
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"https://127.0.0.1:{port}{AT}"


@pytest.mark.parametrize("days", [9, -1])
def test_the_days_of_a_certificate_are_said_and_an_old_one_proves_nothing(
    live: LiveSite, tmp_path: Path, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.datetime.now(datetime.UTC)
    end = {
        "not_before": now - datetime.timedelta(days=30),
        "not_after": now + datetime.timedelta(days=days),  # the same time of day
    }
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    for url in secure(live, tmp_path, free_port(), **end):
        root = small_project(tmp_path / "project", url)
        put(root / "build/site", live.web)
        done = run(root, "publish", "--check")
        if days > 0:
            assert done.exit_code == 0, done.output
            assert re.search(r"จะหมดอายุ .* อีก 9 วัน", done.stdout)
            continue
        assert done.exit_code == 2
        assert done.stderr == (
            f"ยังพิสูจน์ไม่ได้เลย เพราะใบรับรองความปลอดภัย (https) ของ {url} "
            "หมดอายุหรือใช้ไม่ได้ คนทั่วไปก็เปิดไม่ได้ "
            "โปรดแจ้งผู้ให้บริการโฮสต์ให้ต่ออายุใบรับรอง\n"
        )


@pytest.mark.site
def test_a_host_that_takes_no_htaccess_is_named(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}{AT}"
    root = small_project(tmp_path / "project", url)
    with apache(tmp_path / "apache", port, root / "build/site", AT, "Limit"):
        wait_for(url)
        done = run(root, "publish", "--check")
    assert done.exit_code == 2
    assert "ตอบว่าผิดพลาดทุกหน้า (500) มักเพราะโฮสต์ไม่รับคำสั่งในไฟล์ .htaccess" in done.stderr
