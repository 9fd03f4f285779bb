"""The site as readers get it: built once, served, opened in the system's Chromium."""

import datetime
import functools
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from checkout import ROOT, copy_content, share_facts
from made_once import made_once
from prongsai.building import build, plan_site
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import read_whole, with_small

TODAY = datetime.date(2025, 3, 31)
OPEN_DAY = datetime.datetime(2025, 3, 31, 12, tzinfo=datetime.UTC)
"""A day on which the example's EIT survey is open."""

EXAMPLE = "tambon-tuayang/"
YEAR = f"{EXAMPLE}2568/"
TYPES = {
    "hub": "",
    "home": EXAMPLE,
    "checklist": YEAR,
    "item": f"{YEAR}o1/",
    "item-measures": f"{YEAR}o27/",
    "item-report": f"{YEAR}o28/",
    "scores": f"{YEAR}scores/",
    "measures": f"{YEAR}measures/",
    "report": f"{YEAR}report/12-months/",
    "eit": f"{YEAR}eit/",
    "search": "search/",
    "data": f"data/{EXAMPLE}",
    "accessibility": "accessibility/",
    "404": "404.html",
}
"""One address of every page type, and of items that look different."""


@dataclass(frozen=True, kw_only=True)
class ReaderSite:
    """A built site and the plan it was made of."""

    root: Path
    plan: Plan

    def html(self, address: str) -> str:
        """Return the built page at an address."""
        path = self.root / address
        return (path if path.suffix else path / "index.html").read_text("utf-8")


def build_site(folder: Path, **settings: str) -> ReaderSite:
    """Build the repository's content below `folder`, with other words in `site.yml`."""
    copy_content(folder, TODAY)
    share_facts(folder)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    file = folder / "content" / "site.yml"
    lines = file.read_text("utf-8").splitlines()
    for name, value in settings.items():
        lines = [line for line in lines if not line.startswith(f"{name}:")]
        lines.append(f"{name}: {value}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = build(folder, TODAY)
    assert made.pages, (made.findings, made.site_errors)
    _, plan = plan_site(with_small(folder, read_whole(folder)), TODAY)
    assert plan is not None
    return ReaderSite(root=folder / "build" / "site", plan=plan)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> ReaderSite:
    """Build the repository's content once."""
    return made_once(tmp_path_factory, "reader", build_site)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def base(site: ReaderSite) -> Iterator[str]:
    """Serve the site; return its address."""
    yield from serving(site.root)


Visit = Callable[..., Page]


@dataclass(kw_only=True)
class Profiles:
    """Profiles of the browser with their settings, and windows that no test uses now.

    All tests share them: scripts, styles and fonts are fetched and read once, and an
    address opens in a window that is there for half of what it costs in a new one.
    """

    browser: Browser
    made: dict[str, BrowserContext] = field(default_factory=dict)
    free: dict[BrowserContext, list[Page]] = field(default_factory=dict)

    def window(self, **options: object) -> Page:
        """Return a window of the profile with these settings."""
        key = repr(sorted(options.items()))
        if key not in self.made:
            self.made[key] = self.browser.new_context(**options)  # type: ignore[arg-type]  # words of Playwright
            self.made[key].clock.set_fixed_time(OPEN_DAY)
        free = self.free.setdefault(self.made[key], [])
        return free.pop() if free else self.made[key].new_page()

    def give_back(self, page: Page) -> None:
        """Leave a window as a new one is: what the page kept is gone as well."""
        if page.is_closed():
            return
        if page.evaluate(FORGET) != OPEN_DAY.timestamp() * 1000:
            page.clock.set_fixed_time(OPEN_DAY)
        page.mouse.move(-1, -1)
        self.free[page.context].append(page)


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Profiles]:
    """Return the profiles of all tests."""
    profiles = Profiles(browser=browser)
    yield profiles
    for context in profiles.made.values():
        context.close()


FORGET = """() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch {}
  return Date.now();
}"""
"""A page of the browser's own, such as that of an error, may not be asked."""


@contextmanager
def requests_of(page: Page, asked: list[str]) -> Iterator[None]:
    """Note the addresses that a page asks for."""

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    yield
    page.remove_listener("request", note)


@pytest.fixture
def visit(profiles: Profiles, base: str) -> Iterator[Visit]:
    """Return a function that opens an address in a window of its own."""
    opened: list[Page] = []
    noting = ExitStack()

    def open_page(
        address: str,
        width: int = 1366,
        scheme: Literal["light", "dark"] = "light",
        asked: list[str] | None = None,
        **options: object,
    ) -> Page:
        page = profiles.window(**options)
        opened.append(page)
        if asked is not None:
            noting.enter_context(requests_of(page, asked))
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion="null")
        page.set_viewport_size({"width": width, "height": 900 if width > 720 else 740})
        if "#" in address:  # else only the place would change, where it is open
            page.goto("about:blank")
        page.goto(address if "://" in address else base + address)
        return page

    with noting:
        yield open_page
    for page in opened:
        profiles.give_back(page)


def run_node(script: str, data: object) -> Any:
    """Run a script in Node, `data` on its standard input; return what it prints."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node")
    done = subprocess.run(
        [node, "-e", script],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
