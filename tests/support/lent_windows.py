"""Windows of the browser with profiles of their own, lent to one test after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

WIDE: ViewportSize = {"width": 1366, "height": 900}
LONG = 30_000
"""Milliseconds that a step may take, as Playwright has it."""


@dataclass(slots=True, kw_only=True)
class LentWindows:
    """Those that no test uses now: a new one costs half a second of processor time."""

    browser: Browser
    free: dict[bool, list[Page]] = field(default_factory=dict)

    @contextmanager
    def lent(self, *, scripts: bool = True) -> Iterator[Page]:
        """Lend a window that nothing was done in; no script of its pages may fail."""
        free = self.free.setdefault(scripts, [])
        page = free.pop() if free else self._new(scripts=scripts)
        wrong: list[str] = []

        def note(error: object) -> None:
            wrong.append(str(error))

        page.on("pageerror", note)
        try:
            yield page
        except BaseException:
            page.context.close()
            raise
        page.remove_listener("pageerror", note)
        _forget(page)
        free.append(page)
        assert wrong == []

    def _new(self, *, scripts: bool) -> Page:
        profile = self.browser.new_context(java_script_enabled=scripts, viewport=WIDE)
        return profile.new_page()


def _forget(page: Page) -> None:
    """Leave a window as a new one is."""
    page.evaluate("try { localStorage.clear(); sessionStorage.clear() } catch {}")
    page.mouse.move(-1, -1)
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_default_timeout(LONG)
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light", reduced_motion="null")


@pytest.fixture(scope="session")
def windows(browser: Browser) -> LentWindows:
    """Return the windows for all tests; the browser closes them."""
    return LentWindows(browser=browser)
