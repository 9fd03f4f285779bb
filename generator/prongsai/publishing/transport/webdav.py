"""WebDAV over TLS (and, where a person allowed it, without).

By hand: moving onto a file that is there and uploading without a look before, which
fsspec's interface has no words for. A server may remove the old file before it moves
the new one into its place: then the page is away for that moment.
"""

import socket
import ssl
from contextlib import suppress
from io import BytesIO

from httpx import ConnectError, ConnectTimeout, HTTPTransport, TransportError
from webdav4.client import (
    ClientError,
    HTTPError,
    InsufficientStorage,
    ResourceAlreadyExists,
    ResourceConflict,
    ResourceNotFound,
)
from webdav4.fsspec import WebdavFileSystem

from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport import SENT_AHEAD
from prongsai.publishing.transport.file_system import FileSystemTransport, in_the_way
from prongsai.publishing.transport.tls import tls_refusal

SECONDS = 30.0
_ROOM = frozenset({413, 507})


class WebdavTransport(FileSystemTransport):
    """One connection to a WebDAV server."""

    def __init__(self, target: Target, passwords: Passwords) -> None:
        """Connect at the first step."""
        secret = passwords.find()
        if secret is None:
            raise RefusedError("no-login", login=target.login)
        scheme = "https" if target.way is Way.DAVS else "http"
        port = f":{target.port}" if target.port else ""
        system = WebdavFileSystem(
            f"{scheme}://{target.host}{port}/",
            auth=(target.user, secret.reveal()),
            transport=HTTPTransport(
                verify=ssl.create_default_context(),
                socket_options=[(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)],
            ),
            timeout=SECONDS,
            retry=False,
            skip_instance_cache=True,
        )
        super().__init__(system, target.path.strip("/"))
        self._target = target

    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what the server refuses."""
        match error:
            case ResourceNotFound():
                return FileNotFoundError(path)
            case InsufficientStorage():
                return RefusedError("no-room", path=path)
            case HTTPError():
                return self._refused(int(error.status_code), path)
            case ClientError():
                return RefusedError("no-rights", path=path)
            case TransportError():
                return self._not_connected(error)
        return None

    def _refused(self, status: int, path: str) -> Exception:
        if status == 401:
            return RefusedError("wrong-login", login=self._target.login)
        if status in _ROOM:
            return RefusedError("no-room", path=path)
        if status >= 500 or status == 429:
            return CutError()
        return RefusedError("no-rights", path=path)

    def _not_connected(self, error: Exception) -> Exception:
        if not isinstance(error, ConnectError) or isinstance(error, ConnectTimeout):
            return CutError()
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return tls_refusal(cause, self._target.host)
            if isinstance(cause, socket.gaierror | ConnectionRefusedError):
                return RefusedError("no-server", host=self._target.host)
            cause = cause.__cause__ or cause.__context__
        return CutError()  # while TLS was set up

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, in one request."""
        stream = BytesIO()
        with suppress(FileNotFoundError), self.plainly(path):
            self.system.client.download_fileobj(self.at(path), stream)
            return stream.getvalue()
        return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        with self.plainly(path):
            self.system.client.upload_fileobj(
                BytesIO(data), self.at(path), overwrite=True, size=len(data)
            )

    def place(self, staged: str, path: str) -> None:
        """Give a file its name; a server would remove a folder that has it."""
        with suppress(FileNotFoundError), self.plainly(path):
            try:
                self.system.client.move(self.at(staged), self.at(path))
            except ResourceAlreadyExists:
                if self.system.isdir(self.at(path)):
                    raise in_the_way(path) from None
                self.system.client.move(self.at(staged), self.at(path), overwrite=True)

    def remove(self, path: str) -> None:
        """Remove a file; a folder of that name is not ours."""
        with self.plainly(path):
            if not self.system.isdir(self.at(path)):
                super().remove(path)

    def make_folder(self, path: str) -> bool:
        """Make a folder."""
        with self.plainly(path):
            try:
                self.system.client.mkdir(self.at(path))
            except ResourceAlreadyExists:
                if not self.system.isdir(self.at(path)):
                    raise in_the_way(path) from None
                return False
            except ResourceConflict:
                raise RefusedError("no-folder", path=self.at(path)) from None
        return True

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty; the server would remove all that is in it."""
        with suppress(OSError), self.plainly(path):
            self.system.rmdir(self.at(path))

    def close(self) -> None:
        """Close the connection."""
        self.system.client.http.close()
