"""Real servers on this computer, each started once, to publish to."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    import trustme
    from pyftpdlib.handlers import FTPHandler
from own_authority import certificate

APART = "/opt/ftp-servers/usr/sbin:/opt/ftp-servers/usr/bin"
"""Where servers are that Debian does not install next to one another."""


USER = f"prongsai-{os.getpid()}"
PASSWORD = f"{secrets.token_hex(12)} @:/#%?&=+\"'\\ก็ได้é"
"""With every sign that an address, a shell or an old server may take for its own."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A folder that a server gives out: where it is, and how to get there."""

    folder: Path
    url: str
    password: str = PASSWORD


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(
    port: int,
    process: "subprocess.Popen[bytes] | None" = None,
    said: IO[bytes] | None = None,
) -> None:
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process is not None and process.poll() is not None:
            break
        time.sleep(0.05)
    if said is not None:
        said.seek(0)
    pytest.fail(f"a server did not start: {said.read() if said else b''!r}")


@contextmanager
def running(*command: str | Path, port: int) -> Iterator[None]:
    """Run a server until the end of the tests."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(word) for word in command], stdout=said, stderr=said
        )
        try:
            wait_for(port, process, said)
            yield
        finally:
            process.terminate()
            process.wait(10)


def needs(program: str) -> str:
    """Return where a server is; CI installs all of them."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:{APART}")
    if found is None or os.geteuid() != 0:
        pytest.skip(f"{program} is not installed, or we may not start it")
    return found


@contextmanager
def open_folder(owner: int | None = None) -> Iterator[Path]:
    """Give a folder that a server's user can reach."""
    with tempfile.TemporaryDirectory(prefix="prongsai-served-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        if owner is not None:
            os.chown(folder, owner, -1)
        yield folder


@pytest.fixture(scope="session")
def account() -> Iterator[None]:
    """Make a user for this process who logs in with a password, and remove it."""
    shell = ("--no-create-home", "--home-dir", "/", "--shell", "/usr/sbin/nologin")
    subprocess.run(["useradd", *shell, USER], check=True)
    subprocess.run(
        ["chpasswd", "-c", "SHA512", "-s", "1000"],
        input=f"{USER}:{PASSWORD}".encode(),
        check=True,
    )
    try:
        yield
    finally:
        subprocess.run(["userdel", USER], check=True)


@dataclass(frozen=True, kw_only=True)
class Ssh:
    """An SSH server.

    Attributes:
        port: where a login sees the whole computer.
        jail_port: where it is shut in a folder that it may not write, without a shell.
        jail: that folder; in it `public_html` is the user's.
        old_port: where no file is renamed onto another, as on servers of others.
        key: the file of a key that the server takes.
        host_key: the file of its own key.
    """

    port: int
    jail_port: int
    jail: Path
    old_port: int
    key: Path
    host_key: Path


@pytest.fixture(scope="session")
def ssh(account: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    """Run OpenSSH's server; it takes a key, and the test user's password."""
    del account
    sshd = needs("sshd")
    folder = tmp_path_factory.mktemp("ssh")
    port, jail_port, old_port = free_port(), free_port(), free_port()
    for name in ("host", "key"):
        words = [
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-f",
            f"{folder}/{name}",
        ]
        subprocess.run(words, check=True)
    config, taken = folder / "sshd_config", Path(f"/run/{USER}.pub")
    shutil.copy(folder / "key.pub", taken)  # where the user, too, may read it
    taken.chmod(0o644)
    config.write_text(
        f"""Port {port}
Port {jail_port}
Port {old_port}
ListenAddress 127.0.0.1
ListenAddress ::1
HostKey {folder}/host
AuthorizedKeysFile {taken}
PermitRootLogin yes
StrictModes no
UsePAM no
PasswordAuthentication yes
PidFile none
MaxStartups 100
Subsystem sftp internal-sftp
Match LocalPort {jail_port}
  ChrootDirectory /run/{USER}
  ForceCommand internal-sftp
  AllowTcpForwarding no
Match LocalPort {old_port}
  ForceCommand internal-sftp -P posix-rename
"""
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    jail = Path(f"/run/{USER}")  # below folders of root alone, as sshd demands
    (jail / "public_html").mkdir(parents=True)
    os.chown(jail / "public_html", pwd.getpwnam(USER).pw_uid, -1)
    with running(sshd, "-D", "-e", "-f", config, port=port):
        yield Ssh(
            port=port,
            jail_port=jail_port,
            jail=jail,
            old_port=old_port,
            key=folder / "key",
            host_key=folder / "host.pub",
        )
    shutil.rmtree(jail)
    taken.unlink()


def shown_key(ssh: Ssh) -> str:
    """Return the fingerprint of the server as the host prints it."""
    words = ["ssh-keygen", "-l", "-f", str(ssh.host_key)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return done.stdout.split()[1]


@contextmanager
def web_server(folder: Path) -> Iterator[int]:
    """Run nginx over a folder, as the public sees it."""
    program = needs("nginx")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="prongsai-nginx-") as name:
        config = Path(name) / "nginx.conf"
        config.write_text(
            f"""daemon off;
worker_processes 1;
pid {name}/pid;
error_log {name}/error.log;
user root;
events {{ worker_connections 200; }}
http {{
  access_log off;
  open_file_cache off;
  include /etc/nginx/mime.types;
  server {{
    listen 127.0.0.1:{port}; root {folder}; index index.html; error_page 404 /404.html;
  }}
}}
"""
        )
        with running(program, "-c", config, "-p", name, port=port):
            yield port


class Served:
    """A pyftpdlib server in a thread of ours, whose handler a test may change."""

    def __init__(
        self, handler: "type[FTPHandler]", folder: Path, perm: str, password: str
    ) -> None:
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.ioloop import IOLoop
        from pyftpdlib.servers import FTPServer

        authorizer = DummyAuthorizer()
        authorizer.add_user(USER, password, str(folder), perm=perm)
        handler.authorizer = authorizer
        handler.banner = "ready"
        self.loop = IOLoop()
        self.server = FTPServer(("127.0.0.1", 0), handler, ioloop=self.loop)
        self.port = int(self.server.socket.getsockname()[1])
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        while not self._ends.is_set():
            self.server.serve_forever(timeout=0.02, blocking=False)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()
        self.server.close_all()


@contextmanager
def pyftpd(
    authority: "trustme.CA | None",
    folder: Path,
    *,
    perm: str = "elradfmwMT",
    password: str = PASSWORD,
    **changed: Any,
) -> Iterator[Served]:
    """Run pyftpdlib, with TLS where an authority is given."""
    from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler

    values: dict[str, Any] = {"log_prefix": "", "use_sendfile": False, **changed}
    base: type[FTPHandler] = FTPHandler
    with tempfile.TemporaryDirectory() as name:
        if authority is not None:
            pem = changed.pop("pem", None) or certificate(authority, Path(name))
            base = TLS_FTPHandler
            values |= {
                "certfile": str(pem),
                "keyfile": str(pem),
                "tls_control_required": True,
                "tls_data_required": True,
            }
        values.pop("pem", None)
        handler = type("Handler", (base,), values)
        with Served(handler, folder, perm, password) as served:
            yield served
