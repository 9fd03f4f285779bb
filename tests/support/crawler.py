"""A visitor who opens the site all the while, and every link of every page got."""

import http.client
import re
import threading
from typing import Self
from urllib.parse import urljoin

_LINK = re.compile(r'(?:href|src)="([^"#]+)"')


class Crawler:
    """Crawls over HTTP in a thread until the block ends.

    A link to nothing counts if its page, asked for again, still has it, and so has
    every page on the way there from the home page: a page that was got a moment before
    it changed may lead to what has just been removed, or is about to be.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.rounds = 0
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
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        waiting, came = ["/"], {"/": ""}
        while waiting and not self._ends.is_set():
            page = waiting.pop()
            status, text = get(line, page)
            if page == "/" and status != 200:
                self.broken.append(f"/: {status}")
            for link in links(page, text):
                status, _ = get(line, link)
                if status != 200 and self._still_broken(line, came, page, link):
                    self.broken.append(f"{page} -> {link}: {status}")
                if link not in came and link.endswith("/"):
                    came[link] = page
                    waiting.append(link)
        line.close()
        self.rounds += 1

    def _still_broken(
        self,
        line: http.client.HTTPConnection,
        came: dict[str, str],
        page: str,
        link: str,
    ) -> bool:
        if get(line, link)[0] == 200:
            return False
        while page:
            if link not in links(page, get(line, page)[1]):
                return False
            page, link = came[page], page
        return True


def get(line: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    line.request("GET", path)
    answer = line.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def links(page: str, text: str) -> set[str]:
    return {urljoin(page, link) for link in _LINK.findall(text)}
