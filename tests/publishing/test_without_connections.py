"""Publishing without a connection and without a thread, as in a browser tab."""

from pathlib import Path

import pytest

from desk_project import Asked, make_project, order, works
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
def test_a_server_is_refused_with_what_to_do_instead(tab: Asked) -> None:
    publish_to(tab, "sftp://web@ftp.example.go.th/public_html")
    page = order(tab, "publish", sure="1")
    assert "แท็บนี้ส่งไฟล์ไปเครื่อง ftp.example.go.th เองไม่ได้" in page


def test_the_live_site_is_not_looked_at(tab: Asked) -> None:
    assert "แท็บนี้เปิดดูเว็บไซต์อื่นไม่ได้" in order(tab, "prove", sure="1")
