"""The desk in a tab of a real browser, over a folder of the browser's file system.

That gives the same kind of handle as the picker, which no test can answer: the picker
alone is replaced.
"""

import http.server
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from made_once import made_once
from prongsai.desk.tab.bundle import write_bundle

ROOT = Path(__file__).parents[2]
CHOSEN = "เว็บไซต์"
TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript",
    ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json",
    ".svg": "image/svg+xml", ".zip": "application/zip",
    ".bin": "application/octet-stream", ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
QUICK = 1
"""The level at which the bundle is compressed: its size is not asked here."""
LONG = 120_000
"""Milliseconds that a step may take on a computer that runs other tests, too."""

_PICKER = f"""window.showDirectoryPicker = async () => {{
  const storage = await navigator.storage.getDirectory();
  return storage.getDirectoryHandle("{CHOSEN}", {{create: true}});
}}"""
_FOLDER = f"""
const top = await (await navigator.storage.getDirectory())
  .getDirectoryHandle("{CHOSEN}", {{create: true}});
const above = async (path) => {{
  let folder = top;
  for (const part of path.split("/").slice(0, -1))
    folder = await folder.getDirectoryHandle(part, {{create: true}});
  return folder;
}};
const last = (path) => path.split("/").at(-1);
"""
_READ = f"""async (path) => {{ {_FOLDER}
  const handle = await (await above(path)).getFileHandle(last(path));
  return (await handle.getFile()).text();
}}"""
_WRITE = f"""async ([path, text]) => {{ {_FOLDER}
  const handle = await (await above(path)).getFileHandle(last(path), {{create: true}});
  const stream = await handle.createWritable();
  await stream.write(Array.isArray(text) ? new Uint8Array(text) : text);
  await stream.close();
}}"""
_HOLDING = f"""async (text) => {{ {_FOLDER}
  const found = [];
  const walk = async (folder, below) => {{
    for await (const [name, one] of folder.entries())
      if (one.kind !== "file") await walk(one, below + name + "/");
      else if ((await (await one.getFile()).text()).includes(text))
        found.push(below + name);
  }};
  await walk(top, "");
  return found.sort();
}}"""
_EMPTY = f"""async () => {{ {_FOLDER}
  for await (const name of top.keys()) await top.removeEntry(name, {{recursive: true}});
}}"""


@dataclass(slots=True, kw_only=True)
class Tab:
    """A tab with the desk in it; `outside` are requests of any other origin."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)

    @property
    def desk(self) -> FrameLocator:
        return self.page.frame_locator("iframe[data-desk]")

    def opens_folder(self, button: str = "folder") -> None:
        """Choose the folder and wait for the desk."""
        self.page.locator(f"[data-do={button}]").click(timeout=LONG)
        self.page.locator("iframe[data-desk]").wait_for(timeout=LONG)

    def goes(self, path: str) -> None:
        """Open a page of the desk; the one before is gone, also the same one."""
        self.page.evaluate(
            """(path) => {
                const frame = document.querySelector("iframe[data-desk]");
                if (frame.contentDocument) frame.contentDocument.before = true;
                frame.src = frame.src.replace(/(\\/at\\/[^/]+\\/).*/, "$1") + path;
            }""",
            path,
        )
        self.page.wait_for_function(
            "() => !document.querySelector('[data-desk]').contentDocument?.before",
            timeout=LONG,
            polling=100,
        )

    def chooses(self, what: str) -> None:
        """Choose something of the menu, which is closed by it."""
        self.page.locator(".bar__menu summary").click()
        self.page.locator(f".bar__menu [data-{what}]").click(timeout=LONG)
        assert not self.page.locator(".bar__menu ul").is_visible()

    def waits_until_written(self) -> None:
        self.page.get_by_text("เขียนลงไฟล์แล้ว").wait_for(timeout=LONG)

    def reads(self, path: str) -> str:
        """Return a file of the folder, as another program sees it."""
        return str(self.page.evaluate(_READ, path))

    def writes(self, path: str, given: str | bytes) -> None:
        """Write a file of the folder as another program."""
        sent = given if isinstance(given, str) else list(given)
        self.page.evaluate(_WRITE, [path, sent])

    def files(self) -> list[str]:
        return self.holding("")

    def holding(self, text: str) -> list[str]:
        """Return the files of the folder in which a text is."""
        found: list[str] = self.page.evaluate(_HOLDING, text)
        return found

    def has_only(self, files: Mapping[str, str]) -> None:
        """Put other files into the folder as another program, in place of all."""
        self.page.evaluate(_EMPTY)
        for path, text in files.items():
            self.writes(path, text)


@pytest.fixture(scope="session")
def tab_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the bundle once; what the registries gave is kept between runs."""

    def make(folder: Path) -> Path:
        write_bundle(folder / "tab", ROOT / "build/cache/tab", QUICK)
        return folder / "tab"

    return made_once(tmp_path_factory, "tab-bundle", make)


@contextmanager
def served(folder: Path, changed: Mapping[str, bytes] | None = None) -> Iterator[str]:
    """Serve a folder below a path of its own, with some files as in `changed`."""
    other = changed if changed is not None else {}

    class Answers(http.server.SimpleHTTPRequestHandler):
        extensions_map = TYPES

        def translate_path(self, path: str) -> str:
            below = path.removeprefix("/ita/").partition("?")[0]
            return str(folder / (below or "index.html"))

        def do_GET(self) -> None:
            name = self.path.removeprefix("/ita/")
            if name not in other:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("content-type", TYPES[f".{name.rpartition('.')[2]}"])
            self.end_headers()
            self.wfile.write(other[name])

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/ita/"
        server.shutdown()


@contextmanager
def in_a_tab(
    browser: Browser, address: str, reaches: Sequence[str] = ()
) -> Iterator[Tab]:
    """Open the address in a browser that was never there; nothing may break.

    No request may leave the origin but to what it `reaches`, and something must.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.add_init_script(_PICKER)
    page = context.new_page()
    page.set_default_timeout(LONG)
    tab, wrong = Tab(page=page, address=address), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    _recorded(context, tab)
    page.goto(address)
    yield tab
    context.close()
    assert wrong == []
    assert [one for one in tab.outside if not one.startswith(tuple(reaches))] == []
    assert [
        one for one in reaches if not any(u.startswith(one) for u in tab.outside)
    ] == []


def _recorded(context: BrowserContext, tab: Tab) -> None:
    """Note every request that leaves the origin, of pages and of workers."""
    own = (tab.address.removesuffix("ita/"), "data:", "blob:", "about:")

    def note(url: str) -> None:
        if not url.startswith(own):
            tab.outside.append(url)

    context.on("request", lambda request: note(request.url))
