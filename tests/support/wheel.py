"""The wheel as it is shipped, made once for all tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from made_once import made_once


def wheel(folders: pytest.TempPathFactory) -> Path:
    """Return the wheel; it may be copied, not changed."""
    return made_once(folders, "wheel", _make)


def _make(folder: Path) -> Path:
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel"]
    subprocess.run([*build, "-o", folder, ROOT], check=True, capture_output=True)
    [made] = folder.glob("*.whl")
    return made
