"""The web server of the preview: answers the person's own browser alone.

Every HTML page gets a small script that asks for the state of the preview. A page that
changed loads again; a mistake is laid over it while the last good site stays.
"""

import errno
import functools
import gzip
import http.server
import socket
import sys
import threading
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any  # what the library passes
from urllib.parse import parse_qs, unquote, urlsplit

from prongsai.preview.state import Preview
from prongsai.site.escape import for_html

STATE = "/.prongsai/state"
PATIENCE, LONGEST = 10.0, 60.0
"""Seconds that a line may be silent, and that it may last."""
AT_ONCE = 64
"""Lines that are held at once; further ones are closed."""

_TEXTS = frozenset({".css", ".csv", ".js", ".json", ".svg", ".txt", ".xml"})

_SCRIPT = files("prongsai.preview").joinpath("preview.js").read_text(encoding="utf-8")
_TAG = f"<script>{_SCRIPT}</script>"


def _is_page(path: str) -> bool:
    return path.endswith(("/", ".html"))


def _address(path: str) -> str:
    """Return the address of a page as the site has it: `slug/2568/`, empty for home."""
    return path.removeprefix("/").removesuffix("index.html")


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
        asked = urlsplit(self.path)
        if asked.path == STATE:
            page = parse_qs(asked.query).get("page", ["/"])[0]
            self._send(self.preview.state(_address(page)), "application/json")
            return
        address = _address(unquote(asked.path))
        path = Path(self.translate_path(self.path))
        page_there = self.preview.page(address) if _is_page(asked.path) else None
        if page_there is not None:
            self._send(page_there + _TAG.encode(), "text/html; charset=utf-8")
        elif not (self.preview.root / "build" / "site").is_dir():
            report = for_html(self.preview.report)
            self._send(
                f"<!doctype html><pre>{report}</pre>{_TAG}".encode(),
                "text/html; charset=utf-8",
            )
        elif live := self.preview.live.file(address):
            self._send(live, self._kind(path))
        elif path.suffix in _TEXTS and path.is_file():
            self._send(path.read_bytes(), self._kind(path))
        else:
            super().do_GET()

    def _kind(self, path: Path) -> str:
        kind = self.guess_type(path)
        return f"{kind}; charset=utf-8" if path.suffix in _TEXTS else kind

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
