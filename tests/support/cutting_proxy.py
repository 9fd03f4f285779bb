"""A proxy between a publish and its server that cuts, stalls, slows and corrupts."""

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

_NOW = struct.pack("ii", 1, 0)


@dataclass(kw_only=True)
class CuttingProxy:
    """Passes bytes on to a port of this computer.

    Attributes:
        to: the server's port.
        spend: how many bytes pass, both ways together, before the fault.
        fault: what happens then, once: `cut`, `stall`, `corrupt`, or nothing.
        down: whether no connection is taken after the fault.
        slow: seconds to wait before each piece.
    """

    to: int
    spend: int = -1
    fault: str = "cut"
    down: bool = False
    slow: float = 0
    passed: int = 0
    port: int = 0
    _happened: bool = False
    _ends: bool = False
    _open: list[socket.socket] = field(default_factory=list)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends = True
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._cut()

    def again(self, spend: int, *, fault: str = "cut", down: bool = False) -> None:
        """Wait for the next fault, after so many bytes more."""
        self.passed, self.spend, self.fault, self.down = 0, spend, fault, down
        self._happened = False

    def _take(self) -> None:
        while not self._ends:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self._happened and self.down:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOW)
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.to))
            with self._counting:
                self._open += [client, server]
            for one, other in ((client, server), (server, client)):
                threading.Thread(
                    target=self._pass, args=(one, other), daemon=True
                ).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(16_384):
                time.sleep(self.slow) if self.slow else None
                sent = self._spent(data)
                if sent is None:
                    return
                other.sendall(sent)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _spent(self, data: bytes) -> bytes | None:
        """Count the bytes; do what is to be done when enough have passed."""
        with self._counting:
            self.passed += len(data)
            if self._happened or self.spend < 0 or self.passed < self.spend:
                return data
            self._happened = True
        actions: dict[str, Callable[[], bytes | None]] = {
            "cut": self._cut,
            "stall": self._stall,
            "corrupt": lambda: bytes([data[0] ^ 255]) + data[1:],
        }
        return actions[self.fault]()

    def _stall(self) -> None:
        """Pass nothing on over this connection until the end."""
        while not self._ends:
            time.sleep(0.05)

    def _cut(self) -> None:
        with self._counting:
            ends, self._open = self._open, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOW)
                end.shutdown(socket.SHUT_RDWR)
            end.close()
