"""An officer at the desk in a real browser; steps and typed fields are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Error as NotSeen
from playwright.sync_api import FilePayload, Locator, Page

from desk_project import KEY
from lent_windows import LentWindows


@dataclass(slots=True, kw_only=True)
class Officer:
    """Who works at a page; `steps` are all actions, `typed` the fields among them."""

    page: Page
    steps: int = 0
    typed: list[str] = field(default_factory=list)

    def types(self, into: Locator, text: str) -> None:
        """Type into a field and leave it."""
        into.fill(text)
        into.press("Tab")
        self.typed.append(text)
        self.steps += 1

    def chooses(self, of: Locator, label: str) -> None:
        """Choose from a list."""
        of.select_option(label=label)
        self.steps += 1

    def gives(self, to: Locator, *files: FilePayload) -> None:
        """Choose files, or drop them, which is the same for the page."""
        to.set_input_files(list(files))
        self.steps += 1

    def drops(self, selector: str, files: dict[str, bytes]) -> None:
        """Drop files somewhere, and wait until the page shows it."""
        drop(self.page, selector, files)
        self.steps += 1

    def presses(self, name: str, *, link: bool = False) -> None:
        """Press the first button or link of that name."""
        self.page.get_by_role("link" if link else "button", name=name).first.click()
        self.steps += 1

    def sees(self, text: str) -> None:
        """Wait until the page shows a text."""
        try:
            self.page.get_by_text(text).first.wait_for(timeout=30_000)
        except NotSeen:
            pytest.fail(f"no “{text}” in:\n{self.page.locator('#work').inner_text()}")


@contextmanager
def at_work(windows: LentWindows, address: str, post: str = "") -> Iterator[Officer]:
    """Open the desk as an officer does; nothing may go wrong in its script."""
    with windows.lent() as page:
        page.set_default_timeout(15_000)
        page.goto(address)
        page.wait_for_url(lambda url: KEY not in url)
        page.wait_for_load_state()
        officer = Officer(page=page)
        if post:
            officer.types(page.get_by_label("ผู้ทำงาน (ตำแหน่ง)"), post)
            officer.presses("ใช้ชื่อนี้")
            page.locator(".choose").wait_for(state="detached")
        yield officer


def sends(button: Locator) -> None:
    """Send a form without a script, and wait until what it leads to is shown."""
    with button.page.expect_navigation():
        button.click()


def drop(page: Page, selector: str, files: dict[str, bytes]) -> None:
    """Drop files as a person does who drags them from a folder."""
    transfer = page.evaluate_handle(
        """(files) => {
            const dropped = new DataTransfer();
            for (const [name, bytes] of files)
                dropped.items.add(new File([new Uint8Array(bytes)], name));
            return dropped;
        }""",
        [[name, list(data)] for name, data in files.items()],
    )
    for event in ("dragover", "drop"):
        page.dispatch_event(selector, event, {"dataTransfer": transfer})
