"""Publishing without a connection and without a thread, as in a browser tab."""

import re
from pathlib import Path

import pytest

from desk_project import Asked, make_project, order, works
from prongsai.online import request
from prongsai.storage import capabilities

SITE = "content/site.yml"


@pytest.fixture
def tab(quick_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    lacking = {
        capabilities.Capability.CONNECTIONS,
        capabilities.Capability.THREADS,
    }
    monkeypatch.setattr(capabilities, "_LACKING", frozenset(lacking))
    desk = Asked(make_project(quick_folder))
    works(desk)
    return desk


def publish_to(tab: Asked, address: str) -> None:
    path = tab.root / SITE
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\npublish:\n  - name: web\n    url: "{address}"\n')


@pytest.mark.slow
def test_a_site_becomes_zip_files(tab: Asked) -> None:
    publish_to(tab, "zip:")
    page = order(tab, "publish", sure="1")
    assert "build/publish/web-whole.zip" in page
    assert (tab.root / "build/publish/web-whole.zip").is_file()


@pytest.mark.slow
def test_a_site_goes_into_a_folder(tab: Asked) -> None:
    publish_to(tab, "folder:public")
    assert "เสร็จแล้ว" in order(tab, "publish", sure="1")
    assert (tab.root / "public/index.html").is_file()


@pytest.mark.slow
def test_a_folder_that_only_a_computer_has_is_refused(
    tab: Asked, tmp_path: Path
) -> None:
    """The tab would write into its own memory, and nothing would be published."""
    publish_to(tab, f"folder://{tmp_path}/www")
    assert "แท็บนี้เขียนลงโฟลเดอร์อื่นของเครื่องไม่ได้" in order(tab, "publish", sure="1")
    assert not (tmp_path / "www").exists()


def test_the_ways_that_work_here_come_first(tab: Asked) -> None:
    page = tab.get("/ban-rai/agency/space").text
    offered = re.findall(r'<option value="([^"]*)"', page.partition('id="way"')[2])
    assert offered == ["zip", "git+https", "davs", "sftp", "ftps", "ftp"]
    assert "จะได้ไฟล์บอกวิธีส่ง" in page


@pytest.mark.slow
def test_a_server_is_refused_with_what_to_do_instead(tab: Asked) -> None:
    publish_to(tab, "sftp://web@ftp.example.go.th/public_html")
    page = order(tab, "publish", sure="1")
    assert "แท็บนี้ส่งไฟล์ไปเครื่อง ftp.example.go.th เองไม่ได้" in page
    recipe = "build/publish/web-recipe.txt"
    assert recipe in page
    words = (tab.root / recipe).read_text("utf-8-sig")
    assert "prongsai publish web" in words
    assert "PRONGSAI_PASSWORD_WEB" in words
    for fact in ("SFTP", "ftp.example.go.th", "public_html"):
        assert fact in words


@pytest.mark.slow
def test_what_a_host_does_not_show_to_a_tab_is_not_proven(
    tab: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "through_page", [lambda *_: (0, "", b"")])
    monkeypatch.setattr("prongsai.publishing.live_check.PAUSES", (0,))
    site = tab.root / SITE
    text = site.read_text(encoding="utf-8")
    site.write_text(f"{text}\nsite_url: https://ita.example.go.th/\n")
    page = order(tab, "prove", sure="1")
    assert "ยังไม่ได้พิสูจน์ เพราะ https://ita.example.go.th/ ไม่ตอบ หรือไม่ให้แท็บนี้อ่าน" in page
    assert "พิสูจน์ได้" not in page
