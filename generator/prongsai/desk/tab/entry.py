"""What `static/worker.js` calls: plain values in, plain values out."""

import json
from pathlib import Path
from typing import Protocol

from prongsai.desk.tab.bridge import Bridge
from prongsai.desk.tab.opening import opened
from prongsai.desk.tab.packing import pack, unpack
from prongsai.online import request
from prongsai.storage.confined import here

_open: list[Bridge] = []


class Buffer(Protocol):
    """Bytes of the page's own language."""

    def to_bytes(self) -> bytes:
        """Return them as ours."""


class Sends(Protocol):
    """A function of the page that sends a request; it returns a list of its own."""

    def __call__(
        self, method: str, url: str, headers: str, body: bytes
    ) -> tuple[int, str, Buffer]:
        """Return status, headers (JSON) and body."""


class Told(Protocol):
    """A function of the page's own language."""

    def __call__(self, name: str) -> None:
        """Take the name of what is being read."""


def open_desk(root: str, origin: str, below: str, language: str, browser: str) -> None:
    """Open the desk of a folder; all requests are of this one from now on."""
    _open[:] = [opened(Path(root), origin, below, language, browser)]


async def answer(
    method: str, address: str, headers: str, body: Buffer
) -> tuple[int, str, bytes]:
    """Return status, headers (JSON) and body of the answer to a request."""
    given = dict(json.loads(headers))
    made = await _open[0].answer(method, address, given, body.to_bytes())
    return made.status, json.dumps(made.headers), made.body


def packed(root: str, below: str) -> bytes:
    """Return a folder, or a part of it, as a ZIP."""
    return pack(Path(root), below)


def unpacked(root: str, data: Buffer) -> str:
    """Put the files of a ZIP into a folder; return why not, empty where they are."""
    return unpack(Path(root), data.to_bytes())


def watched(told: Told, ended: str) -> None:
    """Report what is read to the page, and refuse what it had to be ended for."""
    here.watch[0] = told
    here.ended |= {ended} - {""}


def reaches(sends: Sends) -> None:
    """Send by the page from now on what goes to another origin."""

    def page(
        method: str, url: str, headers: str, body: bytes
    ) -> tuple[int, str, bytes]:
        status, named, data = sends(method, url, headers, body)
        return status, named, data.to_bytes()

    request.through_page[:] = [page]
