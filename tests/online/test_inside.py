"""No link leads a check into an office network, however the way there is written."""

import socket
import threading
from collections.abc import Iterator

import pytest

from each import each
from prongsai.online.answer import Answer, End, Reason
from prongsai.online.client import Asker
from prongsai.online.fetch import Fetcher
from prongsai.online.wire import InsideError, public_line
from prongsai.web_links import Shape, is_public, shape_of

INSIDE = (
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "::ffff:0:7f00:1",
    "fec0::1",
    "100::1",
    "2001:0:7f00:1::",
    "192.0.0.1",
    "192.0.2.1",
    "2002:7f00:1::",
    "fc00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "3fff::1",
    "192.0.0.8",
    "192.88.99.1",
    "2001:4860::5efe:192.168.1.1",
    "2001:4860::200:5efe:127.0.0.1",
    "2002:a9fe:a9fe::1",
    "64:ff9b::a9fe:a9fe",
    "5f00::1",
    "240.0.0.1",
)
SPELLINGS = (
    "127.1",
    "127.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "0177.0.0.1",
    "2130706433",
    "017700000001",
    "１２７.0.0.1",
    "127。0。0。1",
    "127.0.0.1.",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "printer.local",
    "[::ffff:7f00:1]",
    "[::1]",
    "10.1",
    "0xa.1",
    "0",
    "127.0.0.1%00.example.org",
    "①②⑦.⓪.⓪.①",
    "127.000.000.001",
    "0x7F.1",
    "::1",
    "[fe80::1%25eth0]",
    "[64:ff9b:1::7f00:1]",
    "ip6-localhost",
    "router.home.arpa",
    "localhost.localdomain",
    "server.corp",
    "a.test",
    "①②⑦。1",
    "١٢٧.٠.٠.١",
    "0X7F.0x0.1",
    "2852039166",
    "[::ffff:a9fe:a9fe]",
    "lo\u00adcalhost",
    "127.1.",
)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, list[object]]]:
    """Listen inside; return the port and who came."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    line, who = server.accept()
                except OSError:
                    return
                came.append(who)
                with line:
                    line.recv(4096)
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=take)
        thread.start()
        yield server.getsockname()[1], came
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def named(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> None:
    """Let every name lead to these addresses, one answer after the other."""
    left = list(answers)

    def look_up(host: str, port: int, **_: object) -> list[object]:
        assert host
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(2, 1, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr("prongsai.online.wire.socket.getaddrinfo", look_up)


@each("address", INSIDE)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@each(
    "address",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "2001:4860::5efe:8.8.8.8"],
)
def test_an_address_of_the_internet_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_an_address_inside_is_asked(
    host: str, listening: tuple[int, list[object]]
) -> None:
    port, came = listening
    url = f"http://{host}:{port}/"
    assert shape_of(url) is Shape.PRIVATE
    assert Asker()(url) == Answer(end=End.INSIDE)
    assert came == []


@pytest.mark.parametrize(
    "addresses", [("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("::ffff:127.0.0.1",)]
)
def test_a_name_that_leads_inside_is_not_asked(
    addresses: tuple[str, ...],
    listening: tuple[int, list[object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port, came = listening
    named(monkeypatch, addresses)
    url = f"http://127.0.0.1.nip.io:{port}/"
    assert Asker()(url) == Answer(end=End.INSIDE)
    assert Fetcher("https://banrai.example.go.th/")(url).reason is Reason.INSIDE
    assert came == []


def test_a_name_is_looked_up_once_and_the_address_is_asked(
    listening: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, came = listening
    named(monkeypatch, ("2001:db8::1",), ("127.0.0.1",))
    with pytest.raises(InsideError):
        public_line(("rebinding.example.org", port), 1.0)
    named(monkeypatch, ("127.0.0.1",), ("8.8.8.8",))
    with pytest.raises(InsideError):
        public_line(("rebinding.example.org", port), 1.0)
    assert came == []


def test_only_the_site_itself_may_be_inside(
    listening: tuple[int, list[object]],
) -> None:
    port, came = listening
    own = f"http://127.0.0.1:{port}/"
    assert Fetcher(own)(own).status == 200
    assert len(came) == 1
    assert not Fetcher("http://10.0.0.1/")(own).good
    assert len(came) == 1
