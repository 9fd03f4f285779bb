"""How requests of WebDAV get out: over connections of our own, or by a tab's page."""

import socket
import ssl
from collections.abc import Callable, Mapping

from httpx import (
    BaseTransport,
    ConnectError,
    ConnectTimeout,
    HTTPTransport,
    Request,
    Response,
    TransportError,
)

from prongsai.online.answer import Reason
from prongsai.online.request import NoReplyError, Reply, send, through_page
from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.targets import Target
from prongsai.publishing.transport import SENT_AHEAD
from prongsai.publishing.transport.tls import tls_refusal
from prongsai.publishing.transport.unshown import Unshown

_OF_THE_BROWSER = frozenset(
    {"accept", "accept-encoding", "connection", "content-length", "host", "user-agent"}
)
"""Headers that the browser writes itself; each one more has to be allowed."""

_UNDONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers of an answer that say how it was packed: the browser has unpacked it."""


class PageTransport(BaseTransport):
    """Sends by the page of a tab.

    A page does not see where a redirect leads, and often not that there is one. Servers
    lead from a folder's name to that with a slash, so that is asked when one looks; no
    other redirect is followed.
    """

    def __init__(self, target: Target) -> None:
        """Ask nothing yet."""
        self._unshown = Unshown(target.host, target.name)

    def handle_request(self, request: Request) -> Response:
        """Return what came back.

        Raises:
            RefusedError: a person did not allow it, or the host does not.
            CutError: nothing came back this time.
        """
        came = self._sent(request)
        headers = {
            name: one for name, one in came.headers.items() if name not in _UNDONE
        }
        return Response(came.status, headers=headers, content=came.body)

    def _sent(self, request: Request) -> Reply:
        method, url = request.method, str(request.url)
        headers = {
            name: one
            for name, one in request.headers.items()
            if name not in _OF_THE_BROWSER
        }
        failure: Exception
        try:
            came = _asked(method, url, headers, request.read())
        except NoReplyError as error:
            failure = self._unshown.failure(method, error)
        else:
            self._unshown.answered(method)
            return came
        raise failure


def _asked(method: str, url: str, headers: Mapping[str, str], body: bytes) -> Reply:
    try:
        return send(method, url, headers, body)
    except NoReplyError as error:
        folder = method == "PROPFIND" and not url.endswith("/")
        if error.reason is Reason.NOT_ALLOWED or not folder:
            raise
    return send(method, f"{url}/", headers, body)


def connection() -> BaseTransport:
    """Return a connection of our own."""
    return HTTPTransport(
        verify=ssl.create_default_context(),
        socket_options=[(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)],
    )


def ways_to(target: Target) -> Callable[[], BaseTransport]:
    """Return what gives each line its way out; in a tab they share one."""
    if not through_page:
        return connection
    shared = PageTransport(target)
    return lambda: shared


def not_connected(error: TransportError, host: str) -> Exception:
    """Return what it means that a connection of our own failed."""
    if not isinstance(error, ConnectError) or isinstance(error, ConnectTimeout):
        return CutError()
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return tls_refusal(cause, host)
        if isinstance(cause, socket.gaierror | ConnectionRefusedError):
            return RefusedError("no-server", host=host)
        cause = cause.__cause__ or cause.__context__
    return CutError()  # while TLS was set up
