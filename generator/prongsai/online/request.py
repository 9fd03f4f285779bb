"""One request over HTTP, from a computer or through the page of a browser's tab.

A tab opens no connection of its own. The page around it sends what it is given to an
origin that a person allowed, and reads the answer where the host lets it. No redirect
is followed, here or there: it could lead to somebody else.
"""

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol  # what JSON holds
from urllib import request
from urllib.error import URLError
from urllib.parse import urlsplit

from prongsai.online.answer import Reason
from prongsai.online.wire import ascii_url, opener, reason_of

SECONDS = 60.0
"""How long to wait for a connection, and for each piece of an answer."""

_PROGRAM = "User-Agent"
"""The browser says for itself what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back; `headers` have their names in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def tree(self) -> Any:  # noqa: ANN401 - whatever the server wrote
        """Return its body as JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body)


class NoReplyError(Exception):
    """Nothing came back; `reason` says why, in a tab without details."""

    def __init__(self, reason: Reason) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason


class Page(Protocol):
    """What the page of a tab does for us; plain values in, plain values out."""

    def __call__(
        self, method: str, url: str, headers: str, body: bytes
    ) -> tuple[int, str, bytes]:
        """Return status, headers (JSON) and body; status 0 where nothing came.

        Where it is 0, the headers are empty, or `"refused"` by a person, or
        `"redirect"`: the browser tells no page where to.
        """


_WHY = {'"refused"': Reason.NOT_ALLOWED, '"redirect"': Reason.REDIRECTED}

Send = Callable[[str, str, Mapping[str, str], bytes], Reply]

through_page: list[Page] = []
"""How a tab sends; there is none on a computer."""


def send(method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
    """Send a request and return what came back, redirects and errors as they are.

    Raises:
        NoReplyError: nothing came back.
    """
    if through_page:
        return _by_page(through_page[0], method, url, headers, body)
    asked = request.Request(  # noqa: S310 - the opener knows only http and https
        ascii_url(url), data=body or None, headers=dict(headers), method=method
    )
    try:
        with opener(urlsplit(url).hostname or "").open(asked, timeout=SECONDS) as came:
            named = {name.lower(): str(one) for name, one in came.headers.items()}
            return Reply(status=int(came.status), headers=named, body=came.read())
    except URLError as error:
        raise NoReplyError(reason_of(error.reason)) from None
    except TimeoutError:
        raise NoReplyError(Reason.TIMEOUT) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise NoReplyError(Reason.UNREADABLE) from None


def _by_page(
    page: Page, method: str, url: str, headers: Mapping[str, str], body: bytes
) -> Reply:
    own = {name: one for name, one in headers.items() if name != _PROGRAM}
    status, named, data = page(method, ascii_url(url), json.dumps(own), body)
    if not status:
        raise NoReplyError(_WHY.get(named, Reason.NOT_SHOWN))
    return Reply(status=status, headers=dict(json.loads(named)), body=data)
