"""A site is published to real servers: first, changed, lessened, refused."""

import datetime
import os
import pwd
import subprocess
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ftp_servers import proftpd
from prongsai.publishing.carry_out import Progress
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords, variable
from publishing_project import served
from publishing_to import DAV_SERVERS, FTP_SERVERS, bring, refused, target_of
from target_servers import (
    PASSWORD,
    USER,
    Place,
    Ssh,
    certificate,
    free_port,
    open_folder,
    pyftpd,
)

SITE: Mapping[str, str | bytes] = {
    "index.html": "home",
    "404.html": "not here",
    "sitemap.xml": "<urlset/>",
    "assets/search-index.js": "x",
    **{f"assets/css/{number}.css": f"css {number}" for number in range(4)},
    **{f"a/2568/o{number}/index.html": f"page {number}" for number in range(12)},
    **{f"a/2568/files/{number}.pdf": bytes([number]) * 9000 for number in range(8)},
    "a/2568/files/big.pdf": os.urandom(300_000),
    "a/2568/files/แผน (ฉบับที่ 1) é.pdf": "plan",
}
CHANGED = {
    **{path: data for path, data in SITE.items() if path != "assets/css/3.css"},
    "index.html": "new home",
    "b/2569/o1/index.html": "a new page",
}
pytestmark = pytest.mark.usefixtures("known_password")

WAYS = (
    "folder",
    "sftp",
    *FTP_SERVERS,
    "ftps-pyftpdlib",
    "ftp-without-mlsd",
    *DAV_SERVERS,
)


@pytest.mark.slow
@pytest.mark.parametrize("place", WAYS, indirect=True)
def test_a_site_is_published_changed_and_found_again(
    place: Place, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    first = bring(root, place, site(SITE))
    assert served(place.folder) == {path: _bytes(data) for path, data in SITE.items()}
    assert len(first.sent) == len(SITE)
    then = bring(root, place, site(CHANGED))
    assert served(place.folder) == {
        path: _bytes(data) for path, data in CHANGED.items()
    }
    assert then.sent == ("b/2569/o1/index.html", "index.html")
    assert then.removed == ("assets/css/3.css",)
    assert sorted(one.name for one in place.folder.glob(".*")) == [MANIFEST]
    assert bring(root, place, site(CHANGED)).sent == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "gaps"),
    [("davs-apache", 0), ("davs-nginx", 0), ("davs-wsgi", 1)],
    indirect=["place"],
)
def test_a_file_is_replaced_without_a_gap_where_the_server_can_and_else_counted(
    place: Place,
    gaps: int,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
) -> None:
    assert bring(root, place, site(SITE)).gaps == 0
    assert bring(root, place, site(CHANGED)).gaps == gaps


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


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
        path: _bytes(data) for path, data in CHANGED.items()
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


def test_a_server_that_is_not_the_one_it_was_gets_no_password(
    ssh: Ssh, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    host = f"[127.0.0.1]:{ssh.port}"
    other = (
        "ssh-ed25519 "
        "AAAAC3NzaC1lZDI1NTE5AAAAIFfZLye4+sfXfUnYU1dfKEJCNANWfb5DlOYVjgm47VDQ"
    )
    kept = root / ".prongsai/known_hosts"
    kept.parent.mkdir()
    kept.write_text(f"{host} {other}\n")
    place = Place(folder=root, url=f"sftp://{USER}@127.0.0.1:{ssh.port}/ita")
    error = refused(root, place, site(SITE))
    assert error.key == "host-key-changed"
    assert (error.facts["host"], error.facts["file"]) == (host, ".prongsai/known_hosts")
    assert str(error.facts["key"]).startswith("SHA256:")


def test_the_key_of_the_first_login_is_kept(
    ssh: Ssh, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    told: list[str] = []
    with open_folder(pwd.getpwnam(USER).pw_uid) as folder:
        url = f"sftp://{USER}@127.0.0.1:{ssh.port}/{folder}"
        target = target_of(Place(folder=folder, url=url))
        for _ in range(2):
            with lines_to(
                root, target, Passwords(target), new_key=lambda *key: told.extend(key)
            ) as lines:
                publish(lines, site(SITE), target, Wishes())
    words = ["ssh-keygen", "-l", "-f", str(ssh.host_key)]
    shown = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert told == [f"[127.0.0.1]:{ssh.port}", shown.split()[1]]
    kind, key, *_ = ssh.host_key.read_text().split()
    line = f"[127.0.0.1]:{ssh.port} {kind} {key}\n"
    assert (root / ".prongsai/known_hosts").read_text() == line


def test_a_host_key_of_the_site_file_counts_alone(
    ssh: Ssh, root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    place = Place(folder=root, url=f"sftp://{USER}@127.0.0.1:{ssh.port}/ita")
    error = refused(root, place, site(SITE), host_key="SHA256:other")
    assert error.key == "host-key-changed"
    assert not (root / ".prongsai/known_hosts").exists()


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


EXPIRED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def test_a_certificate_that_is_out_of_date_gets_no_password(
    authority: Any,
    trusted: None,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
) -> None:
    del trusted
    pem = certificate(
        authority, root, not_before=EXPIRED.replace(year=2019), not_after=EXPIRED
    )
    with open_folder() as folder, pyftpd(authority, folder, pem=pem) as server:
        url = f"ftps://{USER}@127.0.0.1:{server.port}/ita"
        error = refused(root, Place(folder=folder, url=url), site(SITE))
    assert (error.key, error.facts) == ("tls-expired", {"host": "127.0.0.1"})


def test_a_certificate_of_an_unknown_authority_gets_no_password(
    authority: Any,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with open_folder() as folder, pyftpd(authority, folder) as server:
        url = f"ftps://{USER}@127.0.0.1:{server.port}/ita"
        error = refused(root, Place(folder=folder, url=url), site(SITE))
    assert error.key == "tls-unknown"


def test_a_server_without_tls_gets_no_password(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    with open_folder() as folder, pyftpd(None, folder) as server:
        url = f"ftps://{USER}@127.0.0.1:{server.port}/ita"
        error = refused(root, Place(folder=folder, url=url), site(SITE))
    assert (error.key, error.facts) == ("no-tls", {"host": "127.0.0.1"})


@pytest.mark.slow
def test_a_server_that_does_not_rename_onto_a_file_is_served_all_the_same(
    authority: Any,
    trusted: None,
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    tmp_path: Path,
) -> None:
    del trusted
    with proftpd(authority, tmp_path, "AllowOverwrite off") as server:
        place = Place(folder=server.home / "ita", url=server.url("ita"))
        bring(root, place, site(SITE))
        bring(root, place, site(CHANGED))
        assert served(place.folder) == {
            path: _bytes(data) for path, data in CHANGED.items()
        }
        assert sorted(one.name for one in place.folder.glob(".*")) == [MANIFEST]


def test_a_user_who_may_only_read_is_refused(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    with open_folder() as folder, pyftpd(None, folder, perm="elr") as server:
        url = f"ftp://{USER}@127.0.0.1:{server.port}/ita"
        error = refused(root, Place(folder=folder, url=url), site(SITE))
    assert error.key == "no-rights"


def test_a_full_server_says_so_and_the_old_site_stays(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    full = "552 Insufficient space."

    def ftp_STOR(self: Any, file: str, mode: str = "w") -> Any:  # noqa: N802 - its name
        if self.server.full:
            self.respond(full)
            return None
        return stor(self, file, mode)

    from pyftpdlib.handlers import FTPHandler

    stor = FTPHandler.ftp_STOR
    with open_folder() as folder, pyftpd(None, folder, ftp_STOR=ftp_STOR) as server:
        url = f"ftp://{USER}@127.0.0.1:{server.port}/ita"
        place = Place(folder=folder / "ita", url=url)
        server.server.full = False
        bring(root, place, site(SITE))
        before = served(place.folder)
        server.server.full = True
        error = refused(root, place, site(CHANGED))
        assert error.key == "no-room"
        assert served(place.folder) == before


def test_a_server_that_takes_one_connection_gets_one(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    with open_folder() as folder, pyftpd(None, folder) as server:
        server.server.max_cons = 2  # its own socket counts
        url = f"ftp://{USER}@127.0.0.1:{server.port}/ita"
        bring(root, Place(folder=folder, url=url), site(SITE))
        assert len(served(folder / "ita")) == len(SITE)


def test_names_that_are_no_utf_8_are_no_obstacle(
    root: Path,
    site: Callable[[Mapping[str, str | bytes]], Here],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable("PASSWORD", "web"), "plain")
    plain = {path: data for path, data in SITE.items() if path.isascii()}
    words = {"password": "plain", "encoding": "tis-620"}
    with open_folder() as folder, pyftpd(None, folder, **words) as server:
        (folder / "ita/cgi-bin").mkdir(parents=True)
        (folder / "ita/cgi-bin/ไฟล์เก่า.txt").touch()
        url = f"ftp://{USER}@127.0.0.1:{server.port}/ita"
        bring(root, Place(folder=folder, url=url), site(plain))
        assert len(served(folder / "ita")) == len(plain) + 1


def test_a_host_that_is_not_there_is_named(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    place = Place(folder=root, url=f"sftp://{USER}@127.0.0.1:{free_port()}/ita")
    error = refused(root, place, site(SITE))
    assert (error.key, error.facts) == ("no-server", {"host": "127.0.0.1"})


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


def test_how_far_an_upload_is_ends_with_all_files_and_bytes(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    seen: list[Progress] = []
    with open_folder() as folder:
        target = target_of(Place(folder=folder, url=f"folder://{folder}/ita"))
        with lines_to(root, target, Passwords(target)) as lines:
            publish(lines, site(SITE), target, Wishes(watch=seen.append))
    every = sum(len(_bytes(data)) for data in SITE.values())
    counts = {"of_files": len(SITE), "of_bytes": every}
    assert seen[-1] == Progress(files=len(SITE), bytes=every, **counts)
    assert [one.files for one in seen] == sorted({one.files for one in seen})
