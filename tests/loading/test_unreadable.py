"""What cannot be read is said, never left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from prongsai.findings import Finding, Place
from prongsai.reports.short import as_text
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, YEAR, write

OTHER_USER = """
import os, sys
from pathlib import Path
from prongsai.reports.short import as_text
from prongsai.storage.content_folder import read_sources
from prongsai import messages
messages.text("terminal", "new", folder="")
list(as_text([], "th"))
os.setuid(65534)
sys.stdout.reconfigure(encoding="utf-8")
for one in read_sources(Path(sys.argv[1])).findings:
    print(one.code, one.severity, one.place.path)
"""


def printed(root: Path) -> str:
    return "\n".join(as_text(read_sources(root).findings, "th"))


def found(root: Path) -> list[tuple[str, str]]:
    return [(one.code, one.place.path) for one in read_sources(root).findings]


def test_a_year_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / AGENCY / "2569").write_text("a file")
    assert printed(root) == (
        f"{AGENCY}/2569:1:1: กันเผยแพร่[file-where-folder] “{AGENCY}/2569” เป็นไฟล์ "
        "แต่ตรงนี้ต้องเป็นโฟลเดอร์ จึงไม่มีอะไรถูกอ่าน\n"
        "  → เปลี่ยนชื่อหรือลบไฟล์นี้ แล้ววางโฟลเดอร์ที่ใช้ชื่อนี้แทน"
    )


def test_a_folder_called_like_a_yaml_file_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path, {f"{YEAR}/measures.yml": None})
    (root / YEAR / "measures.yml").mkdir()
    assert found(root) == [("not-a-file", f"{YEAR}/measures.yml")]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("folder", [YEAR, AGENCY, "content/agencies"])
@pytest.mark.slow
def test_a_folder_that_cannot_be_opened_is_an_error(
    quick_folder: Path, folder: str
) -> None:
    """As another user: root may read everything."""
    root = write(quick_folder / "site")
    quick_folder.chmod(0o755)
    (root / folder).chmod(0o000)
    told = subprocess.run(
        [sys.executable, "-c", OTHER_USER, str(root)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    (root / folder).chmod(0o755)
    assert told == f"folder-unreadable error {folder}\n"


def test_it_is_told_what_to_do() -> None:
    finding = Finding(
        code="folder-unreadable",
        place=Place(path=YEAR),
        facts=(("file", YEAR),),
    )
    assert "\n".join(as_text([finding], "th")) == (
        f"{YEAR}:1:1: กันเผยแพร่[folder-unreadable] เปิดโฟลเดอร์ “{YEAR}” ไม่ได้ "
        "จึงไม่รู้ว่ามีอะไรอยู่ในนั้น\n"
        "  → ให้ผู้ดูแลเครื่องแก้สิทธิ์การอ่านของโฟลเดอร์นี้ หรือคัดลอกโฟลเดอร์มาใหม่ แล้วตรวจอีกครั้ง"
    )
