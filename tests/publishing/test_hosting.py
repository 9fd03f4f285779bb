"""Real servers with the files that the site has for them."""

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from live_site import AT, LiveSite
from prongsai.publishing.judging import Seen
from prongsai.publishing.live_check import see
from prongsai.site.hosting import FOR_SERVERS
from web_servers import apache, ask, free_port, nginx, wait_for

HTML = "text/html; charset=utf-8"


@pytest.fixture(scope="module")
def web(served: LiveSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a host: the site, and documents that would run."""
    folder = tmp_path_factory.mktemp("host") / "ita"
    shutil.copytree(served.built(), folder)
    files = folder / "ban-rai/2568/files"
    for name in ("a.php", "b.cgi", "c.html", "d.svg", "e.php.pdf", "f.pdf"):
        (files / name).write_text("<script>1</script>", encoding="utf-8")
    (folder / ".prongsai-lock").write_text("นายทดสอบ", encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=["apache", "nginx"])
def host(
    request: pytest.FixtureRequest,
    web: Path,
    served: LiveSite,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Serve it with a server that reads `.htaccess`, and with nginx and its lines."""
    port, work = free_port(), tmp_path_factory.mktemp(request.param)
    if request.param == "apache":
        server = apache(work, port, web, AT, "FileInfo")
    else:
        lines = served.root / "build/nginx.conf"
        block = f"listen 127.0.0.1:{port};\nroot {web.parent};\ninclude {lines};\n"
        server = nginx(work, block)
    with server:
        wait_for(f"http://127.0.0.1:{port}{AT}")
        yield f"http://127.0.0.1:{port}{AT}"


def test_a_former_address_answers_301(host: str) -> None:
    for old in ("ban-rai/2568/o7/", "ban-rai/2568/o7/index.html"):
        status, headers, _ = ask(f"{host}{old}")
        if "index" in old and status == 200:
            continue  # nginx: the page that redirects
        assert status == 301
        assert headers["Location"].endswith("/ita/ban-rai/2568/o5/")


def test_the_page_of_errors_is_ours(host: str, web: Path) -> None:
    status, _, data = ask(f"{host}no/such/page/")
    assert status == 404
    assert data == (web / "404.html").read_bytes()


def test_no_folder_is_listed(host: str, web: Path) -> None:
    folders = {path.parent for path in web.rglob("*") if path.is_file()}
    assert len(folders) > 10
    for folder in sorted(folders):
        name = folder.relative_to(web).as_posix()
        if "o7" in name:
            continue  # it moved
        address = host if name == "." else f"{host}{name}/"
        status, headers, data = ask(address)
        assert (status, headers["Content-Type"]) == (200, HTML), address
        assert "Content-Disposition" not in headers, address
        assert b"Index of" not in data


def test_figures_are_asked_for_again_and_named_assets_are_kept(
    host: str, web: Path
) -> None:
    for page in ("", "ban-rai/2568/o1/", "ban-rai/2568/files/f.pdf"):
        _, headers, _ = ask(f"{host}{page}")
        assert headers["Cache-Control"] == "no-cache", page
    named = next(web.glob("assets/stylesheets/main.*.min.css"))
    _, headers, _ = ask(f"{host}{named.relative_to(web).as_posix()}")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_pages_styles_and_scripts_are_sent_in_few_bytes(host: str, web: Path) -> None:
    script = web / "assets/js/fold.js"
    style = web / "assets/css/prongsai.css"
    for path in (script, style, web / "ban-rai/2568/o1/index.html"):
        address = f"{host}{path.relative_to(web).as_posix()}"
        _, headers, packed = ask(address, accept="gzip")
        assert headers.get("Content-Encoding") == "gzip", address
        assert gzip.decompress(packed) == path.read_bytes()
        assert "Accept-Encoding" in headers["Vary"]
        _, headers, plain = ask(address)
        assert "Content-Encoding" not in headers
        assert plain == path.read_bytes()


@pytest.mark.parametrize("name", ["a.php", "b.cgi", "c.html", "d.svg", "e.php.pdf"])
def test_a_document_that_would_run_is_only_downloaded(host: str, name: str) -> None:
    status, headers, data = ask(f"{host}ban-rai/2568/files/{name}")
    assert status == 200
    assert data == b"<script>1</script>"
    assert headers["Content-Disposition"] == "attachment"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_and_documents_open_in_the_browser(host: str) -> None:
    status, headers, _ = ask(f"{host}ban-rai/2568/o1/")
    assert (status, headers["Content-Type"]) == (200, HTML)
    _, headers, _ = ask(f"{host}ban-rai/2568/files/f.pdf")
    assert headers["Content-Type"] == "application/pdf"
    assert "Content-Disposition" not in headers
    _, headers, _ = ask(f"{host}ban-rai/2568/files/o1-picture.txt")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


def test_files_for_the_server_and_of_the_publish_are_not_shown(host: str) -> None:
    for name in (".htaccess", ".prongsai-lock", ".nojekyll"):
        status, _, _ = ask(f"{host}{name}")
        assert status in {403, 404}, name


@pytest.mark.parametrize("allowed", ["None", "AuthConfig FileInfo"])
def test_a_host_that_allows_little_still_shows_the_site(
    web: Path, tmp_path: Path, allowed: str
) -> None:
    port = free_port()
    with apache(tmp_path, port, web, AT, allowed):
        url = f"http://127.0.0.1:{port}{AT}"
        wait_for(url)
        assert ask(url)[0] == 200
        status, _, data = ask(f"{url}ban-rai/2568/o7/")
        page = b'http-equiv="refresh"' in data
        assert (status, page) == ((200, True) if allowed == "None" else (301, False))


def test_the_redirects_of_pages_hosts_name_whole_paths(served: LiveSite) -> None:
    text = (served.built() / "_redirects").read_text("utf-8")
    assert text == "/ita/ban-rai/2568/o7/ /ita/ban-rai/2568/o5/ 301\n"
    lines = (served.built() / "_headers").read_text("utf-8").splitlines()
    assert lines[:2] == ["/ita/*", "  Cache-Control: no-cache"]


def test_a_proof_finds_the_listing_that_an_old_site_still_allows(
    live: LiveSite,
) -> None:
    for path in live.web.rglob("index.html"):
        if path.parent.name in {"files", "assets"}:
            path.unlink()
    proof = see(live.expected())
    listed = {one.address for one in proof.wrong if one.seen is Seen.LISTED}
    assert listed == {"assets/", "ban-rai/2568/files/"}


def test_no_file_for_servers_is_in_the_copy_for_a_disk(served: LiveSite) -> None:
    from prongsai.site.offline import _LEFT_OUT

    assert set(FOR_SERVERS) <= _LEFT_OUT
    names = {path.name for path in served.built().iterdir() if path.is_file()}
    assert {name for name in names if re.match(r"[._]", name)} == set(FOR_SERVERS)
