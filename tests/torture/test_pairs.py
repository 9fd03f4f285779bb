"""Two commands at once lose nothing, whichever they are.

Only `make torture` tries them; `tests/storage/test_project_lock.py` has one pair.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deeds import CONFIRM, HAND_ON, IN_SITE, ROLL, TICK, TODAY, last_year, small, ticked
from prongsai.yaml.reader import read_yaml
from small_site import YEAR

TIMES = int(os.environ.get("PRONGSAI_TORTURE_PAIRS", "1"))
AT_ONCE = int(os.environ.get("PRONGSAI_TORTURE", "0"))
OTHER = tuple("O2" if word == "O1" else word for word in CONFIRM)
TICK_MORE = tuple("O2" if word == "O1" else word for word in TICK)
PAIRS = {
    "confirm, confirm": (CONFIRM, OTHER),
    "confirm, record": (CONFIRM, ("publish", "--record", *IN_SITE, *TODAY)),
    "rules, confirm": (
        ("rules", "manual.html", "--year", "2569", *IN_SITE),
        CONFIRM,
    ),
    "record, record": (("publish", "--record", *IN_SITE, *TODAY),) * 2,
    "build, build": (("build", *IN_SITE, *TODAY),) * 2,
    "build, confirm": (("build", *IN_SITE, *TODAY), CONFIRM),
    "schemas, todo": (
        ("schemas", *IN_SITE),
        ("todo", *IN_SITE, *TODAY, "--format", "html", "--year", "2568"),
    ),
    "hand on, tick": (HAND_ON, TICK_MORE),
    "roll over, roll over": (ROLL, ROLL),
}
pytestmark = pytest.mark.slow


def at_once(desk: Path, commands: tuple[tuple[str, ...], ...]) -> list[str]:
    """Start all, and return what each printed; none ends in a bug."""
    python = [sys.executable, "-m", "prongsai"]
    started = [
        subprocess.Popen(
            [*python, *words],
            cwd=desk,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for words in commands
    ]
    printed = [one.communicate()[0].decode() for one in started]
    for one, told in zip(started, printed, strict=True):
        assert one.returncode == 0, told
        assert "Traceback" not in told
    return printed


def _lay(name: str, desk: Path) -> None:
    lay = ticked if name in {"rules, confirm", "hand on, tick"} else small
    (last_year if "roll" in name else lay)(desk)


@pytest.mark.parametrize("name", PAIRS)
def two_at_once_are_both_done(name: str, quick_folder: Path) -> None:
    for number in range(TIMES):
        desk = quick_folder / str(number)
        desk.mkdir()
        _lay(name, desk)
        at_once(desk, PAIRS[name])
        for path in (desk / "site/content").rglob("*.yml"):
            read = read_yaml(path.read_bytes(), path.name)
            assert read.findings == (), path
        disclosures = (desk / "site" / YEAR / "disclosures.yml").read_text("utf-8")
        confirmations = sum(words in {CONFIRM, OTHER} for words in PAIRS[name])
        assert disclosures.count("confirmed:") == confirmations
        if "record" in name:
            assert (desk / "site/content/published.yml").is_file()


if AT_ONCE:
    test_two_at_once_are_both_done = two_at_once_are_both_done
