"""Who logs in to a server, with what, and what is said of a wrong login."""

import pwd
import subprocess
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from prongsai.publishing.here import Here
from prongsai.publishing.secrets import variable
from publishing_project import served
from publishing_to import bring, refused
from sites_to_send import CHANGED, SITE, in_bytes
from target_servers import PASSWORD, USER, Place, Ssh, open_folder, pyftpd

pytestmark = pytest.mark.usefixtures("known_password")


def test_a_password_logs_in_where_no_key_does(
    ssh: Ssh, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    with open_folder(pwd.getpwnam(USER).pw_uid) as folder:
        url = f"sftp://{USER}@127.0.0.1:{ssh.port}/{folder}"
        bring(root, Place(folder=folder, url=url), site(SITE))
        assert len(served(folder)) == len(SITE)
        files = [one for top in (root, folder) for one in top.rglob("*")]
        kept = [one for one in files if one.is_file()]
        assert not [one for one in kept if PASSWORD.encode() in one.read_bytes()]


@pytest.mark.slow
@pytest.mark.parametrize("login", ["password", "key"])
def test_a_login_without_a_shell_that_is_shut_in_a_folder_publishes_below_it(
    login: str,
    ssh: Ssh,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if login == "key":
        monkeypatch.delenv(variable("PASSWORD", "web"))
        monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    at = f"sftp://{USER}@127.0.0.1:{ssh.jail_port}"
    place = Place(
        folder=ssh.jail / "public_html" / login, url=f"{at}/public_html/{login}"
    )
    bring(root, place, site(SITE))
    bring(root, place, site(CHANGED))
    assert served(place.folder) == {
        path: in_bytes(data) for path, data in CHANGED.items()
    }
    above = Place(folder=ssh.jail / login, url=f"{at}/{login}")
    error = refused(root, above, site(SITE))
    assert (error.key, error.facts["path"]) == ("no-rights", login)
    assert sorted(one.name for one in ssh.jail.iterdir()) == ["public_html"]


def test_the_path_begins_where_the_login_ends(
    ssh: Ssh, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    place = Place(folder=root, url=f"sftp://{USER}@127.0.0.1:{ssh.port}/not/here")
    error = refused(root, place, site(SITE))
    assert (error.key, error.facts) == ("no-folder", {"path": "not/here"})


@pytest.mark.parametrize("way", ["sftp", "ftps", "davs"])
def test_a_wrong_password_is_refused_and_seen_nowhere(
    way: str,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong = "wr0ng-s3cret-of-a-test"
    monkeypatch.setenv(variable("PASSWORD", "web"), wrong)
    caplog.set_level("DEBUG")
    if way == "sftp":
        port = request.getfixturevalue("ssh").port
    else:
        request.getfixturevalue("trusted")
        name = "proftpd" if way == "ftps" else "nginx_dav"
        port = request.getfixturevalue(f"{name}_server").port
    place = Place(folder=root, url=f"{way}://{USER}@127.0.0.1:{port}/ita")
    error = refused(root, place, site(SITE))
    assert (error.key, error.facts) == ("wrong-login", {"login": f"{USER}@127.0.0.1"})
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    monkeypatch.delenv(variable("PASSWORD", "web"))
    assert wrong not in "".join(shown.format())
    assert wrong not in caplog.text
    files = (one for one in root.rglob("*") if one.is_file())
    assert not [one for one in files if wrong.encode() in one.read_bytes()]


def test_a_login_that_failed_is_not_taken_for_a_server_without_tls(
    authority: Any,
    trusted: None,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del trusted
    monkeypatch.setenv(variable("PASSWORD", "web"), "wrong")
    with open_folder() as folder, pyftpd(authority, folder) as server:
        url = f"ftps://{USER}@127.0.0.1:{server.port}/ita"
        error = refused(root, Place(folder=folder, url=url), site(SITE))
    assert (error.key, error.facts) == ("wrong-login", {"login": f"{USER}@127.0.0.1"})


def test_a_key_of_the_agent_logs_in(
    ssh: Ssh,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(variable("PASSWORD", "web"))
    at = Path(f"/run/{USER}.agent")  # where its name is short enough
    monkeypatch.setenv("SSH_AUTH_SOCK", str(at))
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", at], stdout=subprocess.DEVNULL)
    try:
        while not at.exists():
            time.sleep(0.01)
        subprocess.run(["ssh-add", "-q", ssh.key], check=True)
        with open_folder() as folder:
            url = f"sftp://root@127.0.0.1:{ssh.port}/{folder}/ita"
            bring(root, Place(folder=folder / "ita", url=url), site(SITE))
            assert len(served(folder / "ita")) == len(SITE)
    finally:
        agent.terminate()
        agent.wait()
