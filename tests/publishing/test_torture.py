"""Cut lines and killed publishes over real servers, while a visitor looks on.

`make torture-publish` runs 100 cuts and 50 kills; without it a few of each.
"""

import os
import pwd
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler import Crawler
from cutting_proxy import CuttingProxy
from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.lines import Patience
from prongsai.publishing.lock import Waiting
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords, variable
from prongsai.publishing.targets import read_target
from publishing_project import served
from site_in_memory import here_of
from target_servers import Ssh, open_folder, web_server

CUTS = int(os.environ.get("PRONGSAI_TORTURE_CUTS", "2"))
KILLS = int(os.environ.get("PRONGSAI_TORTURE_KILLS", "2"))
PAGES = 12
SOON = Waiting(seconds=20, silent=0.3, beats=0.1, looks=0.05)

pytestmark = pytest.mark.slow


def version(number: int) -> dict[str, bytes]:
    """Return a site whose every page links to what only this version has."""
    links = [f"p{at}/" for at in range(PAGES)] + [f"v{number}/", f"v{number}/more/"]
    own = f"assets/v{number}.css"
    body = "".join(f'<a href="/{link}">x</a>' for link in links)
    page = f'<link href="/{own}">{body}<p>{number}</p>'.encode()
    files = {f"{link}index.html": page for link in links}
    files |= {"index.html": page, own: b"x" * 2000}
    files |= {f"v{number}/files/{at}.pdf": os.urandom(20_000) for at in range(3)}
    return files


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as made:
        (made / "ita").mkdir()
        yield made / "ita"


def bring(root: Path, port: int, folder: Path, site: Path, number: int) -> None:
    """Publish one version over SFTP."""
    user = pwd.getpwuid(os.geteuid()).pw_name
    url = f"sftp://{user}@127.0.0.1:{port}/{folder}"
    target = read_target(PublishTarget(name="web", url=url))
    here = here_of(site / str(number), version(number))
    patience = Patience(tries=3, first=0.01)
    with lines_to(root, target, Passwords(target), patience) as lines:
        publish(lines, here, target, Wishes(many=True, waiting=SOON))


@pytest.fixture
def logged_in(ssh: Ssh, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ssh:
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return ssh


@pytest.mark.parametrize("down", [False, True], ids=["repaired", "down"])
def test_a_line_that_is_cut_anywhere_leaves_a_whole_site(
    logged_in: Ssh, folder: Path, tmp_path: Path, *, down: bool
) -> None:
    chance = random.Random(20261126 + down)
    with (
        CuttingProxy(to=logged_in.port) as proxy,
        web_server(folder) as web,
    ):
        bring(tmp_path, proxy.port, folder, tmp_path, 0)
        proxy.again(-1)
        bring(tmp_path, proxy.port, folder, tmp_path, 1)
        whole, refused = proxy.passed, list[str]()
        with Crawler(web) as visitor:
            for number in range(2, 2 + CUTS // 2):
                proxy.again(chance.randrange(whole), down=down)
                try:
                    bring(tmp_path, proxy.port, folder, tmp_path, number)
                except RefusedError as error:
                    refused.append(error.key)
                    proxy.again(-1)
                    bring(tmp_path, proxy.port, folder, tmp_path, number)
                assert served(folder) == served(tmp_path / str(number))
        visitor.round()
        assert visitor.broken == []
        assert visitor.rounds > 1
        assert set(refused) <= {"cut", "no-server"}
        assert len(refused) == (CUTS // 2 if down else 0)


@pytest.mark.parametrize("fault", ["stall", "corrupt"])
def test_a_line_that_stalls_or_garbles_is_given_up_and_repaired(
    logged_in: Ssh,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    monkeypatch.setattr("prongsai.publishing.transport.sftp.SECONDS", 1.0)
    with CuttingProxy(to=logged_in.port, spend=60_000, fault=fault) as proxy:
        bring(tmp_path, proxy.port, folder, tmp_path, 0)
        assert proxy.passed > 60_000
    assert served(folder) == served(tmp_path / "0")


KILLED = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from test_torture import bring
bring(Path({root!r}), {port}, Path({folder!r}), Path({root!r}), {number})
"""


def test_a_publish_that_is_killed_anywhere_leaves_a_whole_site(
    logged_in: Ssh, folder: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261126)
    with CuttingProxy(to=logged_in.port) as proxy:
        bring(tmp_path, proxy.port, folder, tmp_path, 0)
        whole = proxy.passed
        with web_server(folder) as web, Crawler(web) as visitor:
            for number in range(1, 1 + KILLS):
                proxy.again(-1)
                killed_after(
                    chance.randrange(whole * 9 // 10), proxy, folder, tmp_path, number
                )
                again = 1000 + number
                bring(tmp_path, logged_in.port, folder, tmp_path, again)
                assert served(folder) == served(tmp_path / str(again))
    assert visitor.broken == []
    assert visitor.rounds > 0


def killed_after(
    count: int, proxy: CuttingProxy, folder: Path, root: Path, number: int
) -> None:
    """Publish in a process that is killed when so many bytes have passed."""
    text = KILLED.format(
        path=[str(Path(__file__).parent), *sys.path],
        root=str(root),
        port=proxy.port,
        folder=str(folder),
        number=number,
    )
    process = subprocess.Popen([sys.executable, "-c", text])
    while proxy.passed < count and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def test_the_visitor_sees_a_link_that_leads_to_nothing(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "index.html").write_text('<a href="/there/">x</a>')
    (folder / "there/index.html").write_text('<a href="/gone/">x</a>')
    with web_server(folder) as web:
        visitor = Crawler(web)
        visitor.round()
    assert visitor.broken == ["/there/ -> /gone/: 404"]
