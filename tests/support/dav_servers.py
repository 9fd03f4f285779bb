"""The WebDAV servers that hosts run, all with TLS: Apache's mod_dav, nginx, WsgiDAV."""

import pwd
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from own_authority import certificate
from target_servers import PASSWORD, USER, free_port, needs, open_folder, running

if TYPE_CHECKING:
    import trustme

_APACHE = "/usr/lib/apache2/modules"
_APACHE_MODULES = (
    *("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user"),
    *("auth_basic", "dav", "dav_fs", "dir", "headers", "ssl"),
)
_SHOWN = """Header always set Access-Control-Allow-Origin "*"
Header always set Access-Control-Allow-Methods "GET,PUT,DELETE,MKCOL,MOVE,PROPFIND"
Header always set Access-Control-Allow-Headers \
"authorization,content-type,depth,destination,overwrite"
"""
"""How a host lets a tab send to it: what the desk's recipe asks for."""

_NGINX_LISTS = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")


@dataclass(frozen=True, kw_only=True)
class Dav:
    """A server: its port, and the folder that it gives out."""

    port: int
    home: Path

    def url(self, path: str, *, host: str = "127.0.0.1") -> str:
        return f"davs://{USER}@{host}:{self.port}/{path}"


def _users(folder: Path) -> Path:
    """Write the file of the users that Apache and nginx read."""
    words = ["openssl", "passwd", "-apr1", PASSWORD]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    path = folder / "users"
    path.write_text(f"{USER}:{done.stdout.strip()}\n")
    path.chmod(0o644)
    return path


@contextmanager
def apache_dav(
    authority: "trustme.CA", folder: Path, *, shown: bool = False
) -> Iterator[Dav]:
    """Run Apache's mod_dav; a move onto a file removes that file first.

    Where it is `shown`, browsers let pages of other sites send to it.
    """
    program, port, pem = needs("apache2"), free_port(), certificate(authority, folder)
    nobody = pwd.getpwnam("nobody").pw_uid
    with open_folder(nobody) as home, open_folder(nobody) as own:
        modules = "".join(
            f"LoadModule {name}_module {_APACHE}/mod_{name}.so\n"
            for name in _APACHE_MODULES
        )
        config = folder / "apache.conf"
        config.write_text(
            f"""ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerRoot {folder}
{modules}User nobody
Group nogroup
DocumentRoot {home}
DavLockDB {own}/locks
SSLEngine on
SSLCertificateFile {pem}
SSLCertificateKeyFile {pem}
<Directory {home}>
Dav On
DirectoryIndex disabled
AllowOverride FileInfo
AuthType Basic
AuthName site
AuthUserFile {_users(own)}
<LimitExcept OPTIONS>
Require valid-user
</LimitExcept>
{_SHOWN if shown else ""}</Directory>
"""
        )
        with running(program, "-D", "FOREGROUND", "-f", config, port=port):
            yield Dav(port=port, home=home)


@contextmanager
def nginx_dav(authority: "trustme.CA", folder: Path) -> Iterator[Dav]:
    """Run nginx with its WebDAV, and the module that lists."""
    program, port, pem = needs("nginx"), free_port(), certificate(authority, folder)
    if not _NGINX_LISTS.exists():
        pytest.skip("nginx has no module that lists for WebDAV")
    with open_folder() as home:
        config = folder / "nginx.conf"
        config.write_text(
            f"""daemon off;
worker_processes 1;
load_module {_NGINX_LISTS};
pid {folder}/pid;
error_log {folder}/error.log;
user root;
events {{ worker_connections 200; }}
http {{
  access_log off;
  client_max_body_size 0;
  client_body_temp_path {home}/.temporary;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {pem};
    ssl_certificate_key {pem};
    root {home};
    auth_basic site;
    auth_basic_user_file {_users(folder)};
    dav_methods PUT DELETE MKCOL COPY MOVE;
    dav_ext_methods PROPFIND OPTIONS;
  }}
}}
"""
        )
        with running(program, "-c", config, "-p", folder, port=port):
            yield Dav(port=port, home=home)


@contextmanager
def wsgi_dav(authority: "trustme.CA", folder: Path) -> Iterator[Dav]:
    """Run WsgiDAV below Cheroot; it replaces no file in one step."""
    from cheroot.ssl.builtin import BuiltinSSLAdapter
    from cheroot.wsgi import Server
    from wsgidav.wsgidav_app import WsgiDAVApp

    pem, port = certificate(authority, folder), free_port()
    with open_folder() as home:
        app = WsgiDAVApp(
            {
                "provider_mapping": {"/": str(home)},
                "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
                "verbose": 0,
                "logging": {"enable": False},
            }
        )
        server = Server(("127.0.0.1", port), app)
        server.ssl_adapter = BuiltinSSLAdapter(str(pem), str(pem))
        server.prepare()
        serving = threading.Thread(target=server.serve, daemon=True)
        serving.start()
        yield Dav(port=port, home=home)
        server.stop()
        serving.join()


@pytest.fixture(scope="session")
def apache_dav_server(
    authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dav]:
    with apache_dav(authority, tmp_path_factory.mktemp("apache-dav")) as server:
        yield server


@pytest.fixture(scope="session")
def nginx_dav_server(
    authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dav]:
    with nginx_dav(authority, tmp_path_factory.mktemp("nginx-dav")) as server:
        yield server


@pytest.fixture(scope="session")
def wsgi_dav_server(
    authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Dav]:
    with wsgi_dav(authority, tmp_path_factory.mktemp("wsgi-dav")) as server:
        yield server
