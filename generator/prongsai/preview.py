"""A preview: serves `build/site`, rebuilds on change, reloads the open pages.

Every HTML page gets a small script that asks for the state of the preview. A new build
reloads the page; a mistake is laid over it while the last good site stays.
"""

import datetime
import errno
import functools
import gzip
import http.server
import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any  # what the library passes

from prongsai.building import Built, build
from prongsai.last_build import input_key
from prongsai.reports.short import as_text
from prongsai.site.escape import for_html
from prongsai.site.kept_pages import kept_lines
from prongsai.storage.content_folder import read_sources
from prongsai.storage.write import project_lock

STATE = "/.prongsai/state"
INTERVAL = 0.5
PATIENCE, LONGEST = 10.0, 60.0
"""Seconds that a line may be silent, and that it may last."""
AT_ONCE = 64
"""Lines that are held at once; further ones are closed."""

_TEXTS = frozenset({".css", ".csv", ".js", ".json", ".svg", ".txt", ".xml"})

_SCRIPT = files("prongsai").joinpath("preview.js").read_text(encoding="utf-8")
_TAG = f"<script>{_SCRIPT}</script>"


class Preview:
    """The state of the preview: number of the last good build, report of the last."""

    def __init__(self, root: Path, language: str) -> None:
        """Keep where the project is and which language its reports have."""
        self.root, self.language = root, language
        self.version, self.report, self._key = 0, "", ""

    def rebuild(self, today: datetime.date) -> Built | None:
        """Build if any input changed since the last time, whatever came of it."""
        if input_key(self.root, read_sources(self.root), today) == self._key:
            return None
        with project_lock(self.root, "serve"):
            sources = read_sources(self.root)
            self._key = input_key(self.root, sources, today)
            built = build(self.root, sources, today)
        if built.pages:
            self.version, self.report = self.version + 1, ""
        if built.kept or not built.pages:
            findings = (*built.findings, *built.site_errors)
            lines = (
                *as_text(findings, self.language),
                *kept_lines(built.kept, self.language),
            )
            self.report = "\n".join(lines)
        return built

    @property
    def state(self) -> bytes:
        """Return what open pages ask for."""
        return json.dumps({"version": self.version, "report": self.report}).encode()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers one request of the person's own browser, in a limited time."""

    timeout = PATIENCE

    def __init__(self, preview: Preview, *args: object, **more: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.root / "build" / "site"), **more)  # type: ignore[arg-type]  # as http.server gives

    def setup(self) -> None:
        super().setup()
        self._end = threading.Timer(LONGEST, self._hang_up)
        self._end.daemon = True
        self._end.start()

    def finish(self) -> None:
        self._end.cancel()
        super().finish()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def parse_request(self) -> bool:
        """Refuse whatever was not asked under this computer's own name.

        A page elsewhere on the web may lead a name of its own here, and read drafts.
        """
        if not super().parse_request():
            return False
        port = self.connection.getsockname()[1]
        named = self.headers.get_all("Host", [])
        if named not in ([f"127.0.0.1:{port}"], [f"localhost:{port}"]):
            self.send_error(403)
        elif not self.path.startswith("/"):
            self.send_error(400)
        else:
            return True
        return False

    def do_GET(self) -> None:
        try:
            self._answer()
        except (FileNotFoundError, ValueError):  # ValueError: a name with a NUL
            self.send_error(404)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            self.send_error(404)

    def _answer(self) -> None:
        if self.path == STATE:
            self._send(self.preview.state, "application/json")
            return
        path = Path(self.translate_path(self.path))
        page = (
            path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        )
        if page.suffix == ".html" and page.is_file():
            self._send(page.read_bytes() + _TAG.encode(), "text/html; charset=utf-8")
        elif not (self.preview.root / "build" / "site").is_dir():
            report = for_html(self.preview.report)
            self._send(
                f"<!doctype html><pre>{report}</pre>{_TAG}".encode(),
                "text/html; charset=utf-8",
            )
        elif path.suffix in _TEXTS and path.is_file():
            kind = f"{self.guess_type(path)}; charset=utf-8"
            self._send(path.read_bytes(), kind)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        try:
            super().do_HEAD()
        except (OSError, ValueError):
            self.send_error(404)

    def list_directory(self, path: object) -> None:
        """Show no folder: the site has a page for each that may be seen."""
        del path
        self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def _send(self, data: bytes, kind: str) -> None:
        """Answer in few bytes where the browser can unpack them, as hosts do."""
        self.send_response(200)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        del format, args


class _Server(http.server.ThreadingHTTPServer):
    """Holds only so many lines at once; who hangs up is no mistake of ours."""

    request_queue_size = 128

    def __init__(self, *words: Any, **more: Any) -> None:  # noqa: ANN401 - theirs
        self._free = threading.BoundedSemaphore(AT_ONCE)
        super().__init__(*words, **more)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - theirs
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - theirs
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - theirs
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def start_server(preview: Preview, port: int) -> http.server.ThreadingHTTPServer:
    """Serve on 127.0.0.1 in a thread; port 0 picks a free one."""
    server = _Server(("127.0.0.1", port), functools.partial(_Handler, preview))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def watch(
    preview: Preview,
    day: Callable[[], datetime.date],
    tell: Callable[[Built], None],
) -> None:
    """Rebuild on every change until interrupted."""
    while True:
        built = preview.rebuild(day())
        if built is not None:
            tell(built)
        time.sleep(INTERVAL)
