"""Where the site goes: `publish:` of `site.yml`, read into typed values.

The path of an address begins in the folder where the login ends; `//` after the host
means from the top of the server. No address holds a password.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from prongsai.publishing.failures import RefusedError

if TYPE_CHECKING:
    from prongsai.model.site import PublishTarget


class Way(StrEnum):
    """How files get there: the scheme of the address."""

    FOLDER = "folder"
    SFTP = "sftp"
    FTPS = "ftps"
    FTP = "ftp"
    DAVS = "davs"
    DAV = "dav"
    GIT_SSH = "git+ssh"
    GIT_HTTPS = "git+https"
    GIT_FILE = "git+file"
    ZIP = "zip"


OPEN = frozenset({Way.FTP, Way.DAV})
"""Ways that send password and files in the open."""

GIT = frozenset({Way.GIT_SSH, Way.GIT_HTTPS, Way.GIT_FILE})
_NAMED = frozenset({Way.FTPS, Way.FTP, Way.DAVS, Way.DAV})
"""Ways that would log in as a visitor where no user is named."""

LOCAL = frozenset({Way.FOLDER, Way.ZIP, Way.GIT_FILE})
"""Ways that need no connection."""

REQUESTS = frozenset({Way.GIT_HTTPS, Way.DAVS})
"""Ways that need requests over HTTP with TLS alone: a browser's tab has them, too."""

_BRANCH = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place to publish to; it holds no secret.

    Attributes:
        name: as in `site.yml`; the command and the password's variable use it.
        address: as it was written, for messages.
        way: how files get there.
        user, host, port: who logs in where; empty where there is no login.
        path: the folder; relative where the login decides where it begins.
        branch: of a git repository.
        host_key: the fingerprint of the server that is expected, `SHA256:…`.
    """

    name: str
    address: str
    way: Way
    user: str = ""
    host: str = ""
    port: int | None = None
    path: str = ""
    branch: str = ""
    host_key: str = ""

    @property
    def login(self) -> str:
        """Return user and host, as a password is kept under."""
        return f"{self.user}@{self.host}" if self.user else self.host


def read_target(record: "PublishTarget") -> Target:
    """Read one target.

    Raises:
        RefusedError: the address cannot be used; the message says how to write one.
    """
    facts = {"name": record.name}
    parts, port = _split(record)
    if _holds_secret(parts):
        raise RefusedError("target-secret", **facts)
    if not unquote(f"{parts.path}{parts.username or ''}").isprintable():
        raise RefusedError("target-form", **facts)
    if parts.scheme not in set(Way):
        raise RefusedError("target-scheme", **facts, known=", ".join(Way))
    way = Way(parts.scheme)
    if way in OPEN and not record.insecure:
        raise RefusedError("target-insecure", **facts)
    if way not in LOCAL and not parts.hostname:
        raise RefusedError("target-form", **facts)
    if way in _NAMED and not parts.username:
        raise RefusedError("target-user", **facts)
    if way not in GIT and {*"#?"} & {*record.url}:
        raise RefusedError("target-sign", **facts)
    if way is Way.FOLDER and (parts.netloc or not parts.path.strip("/")):
        raise RefusedError("target-form", **facts)
    if way in GIT and not _BRANCH.fullmatch(parts.fragment):
        raise RefusedError("target-branch", **facts)
    return Target(
        name=record.name,
        address=record.url,
        way=way,
        user=unquote(parts.username or ""),
        host=parts.hostname or "",
        port=port,
        path=_path(way, unquote(parts.path)),
        branch=parts.fragment,
        host_key=record.host_key or "",
    )


def _split(record: "PublishTarget") -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(record.url)
        port = parts.port
    except ValueError:
        raise RefusedError("target-form", name=record.name) from None
    return parts, port


def _holds_secret(parts: SplitResult) -> bool:
    """Return whether there is a password, or a token where a forge takes one."""
    token = parts.scheme == Way.GIT_HTTPS and parts.username is not None
    return token or parts.password is not None or "=" in parts.query


def _path(way: Way, path: str) -> str:
    """Return the folder: relative to the login, or from the top with `/`."""
    if way in LOCAL or way in GIT:
        return path
    return path.removeprefix("/").rstrip("/") if path.startswith("/") else path


def choose(records: Iterable["PublishTarget"], name: str | None) -> Target:
    """Return the target of that name; without a name, the only one.

    Raises:
        RefusedError: there is none, several, or its address cannot be used.
    """
    known = {record.name: record for record in records}
    names = ", ".join(known)
    if not known:
        raise RefusedError("target-none")
    if name is None and len(known) > 1:
        raise RefusedError("target-which", known=names)
    record = next(iter(known.values())) if name is None else known.get(name)
    if record is None:
        raise RefusedError("target-unknown", name=name, known=names)
    return read_target(record)
