"""The command opens the desk also where there is no site yet."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from desk_project import make_project
from prongsai.cli.desk import command


def test_an_empty_folder_is_no_mistake(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = CliRunner().invoke(
            command, ["--root", str(tmp_path), "--port", port, "--no-open"]
        )
    assert run.exit_code == 2
    assert run.output == (
        f"ใช้พอร์ต {port} ไม่ได้ เพราะโปรแกรมอื่นใช้อยู่ "
        "พิมพ์คำสั่งเดิมโดยไม่ใส่ --port แล้วโปรแกรมจะเลือกให้\n"
    )


@contextmanager
def double_clicked(folder: Path, opened: Path) -> Iterator[httpx.Client]:
    """Start as the file to double-click does; give what the browser then asks with."""
    browser = opened.with_name("browser.sh")
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n')
    browser.chmod(0o755)
    started = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "start", "--root", str(folder)],
        env={**os.environ, "DISPLAY": ":0", "BROWSER": f"{browser} %s"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not (opened.is_file() and opened.read_text()):
            assert started.poll() is None
            time.sleep(0.05)
        with httpx.Client(follow_redirects=True) as client:
            welcome = client.get(opened.read_text())
            client.cookies.update(welcome.cookies)
            client.base_url = opened.read_text().partition("?")[0]
            yield client
    finally:
        started.kill()
        started.wait()


@pytest.mark.slow
def test_a_double_click_without_a_site_asks_the_five_questions(tmp_path: Path) -> None:
    folder = tmp_path / "เว็บไซต์"
    folder.mkdir()
    with double_clicked(folder, tmp_path / "opened") as asked:
        page = asked.get("/")
    assert page.url.path == "/new"
    assert page.text.count("<form") == 1


@pytest.mark.slow
def test_a_double_click_on_a_site_opens_its_board(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    with double_clicked(project, tmp_path / "opened") as asked:
        page = asked.get("/")
    assert page.url.path.startswith("/ban-rai/25")
    assert "บ้านไร่" in page.text
