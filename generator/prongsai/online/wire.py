"""What all requests to the network have in common; only this package makes them."""

import errno
import socket
import ssl
from email.message import Message
from urllib import request
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from prongsai import __version__
from prongsai.online.answer import Reason

HEADERS = {"User-Agent": f"prongsai/{__version__}", "Accept": "*/*"}

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def opener() -> request.OpenerDirector:
    """Return an opener for http and https, through the office's proxy if there is one.

    It returns redirects and errors as they are; cookies are kept for one link, since
    some sites redirect in a circle without them.
    """
    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
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
