"""One command at a time: the second waits, says who is at work, and starts afresh."""

import getpass
import json
import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from examples import tries
from faults import broken
from prongsai.cli import cli, main, options
from prongsai.storage.write import OWN_FOLDER, Busy, BusyError, project_lock
from prongsai.yaml.reader import read_yaml
from small_site import YEAR, write

HOLD = """
import sys, time
from pathlib import Path
from prongsai.storage.write import project_lock
with project_lock(Path(sys.argv[1]), "import", post="ปลัด"):
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
    assert refused.value.busy.who == f"ปลัด ({platform.node()})"
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


@pytest.mark.parametrize(
    "signed", ["", "{", "[]", "[" * 900, '{"who": "a\\u001b[2J\\nb"}', "\x00\xff"]
)
@pytest.mark.slow
def test_a_lock_that_says_nothing_whole_is_waited_for_all_the_same(
    tmp_path: Path, signed: str
) -> None:
    """Whatever another version or another program wrote into it."""
    holder = hold(tmp_path)
    (tmp_path / OWN_FOLDER / "lock").write_text(signed, encoding="latin-1")
    with pytest.raises(BusyError) as refused, project_lock(tmp_path, patience=0.2):
        pytest.fail("two at once")
    assert refused.value.busy == Busy(command="", process="", since="")
    holder.communicate("\n")


def test_it_says_the_post_or_the_account(tmp_path: Path) -> None:
    with project_lock(tmp_path, "build"):
        signed = json.loads((tmp_path / OWN_FOLDER / "lock").read_text())
    assert signed["who"] == f"{getpass.getuser()} ({platform.node()})"


@pytest.mark.slow
def test_what_waits_says_who_is_at_work_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path)
    holder = hold(root)
    monkeypatch.setattr(options, "PATIENCE", 0.2)
    done = CliRunner().invoke(cli, ["schemas", "-C", str(root)])
    holder.communicate("\n")
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert [line.partition(" โดย ")[0] for line in lines] == [
        "มีคำสั่งอื่นกำลังทำงานในโฟลเดอร์นี้อยู่: prongsai import",
        "ยังทำไม่ได้ เพราะมีคำสั่งอื่นกำลังทำงานในโฟลเดอร์นี้: prongsai import",
    ]
    assert all(f"โดย ปลัด ({platform.node()}) (เริ่ม " in line for line in lines)
    assert not (root / "content" / ".schemas").exists()


def test_a_lock_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    """A file in the place of our folder, as on a folder without rights."""
    root = write(tmp_path)
    (root / OWN_FOLDER).write_text("mine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["prongsai", "schemas", "-C", str(root)])
        outcome = broken(main, root, 0, 0)
    assert outcome.code == 2
    assert "Traceback" not in outcome.printed
    why = "เพราะมีไฟล์อยู่ในที่ของโฟลเดอร์"
    assert outcome.printed.startswith(f"ใช้ {root}/{OWN_FOLDER} ไม่ได้ {why}")


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


@pytest.mark.parametrize("attempt", range(tries(1)))
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
