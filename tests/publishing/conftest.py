"""One small site on the web for all tests of publishing."""

import os
import pwd
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dav_servers import Dav
from ftp_servers import Ftp
from live_site import LiveSite, live_site
from made_once import made_once
from prongsai.publishing.here import Here
from prongsai.publishing.secrets import variable
from publishing_project import make_project, project_copy
from publishing_to import DAV_SERVERS, FTP_SERVERS
from site_in_memory import here_of
from target_servers import PASSWORD, USER, Place, Ssh, open_folder, pyftpd


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """Serve a small site with nginx as long as the session runs."""
    with live_site(tmp_path_factory.mktemp("served")) as live:
        yield live


@pytest.fixture
def live(served: LiveSite) -> LiveSite:
    """Put the site onto the web again: the test before may have spoiled it."""
    served.publish()
    return served


@pytest.fixture(autouse=True, scope="module")
def no_waiting() -> Iterator[None]:
    """Ask again at once for what does not answer, in fixtures of a module as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("prongsai.publishing.live_check.PAUSES", (0,))
        patch.setattr("prongsai.publishing.live_check.SETTLING", (0,))
        patch.setattr("prongsai.publishing.removing.LINGER", 0)
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(
        tmp_path_factory, "to-publish", lambda folder: make_project(folder / "project")
    )


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return project_copy(made, tmp_path / "project")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def site(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Here]:
    return lambda files: here_of(tmp_path / "site", files)


@pytest.fixture
def known_password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The environment knows the password; the person's own keys are out of reach."""
    monkeypatch.setenv(variable("PASSWORD", "web"), PASSWORD)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)


@pytest.fixture
def place(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    known_password: None,
) -> Iterator[Place]:
    """Give a folder of the server that the test asks for."""
    del known_password
    way = request.param
    if way == "folder":
        with open_folder() as folder:
            yield Place(folder=folder / "ita", url=f"folder://{folder}/ita")
    elif way == "sftp":
        ssh: Ssh = request.getfixturevalue("ssh")
        monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
        user = pwd.getpwuid(os.geteuid()).pw_name
        with open_folder() as folder:
            url = f"sftp://{user}@127.0.0.1:{ssh.port}/{folder}/ita"
            yield Place(folder=folder / "ita", url=url)
    elif named := {**FTP_SERVERS, **DAV_SERVERS}.get(way):
        request.getfixturevalue("trusted")
        server: Ftp | Dav = request.getfixturevalue(named)
        name = f"ความโปร่งใส {os.urandom(3).hex()}"
        yield Place(folder=server.home / name, url=server.url(name))
    else:
        yield from _pyftpd(request, way)


def _pyftpd(request: pytest.FixtureRequest, way: str) -> Iterator[Place]:
    request.getfixturevalue("trusted")
    tls = way == "ftps-pyftpdlib"
    authority = request.getfixturevalue("authority") if tls else None
    from pyftpdlib.handlers import FTPHandler

    old = {key: one for key, one in FTPHandler.proto_cmds.items() if key != "MLSD"}
    more: dict[str, Any] = {} if tls else {"proto_cmds": old}
    with open_folder() as folder, pyftpd(authority, folder, **more) as server:
        scheme = "ftps" if tls else "ftp"
        url = f"{scheme}://{USER}@127.0.0.1:{server.port}/ita"
        yield Place(folder=folder / "ita", url=url)
