"""Scripts that run in the tab's interpreter, under Node, and on this computer."""

import json
import subprocess
import sys
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


def in_tab(bundle: Path, folder: Path, script: str, beside: Path | None = None) -> Any:
    """Return what a script leaves as JSON in `answer`; the folder is `/work` there.

    The script itself is put into `beside`, or else into the folder.
    """
    path = (beside or folder) / "script.py"
    path.write_text(script, encoding="utf-8")
    return _answered("node", IN_NODE, bundle, folder, path)


def here(folder: Path, script: str) -> Any:
    """Return the same from this computer, without the libraries that a tab has not."""
    path = folder / "here.py"
    without = f"import sys\nsys.modules.update(dict.fromkeys({NOT_THERE}))\n"
    text = f"{without}{script}\nprint(answer)\n"
    path.write_text(text, encoding="utf-8")
    return _answered(sys.executable, "-X", "utf8", path)


def _answered(*words: object) -> Any:
    done = subprocess.run(
        tuple(map(str, words)), check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])
