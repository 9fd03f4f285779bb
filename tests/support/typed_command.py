"""Type a command in the folder of a project, without starting a process for it."""

import contextlib
from pathlib import Path

from click.testing import CliRunner, Result

from prongsai.cli import cli


def typed(root: Path, *words: str) -> Result:
    """Type `prongsai` with some words in a folder."""
    with contextlib.chdir(root):
        return CliRunner().invoke(cli, words)
