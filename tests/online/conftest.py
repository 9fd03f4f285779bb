"""The server that answers for all hosts, and the ways to it."""

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest

from links_server import Handler, Seen, through


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Run the server, and let every request go through it."""
    found = Seen()
    handler = type("Here", (Handler,), {"seen": found})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    through(monkeypatch, f"http://127.0.0.1:{server.server_port}")
    yield found
    found.over.set()
    server.shutdown()
    thread.join()
    server.server_close()
