"""FTP over TLS (and, where a person allowed it, without).

fsspec makes the connection (`ftp_connection`). By hand, with the reason at each: what
it does in more round trips, and what it takes for a missing file though the server
only failed.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from ftplib import Error, all_errors, error_perm, error_proto, error_temp
from io import BytesIO
from typing import Any  # fsspec has no types

from prongsai.publishing.failures import (
    CrowdedError,
    CutError,
    ListingCutError,
    RefusedError,
)
from prongsai.publishing.secrets import Passwords, Secret
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport.file_system import RenamingTransport, in_the_way
from prongsai.publishing.transport.ftp_connection import CheckedFTP
from prongsai.publishing.transport.ftp_listing import in_letters, read_line
from prongsai.publishing.transport.tls import tls_refusal

SECONDS = 30.0
_AUTH = re.compile(r"\bAUTH\b", re.IGNORECASE)  # not “authentication failed”
_NO_SUCH_COMMAND = ("500", "501", "502", "504")
_ROOM = ("452", "552")
_LEFT_OUT = "truncated"
"""What Pure-FTPd says after a listing that ends before the last name."""


class FtpTransport(RenamingTransport):
    """One connection to an FTP server."""

    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what the server refuses; 4xx may pass by itself, 5xx does not."""
        if isinstance(error, (error_temp, error_perm)):
            if str(error).startswith(_ROOM):
                return RefusedError("no-room", path=path)
            if isinstance(error, error_perm):
                return RefusedError("no-rights", path=path)
        return CutError() if isinstance(error, all_errors) else None

    def _entries(self, folder: str) -> list[tuple[str, str, int]]:
        """List with MLSD, or LIST where the server is old.

        fsspec remembers listings, and takes a server's failure for an empty folder.
        """
        with self.plainly(folder):
            found = self._listed(folder)
            if _LEFT_OUT in self.system.ftp.said.lower():
                raise ListingCutError(folder, [name for name, _, _ in found])
            return found
        return []

    def _listed(self, folder: str) -> list[tuple[str, str, int]]:
        self.system.ftp.said = ""
        try:
            return list(self._by_mlsd(self.at(folder)))
        except error_perm as error:
            if not str(error).startswith(_NO_SUCH_COMMAND):
                return []
        return list(self._by_list(self.at(folder)))

    def _by_mlsd(self, folder: str) -> Iterator[tuple[str, str, int]]:
        for name, facts in self.system.ftp.mlsd(folder, ["type", "size"]):
            kind = facts.get("type", "file").lower()
            if kind not in {"cdir", "pdir"}:
                shown = "directory" if kind == "dir" else "file"
                plain = in_letters(name.rpartition("/")[2])
                yield plain, shown, int(facts.get("size") or 0)

    def _by_list(self, folder: str) -> Iterator[tuple[str, str, int]]:
        """List as old servers do; forms that are not known are refused, not guessed."""
        lines: list[str] = []
        with suppress(error_perm):
            self.system.ftp.dir(folder, lines.append)
        for line in lines:
            try:
                row = read_line(line)
            except ValueError:
                raise RefusedError("no-listing", host=self.system.host) from None
            if row is not None:
                yield row

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; fsspec takes every failure for a missing file."""
        parts: list[bytes] = []
        with self.plainly(path):
            try:
                self.system.ftp.retrbinary(f"RETR {self.at(path)}", parts.append)
            except error_perm as error:
                if not str(error).startswith("550"):
                    raise
                return None
        return b"".join(parts)

    def write(self, path: str, data: bytes) -> None:
        """Write a file; fsspec looks for its folder first."""
        with self.plainly(path):
            self.system.ftp.storbinary(f"STOR {self.at(path)}", BytesIO(data))

    def place(self, staged: str, path: str) -> None:
        """Give a file its name; servers do not say why they refuse, so we look."""
        with self.plainly(path):
            try:
                self.system.ftp.sendcmd(f"RNFR {self.at(staged)}")
            except error_perm:
                return  # it is not there: it has its name already
            try:
                self.system.ftp.voidcmd(f"RNTO {self.at(path)}")
            except error_perm:
                if self._is_folder(path):
                    raise in_the_way(path) from None
                self.replace(staged, path)

    def rename(self, old: str, new: str) -> None:
        """Rename a file to a name that is free."""
        with self.plainly(new):
            self.system.ftp.rename(self.at(old), self.at(new))

    def remove(self, path: str) -> None:
        """Remove a file; servers do not say why they refuse, so we look."""
        with self.plainly(path):
            try:
                self.system.ftp.delete(self.at(path))
            except error_perm:
                if self._is_file(path):
                    raise

    def make_folder(self, path: str) -> bool:
        """Make a folder; servers do not say why they refuse, so we look."""
        with self.plainly(path):
            try:
                self.system.ftp.mkd(self.at(path))
            except error_perm:
                if self._is_folder(path):
                    return False
                if self._is_file(path):
                    raise in_the_way(self.shown(path)) from None
                if not path and not self._opens(self.base.rpartition("/")[0] or "/"):
                    raise RefusedError("no-folder", path=self.base) from None
                raise
            return True

    def _is_folder(self, path: str) -> bool:
        return self._opens(self.at(path))

    def _opens(self, folder: str) -> bool:
        return self._answers(lambda: self.system.ftp.cwd(folder))

    def _is_file(self, path: str) -> bool:
        return self._answers(lambda: self.system.ftp.size(self.at(path)))

    def _answers(self, ask: Callable[[], object]) -> bool:
        try:
            ask()
        except error_perm:
            return False
        return True

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty."""
        with self.plainly(path), suppress(error_perm):
            self.system.ftp.rmd(self.at(path))

    def close(self) -> None:
        """Close the connection."""
        with suppress(*all_errors):
            self.system.ftp.close()


class FtpLogin:
    """How to log in; a server that is full says no to further connections only."""

    def __init__(self, target: Target, passwords: Passwords) -> None:
        """Keep what is needed."""
        self._target, self._passwords = target, passwords
        self._taken = False

    def __call__(self) -> FtpTransport:
        """Connect and log in.

        Raises:
            CrowdedError: the server takes no further connection.
            CutError: the server does not answer now.
            RefusedError: it is unknown, its certificate is wrong, or the login is.
        """
        secret = self._passwords.find()
        if secret is None:
            raise RefusedError("no-login", login=self._target.login)
        system = self._connect(secret)
        self._taken = True
        path = self._target.path
        if not path.startswith("/"):
            with FtpTransport(system, "").plainly(path):
                path = f"{in_letters(system.ftp.pwd()).rstrip('/')}/{path}"
        return FtpTransport(system, path)

    def _connect(self, secret: Secret) -> Any:  # noqa: ANN401 - fsspec has no types
        failure: Exception
        try:
            return CheckedFTP(
                self._target.host,
                port=self._target.port or 21,
                username=self._target.user,
                password=secret.reveal(),
                timeout=SECONDS,
                encoding="latin-1",  # byte by byte, see `Spoken`
                tls=self._target.way is Way.FTPS,
                skip_instance_cache=True,
            )
        except ssl.SSLCertVerificationError as error:
            failure = tls_refusal(error, self._target.host)
        except (socket.gaierror, ConnectionRefusedError):
            failure = RefusedError("no-server", host=self._target.host)
        except error_proto:  # something else listens there
            failure = RefusedError("no-answer", host=self._target.host)
        except Error as error:
            failure = self._refused(str(error))
        except (EOFError, OSError):
            failure = CutError()
        raise failure

    def _refused(self, reply: str) -> Exception:
        """Return what a server's reply to the login means."""
        if self._taken or reply.startswith("421"):
            return CrowdedError()
        if reply.startswith(_NO_SUCH_COMMAND) or _AUTH.search(reply):
            return RefusedError("no-tls", host=self._target.host)
        return RefusedError("wrong-login", login=self._target.login)
