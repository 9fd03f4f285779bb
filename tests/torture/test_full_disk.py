"""A full disk and a folder without rights: real ones, where they can be made."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deeds import DEEDS
from faults import Outcome
from fresh_process import Case, FreshProcess
from prongsai import messages
from torture import CODES, THAI_TODO, state

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
SPARE = (0, 4, 12, 40, 120, 400, 1200, 4000) if MOST else (4,)
"""Kilobytes that the disk has left."""

ALL = [name for name, deed in DEEDS.items() if not name.startswith("publish -")]
NAMES = ALL if MOST else ["confirm"]
NOBODY = 65534
AS_BEFORE = messages.text("environment", "as-before")
DONE = messages.text("environment", "done-before", files="\n").partition("\n")[0]
pytestmark = pytest.mark.slow


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir()
    size = f"size={kilobytes}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def may_mount(folder: Path) -> bool:
    try:
        with disk(folder, 64):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def needs(folder: Path) -> int:
    files = (path for path in folder.rglob("*"))
    return sum(4 + 4 * (path.stat().st_size // 4096 + 1) for path in files) + 64


@contextmanager
def ready(name: str, laid: Path, copy: Path) -> Iterator[FreshProcess]:
    """Return a process that has loaded the deed: others may not read Python."""
    with FreshProcess() as process:
        shutil.copytree(laid, copy)
        process.load(DEEDS[name].words, copy)
        yield process


def attempt(
    process: FreshProcess, desk: Path, name: str, user: int | None = None
) -> Outcome:
    case = Case(words=DEEDS[name].words, desk=desk, near=False, user=user)
    return process.attempt(case)[0]


def content_of(desk: Path) -> dict[str, bytes]:
    return {path: data for path, data in state(desk).items() if "/content/" in path}


def judged(outcome: Outcome) -> None:
    assert outcome.code in CODES, outcome.printed
    assert "Traceback" not in outcome.printed
    if outcome.code == 2:
        assert THAI_TODO.search(outcome.printed), outcome.printed


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_the_old_or_the_new(name: str, tmp_path: Path) -> None:
    if os.geteuid() or not may_mount(tmp_path / "mount"):
        return  # only an administrator can make one; faults are broken in all others
    laid = tmp_path / "laid"
    laid.mkdir()
    DEEDS[name].lay(laid)
    old = content_of(laid)
    with ready(name, laid, tmp_path / "copy") as process:
        whole = Path(shutil.copytree(laid, tmp_path / "whole"))
        attempt(process, whole, name)
        new = content_of(whole)
        for spare in SPARE:
            desk = tmp_path / f"disk{spare}"
            with disk(desk, needs(laid) + spare):
                shutil.copytree(laid, desk, dirs_exist_ok=True)
                outcome = attempt(process, desk, name)
                judged(outcome)
                now = content_of(desk)
                if outcome.code == 2 and AS_BEFORE in outcome.printed:
                    assert now == old, outcome.printed
                elif outcome.code == 2:
                    assert now in (old, new), outcome.printed
                    assert now == old or DONE in outcome.printed, outcome.printed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", [0o555, 0o000] if MOST else [0o555])
def test_a_folder_without_rights_is_said_and_stays(
    name: str, mode: int, quick_folder: Path
) -> None:
    if os.geteuid():
        return  # needs an administrator to become an ordinary user
    desk = quick_folder / "desk"
    desk.mkdir()
    quick_folder.chmod(0o755)
    DEEDS[name].lay(desk)
    old = state(desk)
    places = sorted((path for path in desk.rglob("*") if path.is_dir()), reverse=True)
    with ready(name, desk, quick_folder / "copy") as process:
        for path in places:
            path.chmod(mode)
        desk.chmod(0o555)
        outcome = attempt(process, desk, name, NOBODY)
    for path in (desk, *places[::-1]):
        path.chmod(0o755)
    judged(outcome)
    assert state(desk) == old
