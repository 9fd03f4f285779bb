"""The site as one ZIP that opens without a server: from a disk, a stick, an e-mail.

A browser lists a folder's files where a server would send `index.html`, so every link
to a folder gets `index.html`. The search script does so by itself. Made from
`build/site`, which stays as it is. Same site, same bytes.
"""

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from prongsai import messages
from prongsai.model.site import Mode, Site
from prongsai.site.escape import for_html
from prongsai.site.hosting import FOR_SERVERS
from prongsai.site.swap import BUILD
from prongsai.site.verify.link_targets import target
from prongsai.site.verify.links import SITEMAP
from prongsai.storage.below import files_below
from prongsai.storage.write import writing

PAGES = "web"
"""The folder of the site, next to the start file."""

_LEFT_OUT = frozenset({"404.html", *FOR_SERVERS})
_PACKED = (".docx", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".woff2", ".xlsx", ".zip")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16

_TAG = re.compile(r"<[a-z][^<>\"]*+(?:\"[^\"]*+\"[^<>\"]*+)*+>")
_NEEDLESS = re.compile(r"<link\b[^>]*\brel=\"(?:canonical|preload)\"")
_WAY = re.compile(r"(\s(?:href|src|action)=)\"([^\"]*)\"")
_REFRESH = re.compile(r"(\scontent=\"[0-9]+;\s*url=)([^\"]*)\"")


def offline_name(site: Site) -> str:
    """Return the name of the copy: the agency's slug, or `site`."""
    own = site.agency if site.mode is Mode.AGENCY else None
    return f"{own or 'site'}-offline"


def write_offline(root: Path, site: Site) -> Path:
    """Write `build/<name>.zip` from the built site and return its path."""
    name = offline_name(site)
    path = root / BUILD / f"{name}.zip"
    folder = root / BUILD / "site"
    files = frozenset(
        file.relative_to(folder).as_posix() for file in files_below(folder)
    )
    with writing(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        for entry, data in sorted(_own_files(site)):
            _add(archive, f"{name}/{entry}", data)
        sitemaps = {file for file in files if SITEMAP.fullmatch(file)}
        for file in sorted(files - _LEFT_OUT - sitemaps):
            data = (folder / file).read_bytes()
            if file.endswith(".html"):
                data = for_disk(file, data.decode(), files).encode()
            _add(archive, f"{name}/{PAGES}/{file}", data)
    return path


def _own_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the start file and the instructions, which are next to the pages."""
    language = str(site.language)
    start, read_me = (
        messages.text("offline", f"{key}-file", language)
        for key in ("start", "read-me")
    )
    yield start, _start_page(site).encode()
    text = messages.text("offline", "read-me", language, start=start, title=site.title)
    yield read_me, text.replace("\n", "\r\n").encode("utf-8-sig")


def _start_page(site: Site) -> str:
    language = str(site.language)
    title = for_html(site.title)
    link = for_html(messages.text("offline", "start-link", language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={PAGES}/index.html">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p><a href="{PAGES}/index.html">{link}</a></p>\n</body>\n</html>\n'
    )


def for_disk(page: str, text: str, files: frozenset[str]) -> str:
    """Return the page at path `page` so that it opens from a disk.

    Links to folders lead to their `index.html`; what names the published address, or
    what fails without a server, is removed.
    """

    def tag(match: re.Match[str]) -> str:
        found = match.group()
        if _NEEDLESS.match(found):
            return ""
        if found.startswith("<meta"):
            return _REFRESH.sub(
                lambda way: f'{way[1]}{_way(page, way[2], files)}"', found
            )
        return _WAY.sub(lambda way: f'{way[1]}"{_way(page, way[2], files)}"', found)

    return _TAG.sub(tag, text)


def _way(page: str, link: str, files: frozenset[str]) -> str:
    """Return a link with `index.html` where it leads to a folder of the site."""
    found = target(page, html.unescape(link), "/")
    way = re.match(r"[^?#]*", link)
    if found is None or way is None or not way[0] or found[0] in files:
        return link
    index = f"{found[0].rstrip('/')}/index.html".lstrip("/")
    if index not in files:
        return link
    return f"{way[0].rstrip('/')}/index.html{link[way.end() :]}"


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.create_system = 3  # the same on every system
    info.external_attr = _READABLE
    packed = posixpath.splitext(name)[1].lower() in _PACKED
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(info, data, compresslevel=9)
