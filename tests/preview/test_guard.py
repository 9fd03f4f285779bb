"""The preview answers its own browser alone, and no request stops it."""

import gzip
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from prongsai.preview import AT_ONCE, Preview, start_server


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve one small site to all tests: stopping a server takes half a second."""
    folder = tmp_path_factory.mktemp("served")
    site = folder / "build/site"
    (site / "empty").mkdir(parents=True)
    (site / "index.html").write_text("<p>draft</p>", encoding="utf-8")
    (site / "a.css").write_text("p {}", encoding="utf-8")
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prongsai.preview.server.LONGEST", 0.3)
        server = start_server(Preview(root=folder, language="th"), 0)
        yield server.server_port
        server.shutdown()
        server.server_close()


def ask(port: int, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes."""
    came = b""
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    with line, suppress(OSError):
        line.sendall(request.replace(b"PORT", str(port).encode()))
        while piece := line.recv(65536):
            came += piece
    return came


def get(path: bytes, host: bytes = b"127.0.0.1:PORT", method: bytes = b"GET") -> bytes:
    return method + b" " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"


def test_its_own_browser_sees_the_page(port: int) -> None:
    for host in (b"127.0.0.1:PORT", b"localhost:PORT"):
        came = ask(port, get(b"/", host))
        assert came.startswith(b"HTTP/1.0 200 OK\r\n")
        assert b"<p>draft</p>" in came
        assert b"Cross-Origin-Resource-Policy: same-origin" in came


def test_texts_are_sent_in_few_bytes_where_the_browser_can_unpack_them(
    port: int,
) -> None:
    for path, said in ((b"/", b"<p>draft</p>"), (b"/a.css", b"p {}")):
        wish = b"\r\nAccept-Encoding: gzip, br\r\n\r\n"
        came = ask(port, get(path).removesuffix(b"\r\n\r\n") + wish)
        head, _, body = came.partition(b"\r\n\r\n")
        assert b"Content-Encoding: gzip" in head
        assert said in gzip.decompress(body)
        assert said in ask(port, get(path))


FOREIGN = (
    b"",
    b"evil.example",
    b"evil.example:PORT",
    b"127.0.0.1",
    b"127.0.0.1:1",
    b"localhost.:PORT",
    b"127.0.0.1:PORT.evil.example",
    b"user@127.0.0.1:PORT",
    b"[::1]:PORT",
    b"0.0.0.0:PORT",
    b"127.0.0.1:PORT\r\nHost: evil.example",
    b"evil.example\r\nHost: 127.0.0.1:PORT",
    b"127.0.0.1:PORT, evil.example",
    b"127.0.0.1:0PORT",
    b"127.1:PORT",
    b"2130706433:PORT",
    b"[::ffff:127.0.0.1]:PORT",
    b"LOCALHOST:PORT",
    b"localhost:PORT/",
    b"localhost:PORT#@evil.example",
    b"a.localhost:PORT",
)


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("method", [b"GET", b"HEAD"])
@pytest.mark.parametrize("path", [b"/", b"/.prongsai/state", b"/a.css"])
def test_under_another_name_nothing_is_answered(
    host: bytes, method: bytes, path: bytes, port: int
) -> None:
    came = ask(port, get(path, host, method))
    assert came.startswith(b"HTTP/1.0 403 ")
    assert b"draft" not in came
    assert b"version" not in came


TO = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"
ODD = (
    get(b"/%00"),
    get(b"/%00", method=b"HEAD"),
    get(b"/\xff\xfe"),
    get(b"/" + b"a" * 5000),
    get(b"/" + b"a" * 5000, method=b"HEAD"),
    get(b"/" + b"a/" * 30000),
    get(b"/" + b"a" * 70000),
    get(b"/..%2f..%2fsecret.txt"),
    get(b"/../../secret.txt"),
    get(b"/%2e%2e/%2e%2e/secret.txt"),
    get(b"/..%5c..%5csecret.txt"),
    get(b"//evil.example/%2e%2e"),
    get(b"http://evil.example/"),
    get(b"http://127.0.0.1/"),
    get(b"*"),
    get(b"/empty/"),
    get(b"/empty"),
    get(b"/", method=b"BREW"),
    get(b"/", method=b"CONNECT"),
    get(b"/", method=b"POST"),
    get(b"/", method=b"G\x00ET"),
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/x\r\n\r\n",
    b"GET\r\n\r\n",
    b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    b"\0" * 1000,
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n",
    b"GET / HTTP/1.1\r\nA: " + b"b" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nRange: bytes=0-0,-1,5-2\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 99999\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nIf-Modified-Since: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nExpect: 100-continue\r\n\r\n",
    b"GET / HT",
    b"",
    get(b"/%252e%252e/secret.txt"),
    get(b"/%c0%ae%c0%ae/secret.txt"),
    get("/．．／secret.txt".encode()),
    get(b"/..;/secret.txt"),
    get(b"/....//....//secret.txt"),
    get(b"/a.css/../../../secret.txt"),
    get(b"/..%00/secret.txt"),
    get(b"/%2fetc/passwd"),
    get(b"/a.css%00.html"),
    get(b"/a.css:stream"),
    get(b"/con"),
    get(b"/.git/config"),
    get(b"/?../../secret.txt"),
    get(b"/#../../secret.txt"),
    get(b"/%0d%0aSet-Cookie:a=b"),
    get(b"/empty%0d%0aSet-Cookie:a=b"),
    get(b"/%"),
    get(b"/%zz%1"),
    get(b"/", method=b"get"),
    get(b"/", method=b"TRACE"),
    get(b"/", method=b"OPTIONS"),
    get(b"/", method=b"A" * 70_000),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET  /  HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    b"GET\t/\tHTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/1.1\nHost: 127.0.0.1:PORT\n\n",
    b"GET / HTTP/1.1\rHost: 127.0.0.1:PORT\r\r",
    b"GET / HTTP/01.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/1." + b"1" * 5000 + b"\r\n\r\n",
    b"GET / HTTP/-1.1\r\n\r\n",
    b"GET / HTTP/1.1 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost:\r\n 127.0.0.1:PORT\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nA\0b: c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n: c\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nUpgrade: websocket\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked\r\n\r\nz",
    get(b"/a.css") + get(b"/../secret.txt"),
    get(b"/a.css") + b"If-None-Match: *\r\n\r\n",
    get(b"http://127.0.0.1:PORT/../secret.txt"),
    get(b"HTTP://127.0.0.1:PORT/"),
    get(b"file:///etc/passwd"),
    get(b"/C:/Windows/win.ini"),
    get(b"/\\?\\C:\\secret.txt"),
    get(b"/secret.txt::$DATA"),
    get(b"/secret.txt."),
    get(b"/SECRE~1.TXT"),
    get(b"/%u002e%u002e/secret.txt"),
    get(b"/%2e%2e%5csecret.txt"),
    get(b"/.%00./secret.txt"),
    get(b"/..%ef%bc%8fsecret.txt"),
    get(b"/a.css/"),
    get(b"/a.css//..//..//secret.txt"),
    get(b"/" + b"../" * 3000 + b"secret.txt"),
    get(b"/" + b"%2e%2e/" * 3000 + b"secret.txt"),
    get(b"/?" + b"a=b&" * 10_000),
    get(b"/.prongsai/state?page=" + b"../" * 20 + b"secret.txt"),
    get(b"/.prongsai/state?page=%00"),
    get(b"/.prongsai/state?page=" + b"a" * 5000),
    get(b"/.prongsai/state?page=%ff%fe&page=/&page=" + b"b=" * 500),
    get(b"/.prongsai/state?page=" + b"&" * 20_000),
    get(b"/.prongsai/state?page=/%2fetc/passwd"),
    get(b"/.prongsai/state?page=%0d%0aSet-Cookie:a=b"),
    get(b"/.prongsai/lock"),
    get(b"/.prongsai/../secret.txt"),
    get(b"/.prongsai/state", method=b"HEAD"),
    get(b"/.prongsai/state", method=b"PUT"),
    get(b"/", method=b"PROPFIND"),
    get(b"/", method=b"GET\x0b"),
    get(b"/\x0b\x0c\x1c"),
    get(b"/\xe0\xb8"),
    TO
    + b"Content-Length: 4\r\n"
    + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /../secret.txt HTTP/1.1\r\n\r\n",
    TO + b"Range: bytes=" + b"0-1," * 5000 + b"\r\n\r\n",
    TO + b"Accept-Encoding: " + b"gzip," * 9000 + b"\r\n\r\n",
    TO + b"Accept-Encoding: gzip;q=x, *;q=-1\r\n\r\n",
    TO + b"Connection: keep-alive\r\n\r\n" * 50,
    TO + b"Cookie: " + b"a" * 60_000 + b"\r\n\r\n",
    TO + b"X-Original-URL: /../secret.txt\r\n\r\n",
    b"GET / HTTP/1.0\r\nHost: 127.0.0.1:PORT\r\nHTTP2-Settings: \xff\r\n\r\n",
    TO + b"If-Modified-Since: " + b"9" * 60 + b"\r\n\r\n",
    TO + b"If-Modified-Since: Fri, 31 Feb 99999 00:00:00 GMT\r\n\r\n",
    b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\nSSH-2.0-x\r\n",
    b"SSH-2.0-x\r\n",
    b"\x05\x01\x00",
    b'{"jsonrpc": "2.0"}\n',
    b"\xff" * 70_000,
    b"GET /" + b"\r\n" * 2000,
    b"PROXY TCP4 1.1.1.1 1.1.1.1 1 1\r\n" + get(b"/"),
)


@pytest.mark.parametrize("request_", ODD, ids=range(len(ODD)))
def test_an_odd_request_is_no_mistake_of_ours(
    request_: bytes, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    came = ask(port, request_)
    assert b"secret" not in came
    assert b"Set-Cookie" not in came.partition(b"\r\n\r\n")[0]
    assert b"<p>draft</p>" in ask(port, get(b"/"))
    assert capfd.readouterr() == ("", "")


ELSEWHERE = (b"//evil.example/empty", b"/\\evil.example/empty", b"//empty", b"/./empty")


@pytest.mark.parametrize("path", ELSEWHERE)
def test_no_answer_leads_to_another_host(path: bytes, port: int) -> None:
    head = ask(port, get(path)).partition(b"\r\n\r\n")[0]
    leads = [line for line in head.splitlines() if line.startswith(b"Location:")]
    assert all(line.startswith(b"Location: /") for line in leads)
    assert not any(
        line.startswith((b"Location: //", b"Location: /\\")) for line in leads
    )


def test_who_hangs_up_is_no_mistake_of_ours(
    port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(20):
        line = socket.create_connection(("127.0.0.1", port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        line.sendall(get(b"/").replace(b"PORT", str(port).encode()))
        line.close()
    assert b"<p>draft</p>" in ask(port, get(b"/"))
    assert capfd.readouterr() == ("", "")


def test_slow_senders_and_too_many_lines_are_closed(port: int) -> None:
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(AT_ONCE * 3)]
    try:
        for line in lines:
            with suppress(OSError):
                line.sendall(b"GET / HTTP/1.1\r\nA: ")
        for line in lines:
            line.settimeout(20)
            with suppress(ConnectionError):
                assert line.recv(1) == b""
    finally:
        for line in lines:
            line.close()
    with ThreadPoolExecutor(4) as pool:
        for came in pool.map(lambda _: ask(port, get(b"/")), range(8)):
            assert b"<p>draft</p>" in came
