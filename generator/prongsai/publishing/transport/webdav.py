"""WebDAV over TLS (and, where a person allowed it, without).

By hand: moving onto a file that is there and uploading without a look before, which
fsspec's interface has no words for. Many servers remove the old file before they move
the new one into its place, so a file that is there is replaced by uploading it to its
place, where the server writes an upload aside until it is whole (`webdav_probe`).
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from urllib.parse import quote

from httpx import URL, BaseTransport, TransportError
from webdav4.client import (
    Client,
    ClientError,
    HTTPError,
    InsufficientStorage,
    ResourceAlreadyExists,
    ResourceConflict,
    ResourceNotFound,
)
from webdav4.fsspec import WebdavFileSystem

from prongsai.online.request import through_page
from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.secrets import Passwords, Secret
from prongsai.publishing.targets import OPEN, Target, Way
from prongsai.publishing.transport.file_system import FileSystemTransport, in_the_way
from prongsai.publishing.transport.webdav_probe import Probe
from prongsai.publishing.transport.webdav_requests import not_connected, ways_to

SECONDS = 30.0
_ENDING = str.maketrans({sign: quote(sign) for sign in "%#?"})
_ROOM = frozenset({413, 507})
_NO_DAV = frozenset({405, 501})


class AnyNameClient(Client):  # type: ignore[misc]  # webdav4 has no types
    """webdav4's client, which takes `%`, `#` and `?` in a name for its end."""

    def join_url(self, path: str, add_trailing_slash: bool = False) -> URL:  # noqa: FBT001, FBT002 - its own
        """Return the address of a path."""
        url: URL = super().join_url(path.translate(_ENDING), add_trailing_slash)
        return url


class WebdavTransport(FileSystemTransport):
    """One connection to a WebDAV server."""

    def __init__(
        self, target: Target, secret: Secret, probe: Probe, way: BaseTransport
    ) -> None:
        """Connect at the first step."""
        scheme = "https" if target.way is Way.DAVS else "http"
        port = f":{target.port}" if target.port else ""
        host = f"[{target.host}]" if ":" in target.host else target.host
        base = f"{scheme}://{host}{port}/"
        client = AnyNameClient(
            base,
            auth=(target.user, secret.reveal()),
            transport=way,
            timeout=SECONDS,
            retry=False,
        )
        system = WebdavFileSystem(base, client=client, skip_instance_cache=True)
        super().__init__(system, target.path.strip("/"))
        self._target, self._probe = target, probe

    def failure(self, error: Exception, path: str) -> Exception | None:
        """Return what the server refuses."""
        match error:
            case ResourceNotFound():
                return FileNotFoundError(path)
            case ResourceConflict() | InsufficientStorage():
                above = isinstance(error, ResourceConflict)
                key, at = ("no-folder", self.at(path)) if above else ("no-room", path)
                return RefusedError(key, path=at)
            case HTTPError():
                return self._refused(int(error.status_code), path)
            case ClientError():
                return RefusedError("no-rights", path=path)
            case TransportError():
                return not_connected(error, self._target.host)
        return None

    def _refused(self, status: int, path: str) -> Exception:
        if status == 401:
            return RefusedError("wrong-login", login=self._target.login)
        if status in _ROOM:
            return RefusedError("no-room", path=path)
        if status in _NO_DAV:
            return RefusedError("no-webdav", host=self._target.host)
        if status >= 500 or status == 429:
            return CutError()
        return RefusedError("no-rights", path=path)

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
                if self._is_folder(path):
                    raise in_the_way(path) from None
                self.leave_gap(path)
                self.system.client.move(self.at(staged), self.at(path), overwrite=True)

    def place_or_upload(
        self, staged: str, path: str, data: Callable[[str], bytes]
    ) -> None:
        """Give a file its name; upload it where one of that name is there."""
        try:
            with suppress(FileNotFoundError), self.plainly(path):
                try:
                    self.system.client.move(self.at(staged), self.at(path))
                except ResourceAlreadyExists:
                    if not self._uploaded(path, data(path)):
                        self.place(staged, path)
                        return
                    self.remove(staged)
        except RefusedError:  # Apache says only that it may not
            if self._is_folder(path):
                raise in_the_way(path) from None
            raise

    def _uploaded(self, path: str, data: bytes) -> bool:
        """Upload a file to its place, unless visitors would see a part of it."""
        if self._is_folder(path) or not self._probe.writes_aside(self):
            return False
        self.write(path, data)
        if self._target.way in OPEN and self.read(path) != data:
            raise CutError  # it changed on the way: upload it again
        return True

    def write_slowly(self, path: str, parts: Iterable[bytes], size: int) -> None:
        """Write a file whose parts come one by one."""
        with self.plainly(path):
            self.system.client.request(
                "PUT",
                self.at(path),
                content=parts,
                headers={"Content-Length": str(size)},
            )

    def _is_folder(self, path: str) -> bool:
        """Return whether a folder has that name; Apache leads to its name with `/`."""
        try:
            found = self.system.client.propfind(
                self.at(path), headers={"Depth": "0"}, follow_redirects=True
            )
        except ResourceNotFound:
            return False
        return any(one.properties.collection for one in found.responses.values())

    def remove(self, path: str) -> None:
        """Remove a file; a folder of that name is not ours."""
        with self.plainly(path):
            if not self._is_folder(path):
                super().remove(path)

    def make_folder(self, path: str) -> bool:
        """Make a folder."""
        try:
            with self.plainly(path):
                self.system.client.mkdir(self.at(path))
        except RefusedError:  # servers do not say why, so we look
            with self.plainly(path):
                if self._is_folder(path):
                    return False
                if self.system.client.exists(self.at(path)):
                    raise in_the_way(self.shown(path)) from None
            raise
        return True

    def remove_folder(self, path: str) -> None:
        """Remove a folder if it is empty; the server would remove all that is in it."""
        with suppress(OSError, RefusedError), self.plainly(path):
            if not self.system.ls(self.at(path)):
                self.system.client.request(
                    "DELETE", self.at(path), add_trailing_slash=True
                )  # Apache and nginx know a folder by the slash

    def close(self) -> None:
        """Close the connection."""
        self.system.client.http.close()


class WebdavLogin:
    """How to log in; all connections know what one of them found out."""

    def __init__(self, target: Target, passwords: Passwords) -> None:
        """Keep what is needed."""
        self._target, self._passwords = target, passwords
        self._way = ways_to(target)
        self._probe = Probe(looks=not through_page)

    def __call__(self) -> WebdavTransport:
        """Return a connection.

        Raises:
            RefusedError: there is no password.
        """
        secret = self._passwords.find()
        if secret is None:
            raise RefusedError("no-login", login=self._target.login)
        return WebdavTransport(self._target, secret, self._probe, self._way())
