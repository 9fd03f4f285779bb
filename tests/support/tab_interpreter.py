"""Scripts that run in the tab's interpreter, under Node, and on this computer."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # what a script leaves as JSON

from checkout import ROOT

IN_NODE = ROOT / "tests" / "desk" / "tab" / "in_node.mjs"
NOT_THERE = (
    "PIL",
    "cryptography",
    "lxml",
    "pikepdf",
    "pypdfium2",
    "selectolax",
    "typst",
)
"""Libraries that a tab has not, or not at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A script, and the folder that is `/work` for it; `path` is where it is put."""

    folder: Path
    path: Path
    text: str


def in_tab(bundle: Path, *scripts: Script) -> list[Any]:
    """Return what each leaves as JSON in `answer`, all in one start of Python."""
    for one in scripts:
        one.path.write_text(one.text, encoding="utf-8")
    pairs = (word for one in scripts for word in (one.folder, one.path))
    return _answered("node", IN_NODE, bundle, *pairs)[-len(scripts) :]


def here(folder: Path, script: str) -> Any:
    """Return the same from this computer, without the libraries that a tab has not."""
    path = folder / "here.py"
    without = f"import sys\nsys.modules.update(dict.fromkeys({NOT_THERE}))\n"
    text = f"{without}{script}\nprint(answer)\n"
    path.write_text(text, encoding="utf-8")
    return _answered(sys.executable, "-X", "utf8", path)[-1]


def _answered(*words: object) -> list[Any]:
    done = subprocess.run(
        tuple(map(str, words)), check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [
        json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")
    ]
