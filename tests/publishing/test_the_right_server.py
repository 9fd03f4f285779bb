"""Only the server that it was, with its key or certificate, gets the password."""

import datetime
import pwd
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from own_authority import certificate
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords
from publishing_to import refused, target_of
from sites_to_send import SITE
from target_servers import USER, Place, Ssh, free_port, open_folder, pyftpd

pytestmark = pytest.mark.usefixtures("known_password")


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


def test_a_host_that_is_not_there_is_named(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    place = Place(folder=root, url=f"sftp://{USER}@127.0.0.1:{free_port()}/ita")
    error = refused(root, place, site(SITE))
    assert (error.key, error.facts) == ("no-server", {"host": "127.0.0.1"})
