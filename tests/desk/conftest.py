"""The desk in a real browser, over a project of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from desk_project import make_project, serving
from lent_windows import LentWindows


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def opened(windows: LentWindows, project: Path) -> Iterator[Page]:
    """Open the desk as the program does, at the board."""
    with serving(project) as address, windows.lent() as page:
        page.goto(address)
        page.wait_for_url("**/ban-rai/2568/")
        yield page
