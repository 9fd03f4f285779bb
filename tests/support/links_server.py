"""A server of all hosts that answers links in every way, and content with links.

A server on this machine is the proxy, so that any host can be asked for and no request
leaves it.
"""

import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

import pytest

REDIRECTS = {
    "/moved": (301, "/plan"),
    "/moved-for-now": (302, "/plan"),
    "/moved-then-for-now": (308, "/moved-for-now"),
    "/moved-to-nothing": (301, "/gone"),
    "/moved-to-home": (302, "/"),
    "/moved-to-thai": (301, "/แผน"),
    "/moved-to-office": (302, "http://192.168.1.9/secret"),
    "/moved-to-app": (302, "line://open"),
    "/moved-to-nowhere": (302, "http://[broken"),
    "/members-only": (302, "/wp-login.php?to=plan"),
    "/round": (302, "/round"),
    "/same-host-elsewhere": (302, "http://other.go.th/slow"),
}


STATUSES = {"/gone": 404, "/gone-for-good": 410, "/down": 503, "/secret": 401}


@dataclass(kw_only=True)
class Seen:
    """What the server saw, and what its slow pages wait for."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    ranges: list[str] = field(default_factory=list)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    four: threading.Barrier = field(default_factory=lambda: threading.Barrier(4))
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def urls(self) -> list[str]:
        return [url for _, url in self.asked]


class Handler(BaseHTTPRequestHandler):
    seen: Seen

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        seen, url = self.seen, self.path
        host = urlsplit(url).hostname or ""
        with seen.lock:
            seen.asked.append((self.command, url))
            seen.agents.add(self.headers["User-Agent"])
            if self.command == "GET":
                seen.ranges.append(self.headers["Range"])
            for name in (host, "all"):
                seen.now[name] += 1
                seen.most[name] = max(seen.most[name], seen.now[name])
        path = urlsplit(url).path
        if path == "/four":
            seen.four.wait(30)
        if path == "/slow":
            seen.over.wait(0.02)
        if path == "/hangs":
            seen.over.wait(30)
        # Told before answering: whoever has the answer may ask again at once.
        with seen.lock:
            seen.now[host] -= 1
            seen.now["all"] -= 1
        self.answer(path)

    do_HEAD = do_GET  # noqa: N815 - the name that the server looks for

    def answer(self, path: str) -> None:
        if path == "/hangs" or (path == "/hangs-up-on-head" and self.command == "HEAD"):
            self.close_connection = True
            return
        status, to = REDIRECTS.get(path, (STATUSES.get(path, 200), ""))
        if path == "/get-only":
            status = 405 if self.command == "HEAD" else 206
        if path == "/sets-cookie" and not self.headers["Cookie"]:
            status, to = 302, path
        self.send_response_only(status)
        if to:
            self.wfile.flush()
            self._headers_buffer.append(f"Location: {to}\r\n".encode())  # type: ignore[attr-defined]  # of http.server
        if path == "/sets-cookie":
            self.send_header("Set-Cookie", "seen=1")
        self.end_headers()

    def do_CONNECT(self) -> None:
        self.send_response_only(200)
        self.end_headers()
        self.wfile.write(b"this is not TLS\r\n")
        self.close_connection = True


def through(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
        if proxy and name in {"http_proxy", "https_proxy"}:
            monkeypatch.setenv(name, proxy)
