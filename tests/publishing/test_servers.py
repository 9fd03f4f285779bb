"""A site is published to real servers: first, changed, lessened."""

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
from sites_to_send import CHANGED, SITE, in_bytes
from target_servers import USER, Place, open_folder, pyftpd

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
    assert served(place.folder) == {path: in_bytes(data) for path, data in SITE.items()}
    assert len(first.sent) == len(SITE)
    then = bring(root, place, site(CHANGED))
    assert served(place.folder) == {
        path: in_bytes(data) for path, data in CHANGED.items()
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
            path: in_bytes(data) for path, data in CHANGED.items()
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


def test_how_far_an_upload_is_ends_with_all_files_and_bytes(
    root: Path, site: Callable[[Mapping[str, str | bytes]], Here]
) -> None:
    seen: list[Progress] = []
    with open_folder() as folder:
        target = target_of(Place(folder=folder, url=f"folder://{folder}/ita"))
        with lines_to(root, target, Passwords(target)) as lines:
            publish(lines, site(SITE), target, Wishes(watch=seen.append))
    every = sum(len(in_bytes(data)) for data in SITE.values())
    counts = {"of_files": len(SITE), "of_bytes": every}
    assert seen[-1] == Progress(files=len(SITE), bytes=every, **counts)
    assert [one.files for one in seen] == sorted({one.files for one in seen})
