"""SFTP: with the agent's keys, a key file or a password.

fsspec lists. By hand, since fsspec asks whether a path is there before each step, a
round trip each, and waits for each block: reading and writing (pipelined), making
folders, removing. Many small
files go together: `sftp_requests`.
"""

import logging
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar  # fsspec has no types

from fsspec.implementations.sftp import SFTPFileSystem
from paramiko import AuthenticationException, SSHException
from paramiko import Transport as Connection
from paramiko.ssh_exception import NoValidConnectionsError

from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.host_keys import PinnedKeys
from prongsai.publishing.secrets import Passwords, Secret
from prongsai.publishing.targets import Target
from prongsai.publishing.transport import SENT_AHEAD, sftp_requests
from prongsai.publishing.transport.file_system import RenamingTransport, in_the_way
from prongsai.publishing.transport.ssh_key import LockedError, login_key

SECONDS = 30.0
_Item = TypeVar("_Item")
_CUT_WHILE_ASKED = "transport shut down"
"""In what paramiko says where the line ends during the login."""


logging.getLogger("paramiko").addHandler(logging.NullHandler())  # we say it ourselves


class ClosingSFTP(SFTPFileSystem):  # type: ignore[misc]  # fsspec has no types
    """fsspec's file system, which closes what it opened when it cannot log in."""

    def _connect(self) -> None:
        """Connect, or leave nothing open.

        Raises:
            AuthenticationException: no login was taken, over a line that goes on: also
                where a key cannot be read that paramiko found by itself.
        """
        try:
            super()._connect()
        except SSHException as error:
            line = self.client.get_transport()
            goes_on = line is not None and line.is_active() and line.initial_kex_done
            self.client.close()
            raise (AuthenticationException() if goes_on else error) from None
        except BaseException:
            self.client.close()
            raise


class SftpTransport(RenamingTransport):
    """One connection to an SSH server."""

    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what the server refuses; what it says itself has no number."""
        if isinstance(error, PermissionError):
            return RefusedError("no-rights", path=path)
        if isinstance(error, (TimeoutError, EOFError, SSHException)):
            return CutError()
        if isinstance(error, OSError):
            said = error.errno is None and str(error) != "Socket is closed"
            return RefusedError("refused", path=path) if said else CutError()
        return None

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; fsspec waits for each of its small blocks."""
        with suppress(FileNotFoundError), self.plainly(path):
            return sftp_requests.read(self.system.ftp, self.at(path))
        return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file without waiting for each block to be confirmed."""
        with self.plainly(path), self.system.ftp.open(self.at(path), "wb") as stream:
            stream.set_pipelined(True)
            stream.write(data)

    def place(self, staged: str, path: str) -> None:
        """Give a file its name; servers do not say why they refuse, so we look."""
        try:
            with suppress(FileNotFoundError), self.plainly(path):
                self.system.mv(self.at(staged), self.at(path))
        except RefusedError:
            if self._is_folder(path):
                raise in_the_way(path) from None
            if self._is_there(path):
                self.replace(staged, path)
            else:
                self.rename(staged, path)

    def rename(self, old: str, new: str) -> None:
        """Rename a file to a name that is free."""
        with suppress(FileNotFoundError), self.plainly(new):
            self.system.ftp.rename(self.at(old), self.at(new))

    def remove(self, path: str) -> None:
        """Remove a file; a folder of that name is not ours."""
        try:
            with suppress(FileNotFoundError), self.plainly(path):
                self.system.ftp.remove(self.at(path))
        except RefusedError:
            if not self._is_folder(path):
                raise

    def make_folder(self, path: str) -> bool:
        """Make a folder; servers do not say why they refuse, so we look."""
        with self.plainly(path):
            try:
                self.system.ftp.mkdir(self.at(path))
            except FileNotFoundError:
                raise RefusedError("no-folder", path=self.at(path)) from None
            except OSError:
                if self._is_folder(path):
                    return False
                if self._is_there(path):
                    raise in_the_way(self.shown(path)) from None
                raise
            return True

    def _is_there(self, path: str) -> bool:
        try:
            self.system.ftp.lstat(self.at(path))
        except OSError:
            return False
        return True

    def _is_folder(self, path: str) -> bool:
        try:
            return bool(self.system.isdir(self.at(path)))
        except OSError:
            return False

    def write_all(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Write files together, and again one by one what was not confirmed."""
        with self.plainly(""):
            wanted = [(self.at(path), data) for path, data in files]
            done = sftp_requests.write_all(self.system.ftp, wanted)
        for path, data in _left(files, done):
            self.write(path, data)

    def place_all(self, names: Sequence[tuple[str, str]]) -> None:
        """Give files their names together, and one by one where that was not done."""
        with self.plainly(""):
            wanted = [(self.at(staged), self.at(path)) for staged, path in names]
            done = sftp_requests.rename_all(self.system.ftp, wanted)
        for staged, path in _left(names, done):
            self.place(staged, path)

    def make_folders(self, paths: Sequence[str]) -> None:
        """Make folders together, and look one by one at what was refused."""
        with self.plainly(""):
            wanted = [self.at(path) for path in paths]
            done = sftp_requests.make_folders(self.system.ftp, wanted)
        for path in _left(paths, done):
            self.make_folder(path)

    def close(self) -> None:
        """Close the connection."""
        self.system.client.close()


def _left(items: Sequence[_Item], done: Sequence[bool]) -> Iterator[_Item]:
    """Yield the items that are not done."""
    return (item for item, good in zip(items, done, strict=True) if not good)


class SftpLogin:
    """How to log in; the first connection finds out whether a password is needed."""

    def __init__(self, target: Target, passwords: Passwords, keys: PinnedKeys) -> None:
        """Keep what is needed."""
        self._target, self._passwords, self._keys = target, passwords, keys
        self._with_password = False
        self._key: Any = None
        self._locked = ""

    def __call__(self) -> SftpTransport:
        """Connect, with keys first.

        Raises:
            CutError: the server does not answer now.
            RefusedError: it is unknown, not the one it was, or takes no login.
        """
        system = None if self._with_password else self._connect(None)
        if system is None:
            self._with_password = True
            secret = self._passwords.find()
            if secret is None:
                raise self._not_taken("no-login")
            system = self._connect(secret)
        if system is None:
            raise self._not_taken("wrong-login")
        line = SftpTransport(system, self._target.path or ".")
        with line.plainly(""):
            _tune(system)
        return line

    def _not_taken(self, key: str) -> RefusedError:
        """Return the refusal, which names a key that is still locked."""
        if self._locked:
            return RefusedError("key-locked", file=self._locked)
        return RefusedError(key, login=self._target.login)

    def _find_key(self, secret: Secret | None) -> None:
        """Read the key that a person named, once; it may be locked."""
        if self._key is not None:
            return
        self._locked = ""
        try:
            self._key = login_key(self._target, secret)
        except LockedError as error:
            self._locked = error.file

    def _connect(self, secret: Secret | None) -> Any:  # noqa: ANN401 - fsspec has no types
        """Return fsspec's file system; None where the login is not taken."""
        self._find_key(secret)
        refused: Exception | None = None
        try:
            return ClosingSFTP(
                self._target.host,
                port=self._target.port or 22,
                username=self._target.user or None,
                password=secret.reveal() if secret else None,
                pkey=self._key,
                look_for_keys=secret is None,
                allow_agent=secret is None,
                host_key_policy=self._keys,
                transport_factory=_without_waiting,
                timeout=SECONDS,
                banner_timeout=SECONDS,
                auth_timeout=SECONDS,
                channel_timeout=SECONDS,
                skip_instance_cache=True,
            )
        except AuthenticationException as error:
            if _CUT_WHILE_ASKED not in str(error):
                return None
            refused = CutError()
        except (socket.gaierror, NoValidConnectionsError, ConnectionRefusedError):
            refused = RefusedError("no-server", host=self._target.host)
        except (SSHException, EOFError, OSError):
            refused = CutError()
        raise refused


def _without_waiting(line: socket.socket, **asked: bool) -> Any:  # noqa: ANN401 - paramiko has no types
    """Send each piece at once, from the first word of the login on.

    Else each one waits for the acknowledgement of the one before, 40 ms a login.
    """
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Connection(line, **asked)


def _tune(system: Any) -> None:  # noqa: ANN401 - fsspec has no types
    """Keep an idle line, and give up a silent one."""
    system.client.get_transport().set_keepalive(15)
    system.ftp.get_channel().settimeout(SECONDS)
