"""The FTP servers that hosts run: ProFTPD, vsftpd and Pure-FTPd, all with TLS."""

import pwd
import random
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from own_authority import certificate
from target_servers import PASSWORD, USER, needs, open_folder, running

if TYPE_CHECKING:
    import trustme

_PORTS = 41


@dataclass(frozen=True, kw_only=True)
class Ftp:
    """A server: its port, those of its data connections, and the folder of the user."""

    port: int
    data: range
    home: Path

    def url(self, path: str, *, host: str = "127.0.0.1") -> str:
        return f"ftps://{USER}@{host}:{self.port}/{path}"


def free_ports() -> tuple[int, range]:
    """Return a port for logins, and ports in a row for data.

    Nothing listens on them, here or where the proxy is, and no connection begins there.
    """
    while True:
        first = random.SystemRandom().randrange(15_000, 30_000)
        found = range(first, first + _PORTS)
        with suppress(OSError):
            for port in found:
                for host in ("127.0.0.1", "127.0.0.2"):
                    socket.create_server((host, port)).close()
            return found[0], found[1:]


def hashed() -> str:
    """Return the password as servers keep it."""
    words = ["openssl", "passwd", "-6", PASSWORD]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@contextmanager
def proftpd(authority: "trustme.CA", folder: Path, *lines: str) -> Iterator[Ftp]:
    """Run ProFTPD, which demands TLS and that its session is continued."""
    program = needs("proftpd")
    (port, data), pem = free_ports(), certificate(authority, folder)
    nobody = pwd.getpwnam("nobody")
    with open_folder(nobody.pw_uid) as home:
        users = folder / "users"
        ids = f"{nobody.pw_uid}:{nobody.pw_gid}"
        users.write_text(f"{USER}:{hashed()}:{ids}::{home}:/bin/false\n")
        users.chmod(0o600)
        more = "\n".join(lines) or "AllowOverwrite on"
        config = folder / "proftpd.conf"
        config.write_text(
            f"""ServerType standalone
DefaultServer on
DefaultAddress 127.0.0.1
SocketBindTight on
UseIPv6 off
UseReverseDNS off
Port {port}
PassivePorts {data[0]} {data[-1]}
User nobody
Group nogroup
PidFile {folder}/pid
ScoreboardFile {folder}/scoreboard
DelayTable none
SystemLog {folder}/log
WtmpLog off
TransferLog none
ModulePath /usr/lib/proftpd
LoadModule mod_tls.c
LoadModule mod_ident.c
IdentLookups off
AuthOrder mod_auth_file.c
AuthUserFile {users}
RequireValidShell off
DefaultRoot ~
MaxInstances 60
TLSEngine on
TLSRequired on
TLSRSACertificateFile {pem}
TLSRSACertificateKeyFile {pem}
TLSLog {folder}/tls.log
{more}
"""
        )
        with running(program, "-n", "-q", "-c", config, port=port):
            yield Ftp(port=port, data=data, home=home)


@contextmanager
def vsftpd(authority: "trustme.CA", folder: Path, *lines: str) -> Iterator[Ftp]:
    """Run vsftpd: no MLSD, no UTF-8, names with a dot in front are not listed.

    It demands that data connections continue the session, unless a line says no.
    """
    program = needs("vsftpd")
    (port, data), pem = free_ports(), certificate(authority, folder)
    empty = folder / "empty"
    empty.mkdir()
    with open_folder(pwd.getpwnam(USER).pw_uid) as home:
        values = {
            "listen": "YES",
            "listen_address": "127.0.0.1",
            "listen_port": port,
            "background": "NO",
            "anonymous_enable": "NO",
            "local_enable": "YES",
            "write_enable": "YES",
            "local_umask": "022",
            "local_root": home,
            "chroot_local_user": "YES",
            "allow_writeable_chroot": "YES",
            "pam_service_name": "other",
            "secure_chroot_dir": empty,
            "seccomp_sandbox": "NO",
            "xferlog_enable": "NO",
            "pasv_min_port": data[0],
            "pasv_max_port": data[-1],
            # So long a file that is being written is kept from others when the line
            # of its writer was cut; a minute where it is not said.
            "accept_timeout": 2,
            "ssl_enable": "YES",
            "force_local_logins_ssl": "YES",
            "force_local_data_ssl": "YES",
            "require_ssl_reuse": "YES",
            "ssl_ciphers": "HIGH",
            "rsa_cert_file": pem,
            **dict(line.split("=") for line in lines),
        }
        config = folder / "vsftpd.conf"
        config.write_text("".join(f"{key}={one}\n" for key, one in values.items()))
        with running(program, config, port=port):
            yield Ftp(port=port, data=data, home=home)


@contextmanager
def pure_ftpd(authority: "trustme.CA", folder: Path, *options: str) -> Iterator[Ftp]:
    """Run Pure-FTPd as hosting panels do: a listing ends after 10,000 names."""
    program = needs("pure-ftpd")
    (port, data), pem = free_ports(), certificate(authority, folder)
    with open_folder(pwd.getpwnam(USER).pw_uid) as home:
        users, made = folder / "users", folder / "users.pdb"
        who = pwd.getpwnam(USER)
        ids = f"{who.pw_uid}:{who.pw_gid}"
        users.write_text(f"{USER}:{hashed()}:{ids}::{home}/./::::::::::::\n")
        subprocess.run([needs("pure-pw"), "mkdb", made, "-f", users], check=True)
        with running(
            program,
            *("-S", f"127.0.0.1,{port}", "-p", f"{data[0]}:{data[-1]}"),
            *("-l", f"puredb:{made}", "-Y", "2", "-2", f"{pem},{pem}"),
            *("-L", "10000:8", "-4", "-A", "-H", "-u", "100", *options),
            port=port,
        ):
            yield Ftp(port=port, data=data, home=home)


@pytest.fixture(scope="session")
def proftpd_server(
    authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ftp]:
    with proftpd(authority, tmp_path_factory.mktemp("proftpd")) as server:
        yield server


@pytest.fixture(scope="session")
def vsftpd_server(
    account: None, authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ftp]:
    del account
    with vsftpd(authority, tmp_path_factory.mktemp("vsftpd")) as server:
        yield server


@pytest.fixture(scope="session")
def pure_ftpd_server(
    account: None, authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ftp]:
    del account
    with pure_ftpd(authority, tmp_path_factory.mktemp("pureftpd")) as server:
        yield server
