"""One request of a page in the tab as the application knows it, and its answer.

A service worker sees no cookies and may set none: they are kept here. The pages of the
desk lie below an address of their own (`/…/at/<key>/`); the application does not know
it, so what its answers lead to is put below it.
"""

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any  # what ASGI passes
from urllib.parse import unquote, urlsplit

from prongsai.desk.guard import COOKIE, Application

_LEADS = re.compile(
    rb"""((?:\s(?:href|src|action|hx-get|hx-post)="|url\("|\burl=))/(?!/)"""
)
"""Before an address, in the pages and styles of the desk."""

_REWRITTEN = ("text/html", "text/css")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back to the page."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(slots=True, kw_only=True)
class Bridge:
    """Asks the application of a tab.

    Attributes:
        origin: scheme, name and port of the tab's own address.
        below: the path that the desk lies below, with `/` at its end.
        key: what the desk's guard wants as a cookie.
    """

    application: Application
    origin: str
    below: str
    key: str
    _cookies: dict[str, str] = field(default_factory=dict)

    async def answer(
        self, method: str, address: str, headers: dict[str, str], body: bytes
    ) -> Answer:
        """Answer a request.

        Args:
            method: `GET`, `POST` …
            address: path and query below `below`, without a `/` at its beginning.
            headers: what the page sends; `origin` is that of the page it comes from.
            body: all of what it sends.
        """
        made = _Made()
        await self.application(
            self._scope(method, address, headers), _sends(body), made.take
        )
        return self._back(made)

    def _scope(
        self, method: str, address: str, headers: dict[str, str]
    ) -> MutableMapping[str, Any]:
        there, asked = urlsplit(self.origin), urlsplit(f"/{address}")
        cookies = {**self._cookies, COOKIE: self.key}
        given = {
            **{name.lower(): value for name, value in headers.items()},
            "host": there.netloc,
            "cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": there.scheme,
            "path": unquote(asked.path),
            "raw_path": asked.path.encode(),
            "query_string": asked.query.encode(),
            "root_path": "",
            "headers": [(n.encode(), v.encode()) for n, v in given.items()],
            "client": None,
            "server": None,
        }

    def _back(self, made: "_Made") -> Answer:
        kind = made.header("content-type")
        body = b"".join(made.parts)
        if kind.startswith(_REWRITTEN):
            body = _LEADS.sub(rb"\1" + self.below.encode(), body)
        headers = []
        for name, value in made.headers:
            if name == "set-cookie":
                self._keep(value)
            elif name == "location" and value.startswith("/"):
                headers.append((name, self.below + value.lstrip("/")))
            elif name != "content-length":
                headers.append((name, value))
        return Answer(status=made.status, headers=tuple(headers), body=body)

    def _keep(self, line: str) -> None:
        """Keep a cookie for this tab, as a browser would."""
        try:
            for name, one in SimpleCookie(line).items():
                self._cookies[name] = one.value
        except CookieError:  # what no browser would keep either
            return


@dataclass(slots=True, kw_only=True)
class _Made:
    """Collects an answer."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)

    async def take(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, value in message.get("headers", ())
            ]
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))

    def header(self, wanted: str) -> str:
        return next((value for name, value in self.headers if name == wanted), "")


def _sends(body: bytes) -> Any:  # noqa: ANN401 - as ASGI has it
    """Return what gives the body of a request, then nothing more."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        return left.pop() if left else {"type": "http.disconnect"}

    return receive
