"""Cut lines and killed publishes over real servers, while a visitor looks on.

`make torture-publish` runs 100 cuts and 50 kills a way; without it a few of each over
one. Cuts are at random pieces of what passes in either direction: the login, uploads,
renaming, removing, the manifest. At each a random part of the piece still passes.
"""

import itertools
import os
import pwd
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawler import Crawler
from cutting_proxy import CuttingProxy
from dav_servers import Dav
from ftp_servers import Ftp
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import variable
from publishing_project import served
from target_servers import PASSWORD, USER, Ssh, open_folder, web_server
from versions_to_publish import LINGERS, Publishers, bring, kill, version

WHOLE = bool(os.environ.get("PRONGSAI_TORTURE"))
CUTS, KILLS = (100, 50) if WHOLE else (2, 1)
# Not over WsgiDAV, which replaces no file in one step: `publish` says so each time.
SERVERS = ("sftp", "vsftpd", "proftpd", "apache_dav", "nginx_dav")
CUT_WAYS = SERVERS if WHOLE else ("sftp",)
KILL_WAYS = (*CUT_WAYS, "folder") if WHOLE else ("sftp",)
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", "20261126"))

pytestmark = [
    pytest.mark.slow,
    # httpcore leaves a socket open where the line is cut while TLS is set up.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <ssl.SSLSocket:"
        "pytest.PytestUnraisableExceptionWarning"
    ),
]


@dataclass(frozen=True, kw_only=True)
class Way:
    """How to publish to one server, straight or over the proxy.

    Attributes:
        folder: what the server gives out, on this computer.
        url: where to; `{port}` and `{host}` are put in.
        port, data: of the server.
        known: the environment of a publish.
    """

    folder: Path
    url: str
    port: int = 0
    data: range = field(default_factory=lambda: range(0))
    known: Mapping[str, str]

    def proxy(self) -> CuttingProxy:
        return CuttingProxy(to=self.port, data=self.data)

    def bring(self, root: Path, number: int, proxy: CuttingProxy | None = None) -> None:
        """Publish one version."""
        bring(root, self.url_over(proxy), number)

    def url_over(self, proxy: CuttingProxy | None) -> str:
        host, port = (proxy.host, proxy.port) if proxy else ("127.0.0.1", self.port)
        return self.url.format(host=host, port=port)


@pytest.fixture
def way(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Way]:
    monkeypatch.setattr("prongsai.publishing.removing.LINGER", LINGERS)
    known = {"HOME": str(tmp_path), variable("PASSWORD", "web"): PASSWORD}
    for name, one in known.items():  # put back at the end
        monkeypatch.setenv(name, one)
    with ExitStack() as ends:
        if request.param == "sftp":
            ssh: Ssh = request.getfixturevalue("ssh")
            known[variable("KEY_FILE", "web")] = str(ssh.key)
            monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
            user = pwd.getpwuid(os.geteuid()).pw_name
            folder = ends.enter_context(open_folder()) / "ita"
            url = f"sftp://{user}@{{host}}:{{port}}/{folder}"
            yield Way(folder=folder, url=url, port=ssh.port, known=known)
            return
        name = f"ita-{os.urandom(3).hex()}"
        known["SSL_CERT_FILE"] = str(request.getfixturevalue("authority_file"))
        monkeypatch.setenv("SSL_CERT_FILE", known["SSL_CERT_FILE"])
        if request.param == "folder":
            folder = ends.enter_context(open_folder()) / "ita"
            yield Way(folder=folder, url=f"folder://{folder}", known=known)
        else:
            server: Ftp | Dav = request.getfixturevalue(f"{request.param}_server")
            scheme, data = (
                ("ftps", server.data) if isinstance(server, Ftp) else ("davs", range(0))
            )
            yield Way(
                folder=server.home / name,
                url=f"{scheme}://{USER}@{{host}}:{{port}}/{name}",
                port=server.port,
                data=data,
                known=known,
            )


def report(what: str, visitor: Crawler, counted: Mapping[str, int]) -> None:
    """Print the figures, for who runs all of it."""
    figures = ", ".join(f"{name} {count}" for name, count in counted.items())
    print(  # noqa: T201 - for a person
        f"\n{what}: {figures}; requests {visitor.requests},"
        f" rounds {visitor.rounds}, broken {len(visitor.broken)}"
    )


@contextmanager
def visited(folder: Path) -> Iterator[Crawler]:
    """Let a visitor look on, and once more at the end; nothing may be broken."""
    with web_server(folder) as web:
        with Crawler(web, lingers=LINGERS) as visitor:
            yield visitor
            while not visitor.rounds:
                time.sleep(0.01)
        last = Crawler(web)
        last.round()
    assert visitor.broken + last.broken == []


@pytest.mark.parametrize("way", CUT_WAYS, indirect=True)
def test_a_line_that_is_cut_anywhere_leaves_a_whole_site(
    way: Way, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance, counted = random.Random(SEED), Counter[str]()
    with way.proxy() as proxy:
        way.bring(tmp_path, 0, proxy)
        proxy.again()
        way.bring(tmp_path, 1, proxy)
        whole = proxy.passed_pieces
        with visited(way.folder) as visitor:
            for number in itertools.takewhile(
                lambda _: counted["cuts"] < CUTS, itertools.count(2)
            ):
                down = number % 2 == 1
                proxy.again(
                    pieces=chance.randrange(whole),
                    part=chance.choice([0, 0, 1, chance.random()]),
                    alone=not down and chance.random() < 0.5,
                    down=down,
                )
                publish_again(way, tmp_path, number, proxy, counted)
                assert served(way.folder) == version(number)
    report(request.node.name, visitor, counted)
    known = {f"refused: {key}" for key in ("cut", "no-server", "no-answer")}
    assert set(counted) <= {"cuts", "none", *known}


def publish_again(
    way: Way, root: Path, number: int, proxy: CuttingProxy, counted: Counter[str]
) -> None:
    """Publish over the line that is cut, and once more if that was refused."""
    try:
        way.bring(root, number, proxy)
    except RefusedError as error:
        counted[f"refused: {error.key}"] += 1
        assert proxy.down
        proxy.again()
        way.bring(root, number, proxy)
        counted["cuts"] += 1
    else:
        counted["cuts" if proxy.happened else "none"] += 1


@pytest.mark.daily(
    "tests/publishing/test_cut_or_killed.py", "tests/publishing/test_torture.py"
)
@pytest.mark.parametrize("way", KILL_WAYS, indirect=True)
def test_a_publish_that_is_killed_anywhere_leaves_a_whole_site(
    way: Way, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    chance, counted = random.Random(SEED), Counter[str]()
    way.bring(tmp_path, 0)
    with (
        way.proxy() as proxy,
        Publishers(way.known) as publishers,
        visited(way.folder) as visitor,
    ):
        url = way.url_over(proxy)
        whole, seconds = measured(publishers, proxy, tmp_path, url)
        for number in itertools.takewhile(
            lambda _: counted["kills"] < KILLS, itertools.count(2)
        ):
            proxy.again()
            at = chance.random()
            process = publishers.start(tmp_path, url, number)
            wait_until(passed(proxy, at * whole) if way.port else after(at * seconds))
            kill(process)
            counted["kills" if publishers.end() else "ended before"] += 1
            again = number - chance.choice([0, 1, 2])
            way.bring(tmp_path, again)
            assert served(way.folder) == version(again)
    report(request.node.name, visitor, counted)


def measured(
    publishers: Publishers, proxy: CuttingProxy, root: Path, url: str
) -> tuple[int, float]:
    """Return the pieces and seconds of a publish that is not killed."""
    for number in (0, 1):  # the first waits until all is loaded
        proxy.again()
        begin = time.monotonic()
        publishers.start(root, url, number)
        assert publishers.end() == 0
    return proxy.passed_pieces, time.monotonic() - begin


def passed(proxy: CuttingProxy, pieces: float) -> Callable[[], bool]:
    """Return whether so many pieces have passed, when asked."""
    return lambda: proxy.passed_pieces >= pieces


def after(seconds: float) -> Callable[[], bool]:
    """Return whether so many seconds have passed, when asked."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def wait_until(enough: Callable[[], bool]) -> None:
    """Wait, but not for ever: a publish may take fewer pieces than the one before."""
    end = time.monotonic() + 5
    while not enough() and time.monotonic() < end:
        time.sleep(0.0005)


def test_the_visitor_sees_a_link_that_leads_to_nothing() -> None:
    with open_folder() as folder:
        (folder / "there").mkdir()
        (folder / "index.html").write_text('<a href="/there/">x</a>')
        (folder / "there/index.html").write_text('<a href="/gone/">x</a>')
        with web_server(folder) as web:
            visitor = Crawler(web)
            visitor.round()
    assert visitor.broken == ["/there/ -> /gone/: 404"]
