"""A visitor who opens the site all the while, and every link of every page got."""

import http.client
import re
import threading
import time
from typing import Self
from urllib.parse import urljoin

_LINK = re.compile(r'(?:href|src)="([^"#]+)"')

_PAUSE = 0.001
"""Seconds after each answer, so that the publish has its share of this computer."""


class Crawler:
    """Crawls over HTTP in a thread until the block ends.

    Every link is asked for at once when its page was got, and has to work: what goes
    away stays for `lingers` seconds. After those, and on a page that went away itself,
    a link to nothing counts only if its page, asked for again, still has it, and so has
    every page on the way there from the home page.

    Attributes:
        requests: how many answers it got.
        rounds: how often it went through the whole site.
        broken: each page with the link that led to nothing.
    """

    def __init__(self, port: int, *, lingers: float = 0) -> None:
        self._port, self._lingers = port, lingers
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.rounds = self.requests = 0
        self.broken: list[str] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ends.is_set():
            self.round()
            self._ends.wait(0.02)

    def round(self) -> None:
        """Open every page that can be reached."""
        self._line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        waiting, came = ["/"], {"/": ""}
        while waiting and not self._ends.is_set():
            page, got = waiting.pop(), time.monotonic()
            status, text = self._get(page)
            if page == "/" and status != 200:
                self.broken.append(f"/: {status}")
            for link in sorted(links(page, text)):
                status, _ = self._get(link)
                soon = time.monotonic() - got < self._lingers
                if status != 200 and (
                    (soon and self._stays(page)) or self._still_broken(came, page, link)
                ):
                    self.broken.append(f"{page} -> {link}: {status}")
                if link not in came and link.endswith("/"):
                    came[link] = page
                    waiting.append(link)
        self._line.close()
        self.rounds += 1

    def _stays(self, page: str) -> bool:
        """Return whether a page is no part of what is being removed."""
        self._ends.wait(0.2)
        return self._get(page)[0] == 200

    def _still_broken(self, came: dict[str, str], page: str, link: str) -> bool:
        if self._get(link)[0] == 200:
            return False
        while page:
            if link not in links(page, self._get(page)[1]):
                return False
            page, link = came[page], page
        return True

    def _get(self, path: str) -> tuple[int, str]:
        self._line.request("GET", path)
        answer = self._line.getresponse()
        self.requests += 1
        self._ends.wait(_PAUSE)
        return answer.status, answer.read().decode("utf-8", "replace")


def links(page: str, text: str) -> set[str]:
    return {urljoin(page, link) for link in _LINK.findall(text)}
