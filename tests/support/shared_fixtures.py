"""Fixtures that need nothing of the computer: the tab's interpreter has them, too."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`: write golden files anew instead of comparing."""
    parser.addoption("--update-golden", action="store_true", help="write golden files")


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one: flushing it costs nothing."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Return whether golden files are to be written."""
    return bool(request.config.getoption("--update-golden"))
