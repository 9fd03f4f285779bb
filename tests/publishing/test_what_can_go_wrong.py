"""What goes wrong at hosts, and what the person reads: whole sentences."""

import os
import secrets
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ftp_servers import proftpd, vsftpd
from own_authority import plain_context
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.secrets import variable
from publishing_project import served
from publishing_to import bring, refused, said
from target_servers import USER, Place, Ssh, open_folder, pyftpd, web_server

if TYPE_CHECKING:
    import trustme

SITE = {"index.html": "home", **{f"a/{n}/index.html": f"{n}" for n in range(9)}}
NEW = {**SITE, "index.html": "new", "a/3/index.html": "new", "b/index.html": "b"}
Site = Callable[[Mapping[str, str]], Here]

pytestmark = pytest.mark.usefixtures("known_password")

WAYS = ["sftp", "ftps", "davs"]
NO_ANSWER = (
    "เครื่อง 127.0.0.1 ไม่ตอบตามวิธีส่งที่เลือก จึงยังไม่ได้ส่งไฟล์ใด เว็บไซต์เดิมยังอยู่ครบ "
    "ตรวจวิธีส่ง (SFTP, FTPS หรือ WebDAV) ชื่อเครื่อง และพอร์ตใน content/site.yml "
    "ถามผู้ดูแลเครือข่ายของสำนักงานว่าปิดทางนี้ไว้หรือไม่ แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
)


def at(way: str, port: int, path: str = "ita", user: str = USER) -> Place:
    return Place(folder=Path(), url=f"{way}://{user}@127.0.0.1:{port}/{path}")


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_no_host_has(way: str, root: Path, site: Site) -> None:
    place = Place(folder=root, url=f"{way}://{USER}@host.invalid/ita")
    assert said(refused(root, place, site(SITE))) == (
        "ติดต่อเครื่อง host.invalid ไม่ได้ ตรวจชื่อเครื่องใน content/site.yml และตรวจอินเทอร์เน็ต "
        "แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
    )


@contextmanager
def silent() -> Iterator[int]:
    """Give the port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as one:
        yield int(one.getsockname()[1])


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_takes_connections_and_says_nothing(
    way: str, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = {"sftp": "sftp", "ftps": "ftp", "davs": "webdav"}[way]
    monkeypatch.setattr(f"prongsai.publishing.transport.{module}.SECONDS", 0.2)
    with silent() as port:
        assert said(refused(root, at(way, port), site(SITE))) == NO_ANSWER


@pytest.mark.parametrize("way", ["ftps", "davs"])
def test_a_port_at_which_something_else_listens(
    way: str, ssh: Ssh, root: Path, site: Site
) -> None:
    assert said(refused(root, at(way, ssh.port), site(SITE))) == NO_ANSWER


def test_a_web_server_without_webdav(root: Path, site: Site) -> None:
    with open_folder() as folder, web_server(folder) as port:
        error = refused(root, at("dav", port, ""), site(SITE))
    assert said(error) == (
        "เครื่อง 127.0.0.1 ไม่รับ WebDAV ที่ที่อยู่นี้ จึงยังไม่ได้เผยแพร่ เว็บไซต์เดิมยังอยู่ครบ "
        "ถามผู้ให้บริการว่าที่อยู่ของ WebDAV คืออะไร หรือใช้ SFTP หรือ FTPS แทน "
        "แล้วแก้ใน content/site.yml"
    )


@contextmanager
def encrypted(pem: Path) -> Iterator[int]:
    """Give the port of a server that only shows its certificate."""
    context = plain_context(pem)
    with socket.create_server(("127.0.0.1", 0)) as one:

        def show() -> None:
            while True:
                try:
                    line, _ = one.accept()
                    context.wrap_socket(line, server_side=True).close()
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        showing = threading.Thread(target=show, daemon=True)
        showing.start()
        yield int(one.getsockname()[1])
        one.shutdown(socket.SHUT_RDWR)
        showing.join()


@pytest.mark.parametrize("way", ["ftps", "davs"])
def test_a_certificate_of_another_name(
    way: str,
    authority: "trustme.CA",
    trusted: None,
    root: Path,
    site: Site,
) -> None:
    del trusted
    pem = root / "other.pem"
    issued = authority.issue_cert("www.example.go.th")
    issued.private_key_and_cert_chain_pem.write_to_path(str(pem))
    with (
        open_folder() as folder,
        pyftpd(authority, folder, pem=pem) as ftp,
        encrypted(pem) as port,
    ):
        place = at(way, ftp.port if way == "ftps" else port)
        error = refused(root, place, site(SITE))
    assert said(error) == (
        "ใบรับรองความปลอดภัยไม่ใช่ของ 127.0.0.1 จึงไม่ได้ส่งรหัสผ่านหรือไฟล์ใด ๆ "
        "ใช้ชื่อเครื่องตามที่ผู้ให้บริการแจ้งใน content/site.yml"
    )


@pytest.mark.parametrize("place", ["sftp", "ftps-vsftpd", "davs-apache"], indirect=True)
def test_a_folder_whose_folder_above_is_not_there(
    place: Place, root: Path, site: Site
) -> None:
    deeper = Place(folder=place.folder, url=f"{place.url}/not/here")
    error = refused(root, deeper, site(SITE))
    assert error.key == "no-folder"
    assert str(error.facts["path"]).endswith("/not/here")


@pytest.mark.parametrize("place", ["folder", "sftp", "davs-nginx"], indirect=True)
def test_a_file_in_the_place_of_the_folder_itself(
    place: Place, root: Path, site: Site
) -> None:
    place.folder.write_text("theirs")
    error = refused(root, place, site(SITE))
    assert error.key == "in-the-way"
    assert str(error.facts["path"]).endswith(place.folder.name)
    assert place.folder.read_text() == "theirs"


@pytest.mark.parametrize("place", ["folder", "sftp", "ftps-vsftpd"], indirect=True)
def test_a_link_as_the_folder_of_the_site(place: Place, root: Path, site: Site) -> None:
    real = place.folder.with_name(f"real-{secrets.token_hex(3)}")
    real.mkdir()
    real.chmod(0o777)
    place.folder.symlink_to(real.name)
    bring(root, place, site(SITE))
    bring(root, place, site(NEW))
    assert served(real) == {path: text.encode() for path, text in NEW.items()}
    assert place.folder.is_symlink()


@pytest.mark.parametrize(
    "place", ["sftp", "ftps-vsftpd", "davs-apache", "davs-nginx"], indirect=True
)
def test_a_folder_whose_name_has_every_sign(
    place: Place, root: Path, site: Site
) -> None:
    folder = place.folder.with_name("ก #1? 100% & +=")
    url = place.url.replace(place.folder.name, "ก %231%3F 100%25 & +=")
    bring(root, Place(folder=folder, url=url), site(SITE))
    assert served(folder) == {path: text.encode() for path, text in SITE.items()}


def key(ssh: Ssh, root: Path, password: str) -> Path:
    """Copy the key that the server takes, with a password of its own."""
    copy = root / "key"
    copy.write_bytes(ssh.key.read_bytes())
    copy.chmod(0o600)
    words = ["ssh-keygen", "-q", "-p", "-P", "", "-N", password, "-f", str(copy)]
    subprocess.run(words, check=True)
    return copy


@pytest.mark.parametrize("known", ["the key's own", "another one", "none"])
def test_a_key_with_a_password_of_its_own(
    known: str, ssh: Ssh, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = "รหัส ของกุญแจ"
    file = key(ssh, root, own)
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(file))
    if known == "none":
        monkeypatch.delenv(variable("PASSWORD", "web"))
    elif known == "the key's own":
        monkeypatch.setenv(variable("PASSWORD", "web"), own)
    with open_folder() as folder:
        place = at("sftp", ssh.port, f"/{folder}/ita", "root")
        if known == "the key's own":
            bring(root, place, site(SITE))
            assert len(served(folder / "ita")) == len(SITE)
            return
        error = refused(root, place, site(SITE))
    assert said(error) == (
        f"กุญแจในไฟล์ {file} มีรหัสผ่านของกุญแจเอง และยังไม่มีรหัสผ่านนั้นหรือไม่ตรง "
        "พิมพ์คำสั่งเดิมในหน้าต่างคำสั่ง แล้วพิมพ์รหัสผ่านของกุญแจเมื่อโปรแกรมถาม "
        "หรือเปิดกุญแจไว้ก่อนด้วย ssh-add"
    )


@pytest.mark.parametrize("wrong", ["not there", "public", "by itself"])
def test_a_file_that_holds_no_key(
    wrong: str, ssh: Ssh, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = {"not there": root / "key", "public": ssh.key.with_suffix(".pub")}.get(wrong)
    with open_folder() as folder:
        place = at("sftp", ssh.port, f"/{folder}/ita", "root")
        if file is None:  # one of the person's own, which is not asked for
            monkeypatch.delenv(variable("PASSWORD", "web"))
            (root / ".ssh").mkdir()
            (root / ".ssh/id_ed25519").write_text("x")
            assert refused(root, place, site(SITE)).key == "no-login"
            return
        monkeypatch.setenv(variable("KEY_FILE", "web"), str(file))
        error = refused(root, place, site(SITE))
    assert (
        said(error)
        == {
            "not there": (
                f"ไม่มีไฟล์กุญแจ {file} ตรวจที่อยู่ของไฟล์ที่ตั้งไว้ให้โปรแกรม แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
            ),
            "public": (
                f"ไฟล์ {file} ไม่ใช่กุญแจที่อ่านได้ ใช้ไฟล์กุญแจส่วนตัว (ไฟล์ที่ชื่อไม่ลงท้ายด้วย .pub) "
                "แล้วพิมพ์คำสั่งเดิมอีกครั้ง"
            ),
        }[wrong]
    )


def test_a_server_of_another_maker_that_does_not_rename_onto_a_file(
    ssh: Ssh, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("KEY_FILE", "web"), str(ssh.key))
    with open_folder() as folder:
        place = at("sftp", ssh.old_port, f"/{folder}/ita", "root")
        assert bring(root, place, site(SITE)).gaps == 0
        assert bring(root, place, site(NEW)).gaps == 2
        there = folder / "ita"
        assert served(there) == {path: text.encode() for path, text in NEW.items()}
        assert sorted(one.name for one in there.glob(".*")) == [MANIFEST]


@pytest.mark.parametrize(("server", "most"), [("proftpd", 1), ("vsftpd", 2)])
def test_a_host_that_takes_few_connections_of_one_user(
    server: str,
    most: int,
    request: pytest.FixtureRequest,
    authority: "trustme.CA",
    root: Path,
    site: Site,
) -> None:
    for name in ("account", "trusted"):
        request.getfixturevalue(name)
    (root / "own").mkdir()
    own = root / "own"
    if server == "proftpd":
        limit = f"MaxClientsPerUser {most}"
        running = proftpd(authority, own, limit, "AllowOverwrite on")
    else:
        running = vsftpd(authority, own, f"max_per_ip={most}")
    with running as ftp:
        name = f"ita-{os.urandom(3).hex()}"
        place = Place(folder=ftp.home / name, url=ftp.url(name))
        bring(root, place, site(SITE), tries=6)
        assert served(place.folder) == {p: text.encode() for p, text in SITE.items()}
