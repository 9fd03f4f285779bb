"""The starters: one double click from a workbook to the site, or to what is wrong."""

import datetime
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from checkout import share_facts
from prongsai.new import example_site
from prongsai.start import FINDINGS, newest_workbook, start
from wheel import wheel
from workbook_project import Hands, change, export, project, prongsai

DAY = datetime.date(2025, 3, 31)
SH, COMMAND, CMD = (f"สร้างเว็บไซต์.{end}" for end in ("sh", "command", "cmd"))


AGAIN = "แล้วเปิดไฟล์นี้อีกครั้ง"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "เว็บ ของเรา"
    example_site(folder)
    return folder


def test_new_leaves_three_starters_that_install_only_what_lies_there(
    fresh: Path,
) -> None:
    for name in (SH, COMMAND, CMD):
        text = (fresh / name).read_bytes().decode("utf-8")
        assert "[import,check,desk,pdf,publish]" in text
        assert "prongsai[" not in text
        assert "@VERSION@" not in text
    assert os.access(fresh / SH, os.X_OK)
    assert os.access(fresh / COMMAND, os.X_OK)


def test_without_the_program_the_starter_says_what_to_put_there(
    fresh: Path, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    shutil.copytree(fresh, root, ignore=shutil.ignore_patterns("*.whl", ".venv"))
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").symlink_to(sys.executable)
    done = subprocess.run(
        [root / SH], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "ติดตั้งโปรแกรม",
        f"ไม่พบโปรแกรม วางไฟล์ prongsai-….whl ที่ได้รับไว้ในโฟลเดอร์นี้ {AGAIN}",
    ]


def test_the_one_for_windows_is_as_cmd_wants_it(fresh: Path) -> None:
    data = (fresh / CMD).read_bytes()
    assert data.startswith(b"@echo off\r\nchcp 65001 >nul\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.decode("utf-8")
    assert text.count("(\r\n") == sum(
        line.strip() == ")" for line in text.split("\r\n")
    )
    assert "goto" not in text
    for line in text.split("\r\n"):
        assert line.count('"') % 2 == 0, line
    for step in ('cd /d "%~dp0"', "-m venv .venv", "-m pip install", "start %*"):
        assert step in text
    assert text.rstrip().endswith("pause\r\nexit /b %code%")


def test_macos_and_linux_do_the_same(fresh: Path) -> None:
    one, other = ((fresh / n).read_text().split("\n") for n in (SH, COMMAND))
    assert other[: len(one) - 2] == one[:-2]
    for name in (SH, COMMAND):
        subprocess.run(["sh", "-n", fresh / name], check=True)


@pytest.mark.slow
def test_a_workbook_is_imported_and_the_site_built(tmp_path: Path) -> None:
    root = project(tmp_path)
    hands = Hands(export(root))
    hands.put("measures", ("m-10",), title="จากสมุดงาน")
    hands.save()
    told: list[str] = []
    started = start(root, DAY, "th", told.append)
    assert started.built, told
    assert started.show.read_text().lstrip().startswith("<!doctype html>")
    assert "เปลี่ยน 1 ช่อง" in told
    pages = (root / "build/preview").rglob("index.html")
    assert any("จากสมุดงาน" in page.read_text() for page in pages)


def test_an_error_opens_the_list_of_what_is_wrong(tmp_path: Path) -> None:
    root = project(tmp_path)
    change(root, "unit: office", "unit: nobody")
    done = prongsai("start", "-C", root, "--today", "2568-03-31", "--no-open")
    assert done.exit_code == 1
    page = (root / FINDINGS).read_text()
    assert str(root / FINDINGS) in done.output
    assert "กันเผยแพร่" in page
    assert "nobody" in page
    assert not (root / "build/site").exists()


@pytest.mark.slow
def test_a_conflict_opens_its_three_values(tmp_path: Path) -> None:
    root = project(tmp_path)
    hands = Hands(export(root))
    hands.put("measures", ("m-09",), title="ใน <b>Excel")
    hands.save()
    change(root, "มาตรการหนึ่ง", "ในไฟล์")
    started = start(root, DAY, "th", lambda _: None)
    assert not started.built
    page = started.show.read_text()
    assert "ใน Excel: ใน &lt;b&gt;Excel" in page
    assert "มาตรการหนึ่ง" in page


@pytest.mark.slow
def test_the_workbook_saved_last_counts(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert newest_workbook(root) is None
    old, new = export(root, "z.xlsx"), export(root, "a.xlsx")
    shutil.copy(new, root / "~$a.xlsx")
    (root / "other.xlsx").write_bytes(b"PK")
    os.utime(old, (1, 1))
    assert newest_workbook(root) == new


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.daily("tests/test_new.py", "tests/test_start.py")
def test_the_starter_installs_and_builds_without_a_network(
    fresh: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The wheel lies in the folder; what it needs is lent by this environment."""
    share_facts(fresh)
    shutil.copy(wheel(tmp_path_factory), fresh)
    for year in ("2567", "2568", "2569"):  # one is enough
        shutil.rmtree(fresh / "content/agencies/tambon-tuayang" / year)
    lent = tmp_path / "lent"
    lent.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "prongsai" not in path.name and path.suffix != ".pth":
            (lent / path.name).symlink_to(path)
    prongsai("export", "--xlsx", "-C", fresh, "-o", fresh / "งาน.xlsx")
    environment = {
        **os.environ,
        "PYTHONPATH": str(lent),
        "PIP_NO_INDEX": "1",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    run = [str(fresh / SH), "--no-open", "--today", "2569-11-26"]
    done = subprocess.run(
        run, cwd="/", env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "นำเข้า งาน.xlsx\nไม่มีอะไรเปลี่ยน\n" in done.stdout
    assert "เสร็จแล้ว หน้าเว็บเปิดขึ้นมาให้ดูแล้ว (ยังไม่ได้ขึ้นอินเทอร์เน็ต): " in done.stdout
    shown = Path(done.stdout.strip().rpartition("): ")[2])
    assert "เทศบาลตำบลตัวอย่าง" in shown.read_text()
