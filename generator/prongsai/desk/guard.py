"""Only hers: every request must come from the page that this desk itself made.

The address that the program opens has a key; it becomes a cookie that no other site can
make the browser send. Host and Origin are compared, so that a page elsewhere on the web
cannot reach the desk under a name of its own, and a form needs the token of its page.
"""

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeAlias  # what ASGI passes
from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from prongsai import messages
from prongsai.site.escape import for_html

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "prongsai-desk"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""What a page of the desk may load: its own files, no script or style within it."""

_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Stands before an application.

    Attributes:
        inner: the application.
        key: what the first address and the cookie must contain.
        hosts: the names under which it may be asked, with port; none: any.
    """

    inner: Application
    key: str
    hosts: frozenset[str] = frozenset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        request = HTTPConnection(scope)
        refusal = self._refusal(request)
        if refusal is None:
            await self.inner(scope, receive, _with_headers(send))
        else:
            await refusal(scope, receive, _with_headers(send))

    def _refusal(self, request: HTTPConnection) -> Response | None:
        if self.hosts and request.headers.get("host", "") not in self.hosts:
            return _refused()
        if "key" in request.query_params:
            return self._welcome(request)
        if not self._same(request.cookies.get(COOKIE, "")):
            return _refused()
        changes = request.scope["method"] not in {"GET", "HEAD"}
        return _refused() if changes and not _from_here(request) else None

    def _same(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.key.encode())

    def _welcome(self, request: HTTPConnection) -> Response:
        """Turn the key of the address into a cookie, and lead on without it.

        A redirect would not do: what another program opened is no page of ours yet, and
        the browser would keep the strict cookie back.
        """
        if not self._same(request.query_params["key"]):
            return _refused()
        query = [one for one in request.query_params.multi_items() if one[0] != "key"]
        path = "/" + request.url.path.lstrip("/\\")
        there = for_html(f"{path}?{urlencode(query)}" if query else path)
        page = _page("welcome", f'<meta http-equiv="refresh" content="0;url={there}">')
        answer = HTMLResponse(page)
        answer.set_cookie(COOKIE, self.key, httponly=True, samesite="strict", path="/")
        return answer


def token(key: str) -> str:
    """Return the token that every form carries."""
    return hmac.new(key.encode(), b"form", "sha256").hexdigest()


def _from_here(request: HTTPConnection) -> bool:
    """Return whether a form was sent by a page of the same address."""
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_missing(message)]
        await send(message)

    return sent


def _missing(message: MutableMapping[str, Any]) -> Iterable[tuple[bytes, bytes]]:
    """Yield the headers that an answer does not have yet."""
    have = {name.lower() for name, _ in message.get("headers", ())}
    wanted = {"content-security-policy": POLICY, **_HEADERS}
    for name, value in wanted.items():
        if name.encode() not in have:
            yield name.encode(), value.encode()


def _refused() -> Response:
    return HTMLResponse(_page("refused"), status_code=403)


def _page(key: str, head: str = "") -> str:
    words = for_html(messages.text("desk", key))
    return (
        f'<!doctype html><html lang="th"><meta charset="utf-8">{head}'
        f"<title>{words}</title><p>{words}</p></html>"
    )
