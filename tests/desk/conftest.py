"""The desk in a real browser, over a project of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk_project import make_project, serving


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def opened(browser: Browser, project: Path) -> Iterator[Page]:
    """Open the desk as the program does, at the board."""
    with serving(project) as address:
        context = browser.new_context(viewport={"width": 1366, "height": 900})
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address)
        page.wait_for_url("**/ban-rai/2568/")
        yield page
        context.close()
        assert wrong == []
