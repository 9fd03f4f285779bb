"""Many requests over one SFTP line before the first answer.

paramiko's client waits for the answer to each request; with thousands of small files
that wait is most of a publish. Its own way to send without waiting is not public, so
only this module uses it, and only to go faster: whatever is not confirmed is done
again, one by one, by the plain steps, which know what to say.
"""

from collections.abc import Sequence
from itertools import islice
from typing import Any  # paramiko has no types

from paramiko.sftp import (
    CMD_ATTRS,
    CMD_CLOSE,
    CMD_DATA,
    CMD_EXTENDED,
    CMD_FSTAT,
    CMD_HANDLE,
    CMD_MKDIR,
    CMD_OPEN,
    CMD_READ,
    CMD_STATUS,
    CMD_WRITE,
    SFTP_FLAG_CREATE,
    SFTP_FLAG_TRUNC,
    SFTP_FLAG_WRITE,
    SFTP_OK,
    int64,
)
from paramiko.sftp_attr import SFTPAttributes

_NEW = SFTP_FLAG_WRITE | SFTP_FLAG_CREATE | SFTP_FLAG_TRUNC
_BLOCK = 32_768
"""Bytes of one request; every server takes as many."""

_AHEAD = 64
"""Blocks that are asked for before the first one came."""


class Requests:
    """Requests that were sent, and their answers in the same order."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - paramiko has no types
        """Send nothing yet."""
        self._client = client
        self._sent: list[int] = []
        self._answers: dict[int, tuple[int, Any]] = {}

    def send(self, kind: int, *facts: object) -> None:
        """Send a request and go on."""
        self._sent.append(self._client._async_request(self, kind, *facts))  # noqa: SLF001 - see above

    def _async_response(self, kind: int, answer: Any, number: int) -> None:  # noqa: ANN401 - paramiko has no types
        """Take an answer; paramiko calls this."""
        self._answers[number] = kind, answer

    def answers(self) -> list[tuple[int, Any]]:
        """Wait for all answers and return them."""
        while len(self._answers) < len(self._sent):
            self._client._read_response()  # noqa: SLF001 - see above
        found = [self._answers.pop(number) for number in self._sent]
        self._sent = []
        return found


def read(client: Any, path: str) -> bytes:  # noqa: ANN401 - paramiko has no types
    """Return a file's bytes; paramiko's own way fails in a thread where the line ends.

    Raises:
        OSError: the server refuses.
    """
    stream = client.open(path, "rb")
    try:
        size, found = _begun(client, stream.handle)
        while len(found) < size:
            starts = range(len(found), size, _BLOCK)[:_AHEAD]
            part = _read(client, stream.handle, starts)
            if not part:
                break  # it has become shorter
            found += part
    finally:
        stream._close(async_=True)  # noqa: SLF001 - no need to wait for the answer
    return bytes(found)


def _begun(client: Any, handle: bytes) -> tuple[int, bytearray]:  # noqa: ANN401 - paramiko has no types
    """Return a file's size and its first block, asked for together."""
    requests = Requests(client)
    requests.send(CMD_FSTAT, handle)
    requests.send(CMD_READ, handle, int64(0), _BLOCK)
    (facts, size), (kind, answer) = requests.answers()
    known = SFTPAttributes._from_msg(size).st_size if facts == CMD_ATTRS else None  # noqa: SLF001 - see above
    return int(known or 0), bytearray(answer.get_binary() if kind == CMD_DATA else b"")


def _read(client: Any, handle: bytes, starts: Sequence[int]) -> bytes:  # noqa: ANN401 - paramiko has no types
    """Return the bytes from the first place on, as far as they came without a gap."""
    requests = Requests(client)
    for start in starts:
        requests.send(CMD_READ, handle, int64(start), _BLOCK)
    found = bytearray()
    for at, (kind, answer) in zip(starts, requests.answers(), strict=True):
        if kind == CMD_DATA and at == starts[0] + len(found):
            found += answer.get_binary()
    return bytes(found)


def make_folders(client: Any, paths: Sequence[str]) -> list[bool]:  # noqa: ANN401 - paramiko has no types
    """Make folders; return for each whether the server confirmed it."""
    requests = Requests(client)
    for path in paths:
        requests.send(CMD_MKDIR, path.encode(), SFTPAttributes())
    return [_done(*answer) for answer in requests.answers()]


def rename_all(client: Any, names: Sequence[tuple[str, str]]) -> list[bool]:  # noqa: ANN401 - paramiko has no types
    """Rename files, also onto those that are there; return what was confirmed."""
    requests = Requests(client)
    for old, new in names:
        words = ("posix-rename@openssh.com", old.encode(), new.encode())
        requests.send(CMD_EXTENDED, *words)
    return [_done(*answer) for answer in requests.answers()]


def write_all(client: Any, files: Sequence[tuple[str, bytes]]) -> list[bool]:  # noqa: ANN401 - paramiko has no types
    """Write files; return for each whether every byte was confirmed."""
    requests = Requests(client)
    for path, _ in files:
        requests.send(CMD_OPEN, path.encode(), _NEW, SFTPAttributes())
    handles = [
        answer.get_binary() if kind == CMD_HANDLE else None
        for kind, answer in requests.answers()
    ]
    counts = [
        _write(requests, handle, data)
        for handle, (_, data) in zip(handles, files, strict=True)
    ]
    confirmed = iter([_done(*answer) for answer in requests.answers()])
    return [count > 0 and all([*islice(confirmed, count)]) for count in counts]


def _write(requests: Requests, handle: bytes | None, data: bytes) -> int:
    """Send a file's blocks and its end; return how many requests that were."""
    if handle is None:
        return 0
    starts = range(0, len(data), _BLOCK)
    for start in starts:
        block = data[start : start + _BLOCK]
        requests.send(CMD_WRITE, handle, int64(start), block)
    requests.send(CMD_CLOSE, handle)
    return len(starts) + 1


def _done(kind: int, answer: Any) -> bool:  # noqa: ANN401 - paramiko has no types
    return bool(kind == CMD_STATUS and answer.get_int() == SFTP_OK)
