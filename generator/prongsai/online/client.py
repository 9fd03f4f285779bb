"""Ask whether addresses open; `online/fetch.py` reads what is there."""

import http.client
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import groupby
from threading import Lock
from urllib import request
from urllib.error import URLError
from urllib.parse import urldefrag, urlsplit

from prongsai.online.answer import Answer, End, Reason, Step
from prongsai.online.wire import HEADERS, ascii_url, leads_to, opener, reason_of
from prongsai.storage.side_by_side import in_threads
from prongsai.web_links import Shape, host_of, shape_of

AT_ONCE, REDIRECTS, SECONDS = 4, 5, 8.0

Ask = Callable[[str], Answer]


def ask_all(urls: Iterable[str], ask: Ask) -> Mapping[str, Answer]:
    """Ask for all addresses, at most four at a time, one at a time of each host."""
    hosts = [list(same) for _, same in groupby(sorted(urls, key=host_of), key=host_of)]

    def ask_host(same: list[str]) -> list[tuple[str, Answer]]:
        return [(url, ask(url)) for url in same]

    answers = in_threads(ask_host, hosts, AT_ONCE)
    return dict(pair for pairs in answers for pair in pairs)


class Asker:
    """Asks for addresses; may be called from several threads.

    A host gets one request at a time, also where redirects lead to it. A host that
    could not be connected is not tried again. Addresses inside an office network, or
    with a user's name in them, are never asked, not even after a redirect, or under a
    name that leads there.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """Wait at most `seconds` for a connection and for each piece of an answer."""
        self._seconds = seconds
        self._locks: dict[str, Lock] = {}
        self._gone: dict[tuple[str, str], Reason] = {}

    def __call__(self, url: str) -> Answer:
        """Follow the redirects to the end, as a browser without a login would."""
        with_cookies = opener()
        way: list[Step] = []
        while True:
            here = way[-1].to if way else url
            known = _by_shape(here, tuple(way))
            if known is not None:
                return known
            status, to = self._step(with_cookies, urldefrag(here).url)
            if status is Reason.INSIDE:
                return Answer(end=End.INSIDE, way=tuple(way))
            if isinstance(status, Reason):
                return Answer(end=End.UNREACHABLE, reason=status, way=tuple(way))
            if not to:
                return _last(status, tuple(way))
            way.append(Step(status=status, to=to))
            if len(way) > REDIRECTS:
                return Answer(end=End.LOOP, reason="", way=tuple(way))

    def _step(
        self, known: request.OpenerDirector, url: str
    ) -> tuple[int | Reason, str]:
        """Return the status, or why there is none, and where it leads on to."""
        host = host_of(url)
        parts = urlsplit(url)
        door = (parts.scheme, parts.netloc)
        with self._locks.setdefault(host, Lock()):
            if door in self._gone:
                return self._gone[door], ""
            try:
                return self._head_or_get(known, url)
            except URLError as error:
                self._gone[door] = reason_of(error.reason)
                return self._gone[door], ""
            except TimeoutError:
                return Reason.TIMEOUT, ""
            except (OSError, http.client.HTTPException, ValueError):
                return Reason.UNREADABLE, ""

    def _head_or_get(self, known: request.OpenerDirector, url: str) -> tuple[int, str]:
        """Ask with GET where HEAD fails: many servers know pages only by GET."""
        with suppress(ConnectionError):  # or hang up
            status, to = self._send(known, url, "HEAD")
            if status < 400:
                return status, to
        return self._send(known, url, "GET")

    def _send(
        self, known: request.OpenerDirector, url: str, method: str
    ) -> tuple[int, str]:
        headers = HEADERS if method == "HEAD" else {**HEADERS, "Range": "bytes=0-99"}
        asked = request.Request(ascii_url(url), headers=headers, method=method)  # noqa: S310 - the opener knows only http and https
        with known.open(asked, timeout=self._seconds) as answer:
            status = int(answer.status)
            return status, leads_to(url, status, answer.headers)


def _by_shape(url: str, way: tuple[Step, ...]) -> Answer | None:
    """Return what is known without asking; another rule reports typed logins."""
    if way and not (host_of(url) and urlsplit(url).scheme in {"http", "https"}):
        return Answer(end=End.UNREACHABLE, reason=Reason.UNREADABLE, way=way)
    shape = shape_of(url)
    if shape is Shape.PRIVATE or "@" in urlsplit(url).netloc:
        return Answer(end=End.INSIDE, reason="", way=way)
    return (
        Answer(end=End.LOGIN, reason="", way=way)
        if way and shape is Shape.LOGIN
        else None
    )


def _last(status: int, way: tuple[Step, ...]) -> Answer:
    """Judge the last status; 416 means a page shorter than the requested range."""
    if status < 300 or status == 416:
        return Answer(end=End.GOOD, reason="", way=way)
    ends = {401: End.LOGIN, 404: End.DEAD, 410: End.DEAD}
    return Answer(end=ends.get(status, End.UNREACHABLE), reason=str(status), way=way)
