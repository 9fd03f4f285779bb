"""The page around a tab, as far as what it sends goes: a browser's rules, without one.

Redirects are not followed and their place is not given; nothing is said of what fails.
Before each request the server is asked whether it may be sent, and must not lead away.
"""

import functools
import json
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from urllib import request
from urllib.error import HTTPError, URLError

import pytest

from prongsai.online.request import through_page
from prongsai.storage import capabilities


class _Stays(request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def sent_by_page(
    method: str, url: str, headers: str, body: bytes
) -> tuple[int, str, bytes]:
    """Send as the service worker does; status 0 where nothing is shown."""
    if _came("OPTIONS", url, headers, b"")[0] >= 300:
        return 0, "{}", b""
    status, named, data = _came(method, url, headers, body)
    return (0, '"redirect"', b"") if 300 <= status < 400 else (status, named, data)


def _came(method: str, url: str, headers: str, body: bytes) -> tuple[int, str, bytes]:
    given = json.loads(headers)
    asked = request.Request(url, data=body or None, headers=given, method=method)
    try:
        came = _opener(os.environ.get("SSL_CERT_FILE")).open(asked)
    except HTTPError as error:
        came = error
    except URLError:
        return 0, "{}", b""
    with came:
        return came.status, json.dumps(dict(came.headers.items())), came.read()


@functools.cache
def _opener(_: str | None) -> request.OpenerDirector:
    """Return what asks as a browser that trusts the authorities in a file."""
    secure = request.HTTPSHandler(context=ssl.create_default_context())
    return request.build_opener(_Stays, secure)


@contextmanager
def as_in_a_tab(patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Send by the page, without a thread; give `METHOD address` of each request."""
    asked: list[str] = []

    def page(
        method: str, url: str, headers: str, body: bytes
    ) -> tuple[int, str, bytes]:
        asked.append(f"{method} {url}")
        return sent_by_page(method, url, headers, body)

    with patch.context() as here:
        here.setattr(capabilities, "_LACKING", frozenset(capabilities.Capability))
        through_page.append(page)
        try:
            yield asked
        finally:
            through_page.clear()
