"""ftplib's connection as hosts need it: UTF-8, TLS that is checked and continued."""

import socket
import ssl
from contextlib import suppress
from ftplib import FTP, FTP_TLS, error_perm, error_proto, error_temp

from fsspec.implementations.ftp import FTPFileSystem

from prongsai.publishing.transport import SENT_AHEAD


class Spoken:
    """What ftplib does not do with the words to and from a server.

    It writes and reads in one encoding. We read byte by byte, which takes every name
    that a server may list, and write UTF-8: names of files, user and password.
    """

    said = ""
    """What the server said last; ftplib throws it away after a listing."""

    def putline(self, line: str) -> None:
        """Send a line in UTF-8."""
        super().putline(line.encode().decode("latin-1"))  # type: ignore[misc]  # of the class it is mixed into

    def getline(self) -> str:
        """Return a line; SSH begins like an answer of many lines that never ends.

        Raises:
            error_proto: it is an SSH server.
        """
        line = str(super().getline())  # type: ignore[misc]  # of the class it is mixed into
        if line.startswith("SSH-"):
            raise error_proto(line)  # noqa: S321 - an exception
        return line

    def voidresp(self) -> str:
        """Return what the server says."""
        self.said = str(super().voidresp())  # type: ignore[misc]  # of the class it is mixed into
        return self.said


class ReusingTLS(Spoken, FTP_TLS):
    """FTP over TLS whose data connections continue the session of the first one."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        """Open a data connection; Python's own begins a new session there."""
        plain, size = FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 - TLS follows
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
        session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
        wrapped = self.context.wrap_socket(
            plain, server_hostname=self.host, session=session
        )
        return wrapped, size


class OpenFTP(Spoken, FTP):
    """FTP without TLS."""

    def ntransfercmd(
        self, cmd: str, rest: int | str | None = None
    ) -> tuple[socket.socket, int | None]:
        """Open a data connection."""
        plain, size = super().ntransfercmd(cmd, rest)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
        return plain, size


class CheckedFTP(FTPFileSystem):  # type: ignore[misc]  # fsspec has no types
    """fsspec's file system over a connection whose certificate is checked."""

    def _connect(self) -> None:
        """Connect; fsspec's own does not look at the certificate."""
        if self.tls:
            context = ssl.create_default_context()
            self.ftp: ReusingTLS | OpenFTP = ReusingTLS(
                context=context, timeout=self.timeout, encoding=self.encoding
            )
        else:
            self.ftp = OpenFTP(timeout=self.timeout, encoding=self.encoding)
        self.ftp.connect(self.host, self.port)
        self.ftp.login(*self.cred)
        with suppress(error_perm, error_temp):  # IIS takes UTF-8 only after that
            self.ftp.sendcmd("OPTS UTF8 ON")

    def __del__(self) -> None:
        """Close what was opened; fsspec's own fails where nothing was."""
        if hasattr(self, "ftp"):
            self.ftp.close()
