"""One command at a time: the second waits, says who is at work, and starts afresh."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prongsai.storage.write import OWN_FOLDER, Busy, BusyError, project_lock
from prongsai.yaml.reader import read_yaml
from small_site import YEAR, write

HOLD = """
import sys, time
from pathlib import Path
from prongsai.storage.write import project_lock
with project_lock(Path(sys.argv[1]), "import"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(root: Path) -> subprocess.Popen[str]:
    """Start a process that holds the project until it reads a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_is_at_work(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    told: list[Busy] = []
    with (
        pytest.raises(BusyError) as refused,
        project_lock(tmp_path, "build", patience=0.3, waiting=told.append),
    ):
        pytest.fail("two at once")
    assert refused.value.busy.command == "import"
    assert refused.value.busy.process == str(holder.pid)
    assert told == [refused.value.busy]
    holder.communicate("\n")
    with project_lock(tmp_path, "build", patience=0):
        signed = json.loads((tmp_path / OWN_FOLDER / "lock").read_text())
    assert signed["command"] == "build"


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with project_lock(tmp_path, "build", patience=0):
        pass


def test_it_may_be_taken_inside_itself(tmp_path: Path) -> None:
    with project_lock(tmp_path, "import"), project_lock(tmp_path, "import"):
        pass


BOTH = """\
items:
  - {code: O1, evidence: [{id: photo, title: ภาพ, file: ภาพ.png}],}
  - code: O2
    evidence:
      - id: page
        title: หน้าเว็บ
        url: https://www.example.go.th/page
"""


@pytest.mark.parametrize("attempt", range(3))
@pytest.mark.slow
def test_two_confirmations_at_once_are_both_written(
    quick_folder: Path, attempt: int
) -> None:
    """Also where the item is in braces."""
    del attempt
    root = write(quick_folder / "site", {f"{YEAR}/disclosures.yml": BOTH})
    shown = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "prongsai",
                "confirm",
                code,
                "-C",
                str(root),
                "--year",
                "2568",
                "--by",
                "ปลัด",
                "--on",
                "2568-03-31",
            ],
            stderr=subprocess.PIPE,
        )
        for code in ("O1", "O2")
    ]
    for one in shown:
        _, told = one.communicate()
        assert one.returncode == 0, told.decode()
    read = read_yaml((root / YEAR / "disclosures.yml").read_bytes(), "")
    assert read.findings == ()
    assert isinstance(read.tree, dict)
    items = read.tree["items"]
    assert isinstance(items, list)
    assert [isinstance(one, dict) and "confirmed" in one for one in items] == [
        True,
        True,
    ]
