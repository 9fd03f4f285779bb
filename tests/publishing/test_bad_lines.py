"""Lines that stall, are slow, or change what passes over them."""

import os
import pwd
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

import paramiko
import pytest

from cutting_proxy import CuttingProxy
from dav_servers import Dav
from ftp_servers import Ftp, free_ports
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.secrets import Passwords, variable
from prongsai.publishing.transport import SENT_AHEAD, Transport
from prongsai.publishing.transport.ftp import FtpTransport
from publishing_project import served
from publishing_to import bring, refused, target_of
from target_servers import USER, Place, Ssh, open_folder, pyftpd

SITE: Mapping[str, str | bytes] = {
    "index.html": "home",
    **{f"a/o{number}/index.html": f"page {number}" for number in range(3)},
    **{f"a/files/{number}.pdf": os.urandom(40_000) for number in range(4)},
}

Site = Callable[[Mapping[str, str | bytes]], Here]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("known_password")]


def whole(folder: Path, site: Mapping[str, str | bytes] = SITE) -> bool:
    """Return whether a folder holds the site, byte for byte."""
    return served(folder) == {
        path: data.encode() if isinstance(data, str) else data
        for path, data in site.items()
    }


@pytest.mark.parametrize("fault", ["stall", "corrupt"])
def test_an_encrypted_line_that_stalls_or_garbles_is_given_up_and_repaired(
    ssh: Ssh,
    root: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    monkeypatch.setattr("prongsai.publishing.transport.sftp.SECONDS", 2.0)
    user = pwd.getpwuid(os.geteuid()).pw_name
    with (
        CuttingProxy(to=ssh.port, spend=60_000, fault=fault) as proxy,
        open_folder() as to,
    ):
        url = f"sftp://{user}@127.0.0.1:{proxy.port}/{to}/ita"
        bring(root, Place(folder=to / "ita", url=url), site(SITE))
        assert proxy.happened
        assert whole(to / "ita")


def test_a_server_that_answers_no_more_is_named_plainly_and_the_next_time_goes_on(
    vsftpd_server: Ftp,
    trusted: None,
    root: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del trusted
    monkeypatch.setattr("prongsai.publishing.transport.ftp.SECONDS", 0.5)
    name, server = f"ita-{os.urandom(3).hex()}", vsftpd_server
    with CuttingProxy(to=server.port, data=server.data) as proxy:
        url = server.url(name, host=proxy.host)
        place = Place(folder=server.home / name, url=url)
        proxy.again(pieces=150, fault="stall", down=True)
        error = refused(root, place, site(SITE))
        assert (error.key, error.facts) == ("cut", {})
        monkeypatch.setattr("prongsai.publishing.transport.ftp.SECONDS", 20)
        proxy.hang_up()  # vsftpd keeps a file that is being written from others
        proxy.again()
        bring(root, place, site(SITE))
    assert whole(place.folder)


def test_a_line_that_is_cut_while_tls_is_set_up_is_repaired(
    wsgi_dav_server: Dav, trusted: None, root: Path, site: Site
) -> None:
    del trusted
    port, home = wsgi_dav_server.port, wsgi_dav_server.home
    name = f"ita-{os.urandom(3).hex()}"
    with CuttingProxy(to=port, pieces=1) as proxy:
        url = f"davs://{USER}@127.0.0.1:{proxy.port}/{name}"
        bring(root, Place(folder=home / name, url=url), site(SITE))
        assert proxy.happened
    assert whole(home / name)


def test_little_waits_to_be_sent_so_that_a_slow_line_still_answers_in_time(
    vsftpd_server: Ftp, trusted: None, root: Path
) -> None:
    """A line of 10 kB a second has 64 kB away long before we give it up."""
    del trusted
    url = vsftpd_server.url("")
    target = target_of(Place(folder=vsftpd_server.home, url=url))
    with lines_to(root, target, Passwords(target)) as lines:
        waiting = lines.do(room_to_send)
    assert waiting <= 2 * SENT_AHEAD  # Linux doubles what it is asked for


def test_no_piece_of_a_login_waits_for_the_one_before(
    ssh: Ssh, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    begin = paramiko.Transport.start_client

    def noted(self: paramiko.Transport, **given: object) -> None:
        begun.append(self.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        begin(self, **given)

    monkeypatch.setattr(paramiko.Transport, "start_client", noted)
    url = f"sftp://{USER}@127.0.0.1:{ssh.port}/"
    target = target_of(Place(folder=root, url=url))
    with lines_to(root, target, Passwords(target)) as lines:
        lines.do(lambda line: line.names())
    assert begun
    assert all(begun)


def room_to_send(line: Transport) -> int:
    """Return how many bytes may wait on a data connection."""
    assert isinstance(line, FtpTransport)
    with line.system.ftp.transfercmd("STOR slow.txt") as data:
        return int(data.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF))


@pytest.mark.parametrize("again", [False, True], ids=["once", "always"])
def test_what_an_open_line_changed_is_sent_again_or_refused(
    root: Path, site: Site, *, again: bool
) -> None:
    _, data = free_ports()
    with (
        open_folder() as folder,
        pyftpd(None, folder, passive_ports=list(data)) as server,
        Garbling(to=server.port, data=data, again=again) as proxy,
    ):
        url = f"ftp://{USER}@{proxy.host}:{proxy.port}/ita"
        place = Place(folder=folder / "ita", url=url)
        if again:
            error = refused(root, place, site(SITE))
            assert error.key == "garbled"
            assert served(place.folder) == {}
        else:
            bring(root, place, site(SITE))
            assert whole(place.folder)
        assert proxy.happened


class Garbling(CuttingProxy):
    """Changes a byte of what is uploaded that begins like a document of the test.

    Attributes:
        again: whether it does so each time.
    """

    def __init__(self, *, to: int, data: range, again: bool) -> None:
        super().__init__(to=to, data=data)
        self.again_and_again = again

    def _spent(self, data: bytes, ends: object) -> bytes | None:
        del ends
        if len(data) < 8000 or (self.happened and not self.again_and_again):
            return data
        self.happened = True
        return data[:4000] + bytes([(data[4000] + 1) % 256]) + data[4001:]
