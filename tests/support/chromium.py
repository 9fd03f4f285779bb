"""The system's Chromium, once a session: Playwright allows one loop in a process."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The same browser; the one without windows takes a third of the time."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, or skip with the reason where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                "--in-process-gpu",  # one process less to hand each picture to
                "--ignore-certificate-errors",  # servers of tests, also for workers
            ],
        )
        yield chromium
        chromium.close()
