"""A desk over a small project, asked without a network or through a real server."""

import asyncio
import datetime
import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

import small_site
from prongsai.desk.application import desk_application
from prongsai.desk.around import Around
from prongsai.desk.guard import COOKIE, Guard, token
from prongsai.desk.importing.on_disk import OnDiskImporter
from prongsai.desk.on_disk import OnDisk
from prongsai.desk.past_on_disk import PastOnDisk
from prongsai.desk.works_here import WorksHere
from prongsai.site.frame import Frames

KEY = "a-key-of-the-tests"
NOW = datetime.datetime(2025, 1, 15, 9, 30)  # noqa: DTZ001 - the agency's own clock
YEAR = "/ban-rai/2568"
POST = "ปลัดเทศบาล"


def make_project(root: Path) -> Path:
    """Write the small site into a folder."""
    for path, text in small_site.SITE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path in small_site.FILES:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(small_site.PICTURE)
    return root


def around_of(root: Path, now: datetime.datetime = NOW) -> Around:
    return Around(
        past=PastOnDisk(root=root, clock=lambda: now),
        works=WorksHere(root=root, clock=lambda: now),
    )


def application(
    root: Path,
    hosts: frozenset[str] = frozenset(),
    around: Around | None = None,
    now: datetime.datetime = NOW,
) -> Guard:
    return desk_application(
        OnDisk(root=root),
        Frames(root=root),
        lambda: now,
        KEY,
        around=around or around_of(root, now),
        importer=OnDiskImporter(root=root),
        hosts=hosts,
    )


@dataclass(slots=True)
class Asked:
    """The desk of one project, as a browser with its cookie asks it."""

    root: Path
    hosts: frozenset[str] = frozenset()
    cookies: dict[str, str] = field(default_factory=lambda: {COOKIE: KEY})
    _desk: Any = None
    works: Any = None

    def __post_init__(self) -> None:
        around = around_of(self.root)
        self.works = around.works
        self._desk = application(self.root, self.hosts, around)

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._ask("GET", path, **more)

    def post(
        self, path: str, data: dict[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        """Send a form with its token, from a page of the desk."""
        headers = {"origin": "http://desk", **more.pop("headers", {})}
        form = {"token": token(KEY), **(data or {})}
        return self._ask("POST", path, data=form, headers=headers, **more)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"cookie": cookie.encode(), **more.pop("headers", {})}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._desk)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://desk"
            ) as client:
                return await client.request(method, path, headers=headers, **more)

        return asyncio.run(ask())

    @property
    def year_file(self) -> Path:
        return self.root / small_site.YEAR / "disclosures.yml"

    @property
    def written(self) -> str:
        """Return the year's file as it is on the disk."""
        return self.year_file.read_text(encoding="utf-8")

    def files(self) -> dict[str, str]:
        """Return the hash of every file of the project that is not the desk's own."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not {".prongsai", "build"} & set(path.parts)
        }


def alert(answer: httpx.Response) -> str:
    """Return what a page says on top, as text."""
    found = re.search(r'role="alert">(.*?)</', answer.text, re.DOTALL)
    return found[1].strip() if found else ""


def works(desk: Asked) -> None:
    """Let a post work at the desk."""
    answer = desk.post("/who", {"post": POST, "there": f"{YEAR}/"})
    desk.cookies["prongsai-post"] = answer.cookies["prongsai-post"]


def order(desk: Asked, work: str, **fields: str) -> str:
    """Order some work, wait for its end, and return its page."""
    page = f"{YEAR}/work/{work}"
    answer = desk.post(page, fields)
    if answer.status_code != 303:
        return answer.text
    for _ in range(1200):
        shown = desk.get(page).text
        if "กำลังทำ หน้านี้เปลี่ยนเอง" not in shown:
            return shown
        time.sleep(0.1)
    pytest.fail("the work did not end")


@contextmanager
def serving(root: Path, now: datetime.datetime = NOW) -> Iterator[str]:
    """Serve the desk of a project on loopback; give the address that opens it."""
    import socket

    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    port = listening.getsockname()[1]
    hosts = frozenset({f"127.0.0.1:{port}"})
    settings = uvicorn.Config(
        application(root, hosts, now=now), log_level="error", lifespan="off"
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}/?key={KEY}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
