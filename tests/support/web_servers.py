"""Real nginx and Apache on this machine, each with one folder, while a test runs."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

MIME = Path("/etc/nginx/mime.types"), Path("/etc/mime.types")
_MODULES = (
    *("mpm_event", "authz_core", "alias", "dir", "mime", "autoindex", "headers"),
    *("deflate", "filter", "setenvif"),
)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


@contextmanager
def nginx(work: Path, server: str) -> Iterator[None]:
    """Run nginx with the text of one `server` block."""
    work.mkdir(parents=True, exist_ok=True)
    config = work / "nginx.conf"
    temporary = "".join(
        f"{name}_temp_path {work}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off;\nuser root;\npid {work}/nginx.pid;\n"
        f"error_log {work}/error.log;\nworker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\ninclude {MIME[0]};\n{temporary}"
        f"server {{\n{server}\n}}\n}}\n",
        encoding="utf-8",
    )
    with _running(["/usr/sbin/nginx", "-p", str(work), "-c", str(config)]):
        yield


@contextmanager
def apache(
    work: Path, port: int, folder: Path, at: str, allowed: str = "All"
) -> Iterator[None]:
    """Run Apache with a folder `at` an address; its `.htaccess` may say what `allowed`.

    Directory listings are switched on, as on many a shared host.
    """
    work.mkdir(parents=True, exist_ok=True)
    config = work / "apache.conf"
    where = "/usr/lib/apache2/modules"
    loaded = "".join(
        f"LoadModule {name}_module {where}/mod_{name}.so\n" for name in _MODULES
    )
    empty = work / "empty"
    empty.mkdir(exist_ok=True)
    config.write_text(
        f"ServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {work}/apache.pid\n"
        f"ErrorLog {work}/error.log\n{loaded}TypesConfig {MIME[1]}\n"
        f"ServerRoot {work}\nDocumentRoot {empty}\nAlias {at} {folder}/\n"
        f"AddHandler forbidden-program .php .cgi\n"
        f"<Directory {folder}>\nRequire all granted\nOptions Indexes\n"
        f"AllowOverride {allowed}\n</Directory>\n",
        encoding="utf-8",
    )
    program = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", str(config)]
    with _running(program):
        yield


@contextmanager
def _running(program: Sequence[str]) -> Iterator[None]:
    server = subprocess.Popen(program, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(url: str) -> None:
    """Wait until a server answers, whatever it says."""
    plain = build_opener(ProxyHandler({}))
    for _ in range(100):
        try:
            plain.open(url, timeout=5).close()
        except URLError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.05)
        else:
            return
    message = f"no server at {url}"
    raise RuntimeError(message)


def serve_with_nginx(folder: Path, port: int, at: str, more: str = "") -> str:
    """Return a plain `server` block: the folder at an address, with 404.html."""
    return (
        f"listen 127.0.0.1:{port};\nlocation {at} {{\nalias {folder}/;\n"
        f"error_page 404 {at}404.html;\n{more}\n}}\n"
    )


def put(site: Path, folder: Path) -> None:
    """Put a built site into the folder of a server, as a publish would."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(site, folder)
    folder.chmod(0o755)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


def ask(url: str, accept: str = "identity") -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and bytes; redirects are not followed.

    `accept` is the way of packing that the client knows.
    """
    plain = build_opener(ProxyHandler({}), _Stay)
    wish = Request(url, headers={"Accept-Encoding": accept})
    try:
        with plain.open(wish, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()
