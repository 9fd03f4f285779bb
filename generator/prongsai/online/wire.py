"""What all requests to the network have in common; only this package makes them."""

import errno
import functools
import http.client
import os
import socket
import ssl
from contextlib import suppress
from email.message import Message
from typing import Any  # what the library hands on
from urllib import request
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from prongsai import __version__
from prongsai.online.answer import Reason
from prongsai.web_links import is_public

HEADERS = {"User-Agent": f"prongsai/{__version__}", "Accept": "*/*"}

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRUSTED = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where OpenSSL looks for authorities, if not in its own place."""
_SAFE = "!#$%&'()*+,/:;=?@[]~"


class InsideError(OSError):
    """A name leads to an address that is not of the Internet."""


def public_line(
    place: tuple[str, int], timeout: float, source: tuple[str, int] | None = None
) -> socket.socket:
    """Connect to a host if all its addresses are public, and only to those.

    The addresses are looked up once: a name that leads elsewhere a moment later is not
    asked again.

    Raises:
        InsideError: one of the addresses is not of the Internet.
        OSError: there is no connection.
    """
    failed = OSError("no address")
    for address in _public_addresses(*place):
        try:
            return socket.create_connection((address, place[1]), timeout, source)
        except OSError as error:
            failed = error
    raise failed


def _public_addresses(host: str, port: int, flags: int = 0) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not all(map(is_public, addresses)):
        raise InsideError(errno.EACCES, host)
    return addresses


class _Http(request.HTTPHandler):
    """Asks over http only what is public, or `own`."""

    def __init__(self, own: str) -> None:
        super().__init__()
        self._own = own

    def http_open(self, req: request.Request) -> http.client.HTTPResponse:
        return self.do_open(
            _connection(http.client.HTTPConnection, req, self._own), req
        )


class _Https(request.HTTPSHandler):
    """Asks over https only what is public, or `own`."""

    def __init__(self, own: str) -> None:
        self._trusts = _trusting(*map(os.environ.get, _TRUSTED))
        super().__init__(context=self._trusts)
        self._own = own

    def https_open(self, req: request.Request) -> http.client.HTTPResponse:
        kind = _connection(http.client.HTTPSConnection, req, self._own)
        return self.do_open(kind, req, context=self._trusts)


@functools.lru_cache(maxsize=2)
def _trusting(*_: str | None) -> ssl.SSLContext:
    """Return the authorities that this computer trusts; to read them takes 30 ms."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _connection(
    kind: type[http.client.HTTPConnection], req: request.Request, own: str
) -> Any:  # noqa: ANN401 - the library's own protocol for a maker of connections
    """Return a maker of connections for a request.

    A proxy may be inside, and looks names up itself; only numbers are looked at here.
    """
    if (urlsplit(req.full_url).hostname or "") == own:
        return kind
    if req.host != urlsplit(req.full_url).netloc:
        with suppress(socket.gaierror):
            host = urlsplit(req.full_url).hostname or ""
            _public_addresses(host, 0, socket.AI_NUMERICHOST)
        return kind
    return functools.partial(_public, kind)


def _public(
    kind: type[http.client.HTTPConnection],
    *words: Any,  # noqa: ANN401 - handed on to the library
    **more: Any,  # noqa: ANN401 - handed on to the library
) -> http.client.HTTPConnection:
    made = kind(*words, **more)
    made._create_connection = public_line  # type: ignore[attr-defined]  # noqa: SLF001 - what `connect` calls since 3.4
    return made


def opener(own: str = "") -> request.OpenerDirector:
    """Return an opener for http and https, through the office's proxy if there is one.

    It returns redirects and errors as they are; cookies are kept for one link, since
    some sites redirect in a circle without them. Only the host `own` may be inside.
    """
    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        _Http(own),
        _Https(own),
        request.HTTPCookieProcessor(),
        request.UnknownHandler(),
    ):
        made.add_handler(handler)
    return made


def leads_to(url: str, status: int, headers: Message) -> str:
    """Return the address that a redirect leads to, empty for any other answer."""
    to = str(headers.get("Location", "")) if status in _REDIRECTS else ""
    # Headers are read as Latin-1, but Thai in them is UTF-8.
    to = to.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    return urljoin(url, to) if to else ""


def reason_of(error: object) -> Reason:
    """Return why there was no connection."""
    if isinstance(error, InsideError):
        return Reason.INSIDE
    if isinstance(error, socket.gaierror):
        again = error.errno == socket.EAI_AGAIN
        return Reason.NETWORK if again else Reason.DNS
    if isinstance(error, ssl.SSLError):
        return Reason.TLS
    if isinstance(error, ConnectionRefusedError):
        return Reason.REFUSED
    number = error.errno if isinstance(error, OSError) else 0
    network = number in {errno.ENETUNREACH, errno.ENETDOWN}
    return Reason.NETWORK if network else Reason.NO_CONNECTION


def ascii_url(url: str) -> str:
    """Write an address as it goes over the wire: Thai as percents, hosts as IDNA."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    path, query = quote(parts.path, _SAFE), quote(parts.query, _SAFE)
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))
