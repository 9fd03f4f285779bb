"""What the computer refuses to the build of a preview is said, and tried again."""

import functools
import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from built_project import TODAY
from prongsai import messages
from prongsai.cli.serve import refused
from prongsai.preview import Preview
from prongsai.preview.rebuilding import Rebuilding, Rebuilt
from prongsai.storage.side_by_side import LostProcessError
from prongsai.storage.write import BusyError
from prongsai.storage.write.lock import Busy
from small_site import YEAR, write

LONGEST = 120
"""Seconds after which `serve` is ended, so that nothing waits for its words."""

ON = messages.text("terminal", "serving-on")


@contextmanager
def served(root: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "serve", "--port", "0"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    patience = threading.Timer(LONGEST, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.terminate()
        process.communicate(timeout=60)


def said(process: subprocess.Popen[str], words: str) -> str:
    """Return the next line with the words."""
    assert process.stderr is not None
    while line := process.stderr.readline():
        if words in line:
            return line
    raise AssertionError


@pytest.mark.site
def test_a_build_that_cannot_be_written_is_said_and_tried_again(
    quick_folder: Path,
) -> None:
    root = write(quick_folder)
    (root / "build").write_text("mine", encoding="utf-8")
    with served(root) as process:
        address = said(process, "http://").partition("http://")[2].split("/")[0]
        told = said(process, "เพราะมีไฟล์อยู่ในที่ของโฟลเดอร์")
        assert said(process, ON)
        with urllib.request.urlopen(f"http://{address}/.prongsai/state") as answer:
            report = json.load(answer)["report"]
        assert told.strip() in report
        assert ON in report
        (root / "build").unlink()
        (root / YEAR / "survey.yml").touch()
        assert re.search(r"\d+ หน้า", said(process, "สร้างเว็บไซต์แล้ว"))
        with urllib.request.urlopen(f"http://{address}/.prongsai/state") as answer:
            assert json.load(answer)["report"] == ""


def test_what_was_refused_is_tried_again_though_nothing_changed(
    quick_folder: Path,
) -> None:
    root = write(quick_folder)
    builds = Rebuilding(root, functools.partial(refused, "en"))
    (root / "build").write_text("mine", encoding="utf-8")
    first, second = builds.attempt(TODAY), builds.attempt(TODAY)
    assert first is not None
    assert first == second
    assert first.refused.endswith(messages.text("terminal", "serving-on", "en"))


def test_a_mistake_of_ours_is_not_called_one_of_the_computer() -> None:
    assert refused("th", ValueError("ours")) is None


def test_who_is_at_work_and_what_was_lost_is_said(tmp_path: Path) -> None:
    busy = Busy(command="build", process="12", since="2026-11-28T09:15", who="ปลัด")
    assert refused("th", BusyError(tmp_path, busy)) == (
        "ยังไม่ได้สร้างเว็บไซต์ใหม่ เพราะมีคำสั่งอื่นกำลังทำงานในโฟลเดอร์นี้: prongsai build "
        f"โดย ปลัด (เริ่ม 09:15 น. หมายเลขโปรเซส 12) โปรดรอให้เสร็จ\n{ON}"
    )
    assert refused("th", LostProcessError()) == (
        "ยังไม่ได้สร้างเว็บไซต์ใหม่ เพราะส่วนของโปรแกรมที่สร้างหยุดไปกลางคัน "
        f"มักเพราะหน่วยความจำไม่พอ โปรดปิดโปรแกรมอื่นบ้าง\n{ON}"
    )


def test_pages_show_what_was_refused_until_a_build_is_done(tmp_path: Path) -> None:
    preview = Preview(root=tmp_path, language="th")
    preview.change = 2
    preview.built(Rebuilt(refused="ดิสก์เต็ม"), 1)
    assert preview.report == "ดิสก์เต็ม"
    preview.built(Rebuilt(pages=3), 2)
    assert preview.report == ""
