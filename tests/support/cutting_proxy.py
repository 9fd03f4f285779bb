"""A proxy between a publish and its server that cuts, stalls, slows and corrupts."""

import contextlib
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

_NOW = struct.pack("ii", 1, 0)
_SERVER = "127.0.0.1"
AT = "127.0.0.2"
"""Where the proxy listens when it takes the same ports as the server."""


@dataclass(kw_only=True)
class CuttingProxy:
    """Passes bytes on to a port of this computer.

    Attributes:
        to: the server's port.
        data: further ports of the server, for the data connections of FTP. With them
            the proxy listens at another address, on the same ports.
        spend: how many bytes pass, both ways together, before the fault.
        pieces: how many pieces pass before it, of whatever length, both ways.
        fault: what happens then, once: `cut`, `stall`, `corrupt`, or nothing.
        down: whether no connection is taken after the fault.
        alone: whether only the connection of the fault is cut, not all.
        part: how much of the piece at the fault passes before a cut, 0 to 1.
        speed: how many bytes pass a second each way, on each connection.
        happened: whether the fault has happened.
    """

    to: int
    data: Sequence[int] = ()
    spend: int = -1
    pieces: int = -1
    fault: str = "cut"
    down: bool = False
    alone: bool = False
    part: float = 0
    speed: int = 0
    passed: int = 0
    passed_pieces: int = 0
    port: int = 0
    happened: bool = False
    _ends: bool = False
    _open: list[socket.socket] = field(default_factory=list)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        return AT if self.data else _SERVER

    def __enter__(self) -> Self:
        ports = (self.to, *self.data) if self.data else (0,)
        self._listening = [
            socket.create_server((self.host, port), backlog=50) for port in ports
        ]
        self.port = int(self._listening[0].getsockname()[1])
        self._chosen = selectors.DefaultSelector()
        for port, one in zip((self.to, *self.data), self._listening, strict=True):
            self._chosen.register(one, selectors.EVENT_READ, port)
        self._taking = threading.Thread(target=self._take, daemon=True)
        self._taking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends = True
        self._taking.join()
        self._chosen.close()
        for one in self._listening:
            one.close()
        self._cut()

    def again(
        self,
        spend: int = -1,
        *,
        pieces: int = -1,
        fault: str = "cut",
        down: bool = False,
        alone: bool = False,
        part: float = 0,
    ) -> None:
        """Wait for the next fault, after so many bytes or pieces more."""
        self.passed = self.passed_pieces = 0
        self.spend, self.pieces, self.fault = spend, pieces, fault
        self.down, self.alone, self.part = down, alone, part
        self.happened = False

    def hang_up(self) -> None:
        """Cut all that is open, as a server does with who is silent for long."""
        self._cut()

    def _take(self) -> None:
        while not self._ends:
            for key, _ in self._chosen.select(0.05):
                assert isinstance(key.fileobj, socket.socket)
                client, _ = key.fileobj.accept()
                self._join(client, int(key.data))

    def _join(self, client: socket.socket, port: int) -> None:
        """Connect a client to the server, or hang up on it."""
        server = None
        if not (self.happened and self.down):
            with contextlib.suppress(OSError):
                server = socket.create_connection((_SERVER, port))
        if server is None:
            _reset(client)
            return
        if self.speed:
            for end in (client, server):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with self._counting:
            self._open += [client, server]
        for ends in ((client, server), (server, client)):
            threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        size = 4096 if self.speed else 16_384
        with contextlib.suppress(OSError):
            while data := one.recv(size):
                time.sleep(len(data) / self.speed) if self.speed else None
                sent = self._spent(data, (one, other))
                if sent is None:
                    return
                other.sendall(sent)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _spent(
        self, data: bytes, ends: tuple[socket.socket, socket.socket]
    ) -> bytes | None:
        """Count the bytes; do what is to be done when enough have passed."""
        with self._counting:
            self.passed += len(data)
            self.passed_pieces += 1
            enough = 0 <= self.spend <= self.passed
            enough |= 0 <= self.pieces < self.passed_pieces
            if self.happened or not enough:
                return data
            self.happened = True
        with contextlib.suppress(OSError):
            if self.fault == "cut" and (first := data[: int(len(data) * self.part)]):
                ends[1].sendall(first)
        actions: dict[str, Callable[[], bytes | None]] = {
            "cut": lambda: self._cut(ends if self.alone else None),
            "stall": self._stall,
            "corrupt": lambda: bytes([data[0] ^ 255]) + data[1:],
        }
        return actions[self.fault]()

    def _stall(self) -> None:
        """Pass nothing on over this connection until the end."""
        while not self._ends:
            time.sleep(0.05)

    def _cut(self, ends: Sequence[socket.socket] | None = None) -> None:
        """Cut these ends, or all that are open."""
        with self._counting:
            if ends is None:
                ends, self._open = self._open, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            _reset(end)


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOW)
    end.close()
