"""What servers need to know of a site: `.htaccess`, `_redirects`, `_headers`, nginx.

Pages, documents and redirects work on every server without them. With them a former
address answers 301, the page of errors is ours, figures are never shown from an old
copy, and no document runs: neither on the server nor as a page of the agency's domain.

Only directives that Apache counts as `FileInfo` are in `.htaccess`. A host that does
not allow `Options`, which `Options -Indexes` needs, answers 500 for every page of a
site that uses it. So every folder has a page instead: then nothing can be listed.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from prongsai.pages.addresses import relative
from prongsai.pages.context import Context
from prongsai.site.escape import for_html
from prongsai.site.published_addresses import Move
from prongsai.site.redirects import forwarding
from prongsai.site.verify.link_targets import base_path

FOR_SERVERS = (".htaccess", ".nojekyll", "_headers", "_redirects")
NGINX = "nginx.conf"
"""In `build/`, next to the site: the host's own folder is no place for it."""

_RUN_BY_SERVER = (
    "php[0-9]?|phtml|phar|pht|cgi|fcgi|pl|py|rb|sh|asp|aspx|ashx|asmx|jsp|jspx|cfm"
    "|shtml?|stm"
)
_RUN = (
    rf"{_RUN_BY_SERVER}|xht|xhtml|html?|svgz?|xml|xsl|js|mjs|swf|hta|exe|bat|cmd|msi"
    "|scr"
)
"""Endings of files that a server, a browser or Windows would run."""
_DOCUMENTS = (
    r"(?:[a-z0-9-]+/)?[0-9]{4}/files/(?!index\.html$)"
    rf"[^/]*\.(?:{_RUN})(?:\.[^/]*)?$"
)
_FOREVER = r"\.[0-9a-f]{8,}\.min\.(?:js|css)$"
_PACKED = (
    *("text/css", "text/csv", "text/javascript", "text/plain", "text/xml"),
    *("application/javascript", "application/json", "image/svg+xml"),
)
"""Kinds of files that are sent in few bytes, in addition to HTML; fonts, pictures and
documents already are."""
_ALWAYS_ASK = "no-cache"
_A_YEAR = "public, max-age=31536000, immutable"


def hosting_files(url: str | None, moved: Iterable[Move]) -> Mapping[str, bytes]:
    """Return the files for servers by their path in the site."""
    base = base_path(url) if url else None
    ways = tuple(_pages(moved))
    made = {
        ".htaccess": htaccess(base, ways),
        "_headers": headers(base or "/"),
        ".nojekyll": "\n",
    }
    if base and ways:
        made["_redirects"] = redirects(base, ways)
    return {path: text.encode() for path, text in made.items()}


def nginx_file(url: str | None, moved: Iterable[Move]) -> bytes:
    """Return the lines for nginx, which are in `build/`, next to the site."""
    return nginx(base_path(url) if url else "/", tuple(_pages(moved))).encode()


def folder_pages(
    context: Context, files: Iterable[str], has_page: Callable[[str], bool]
) -> Iterator[tuple[str, bytes]]:
    """Yield a page for every folder without one; it leads to the nearest page above.

    Args:
        context: the site.
        files: the files in whose folders a page may be missing.
        has_page: returns whether there is a page in a folder, whose path ends with `/`.
    """
    words, language = context.words, context.content.site.value.language
    for folder in sorted({above for path in files for above in _above(path)}):
        if has_page(folder):
            continue
        target = next(up for up in _above(folder) if has_page(up))
        way = for_html(relative(target, folder))
        link = f'<p><a href="{way}">{for_html(words("folder-link"))}</a></p>\n'
        page = forwarding(language, way, words("folder-title"), link)
        yield f"{folder}index.html", page.encode()


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a path is in, the nearest first, with `/` at the end."""
    folder = posixpath.dirname(path.rstrip("/"))
    while folder:
        yield f"{folder}/"
        folder = posixpath.dirname(folder)
    yield ""


def _pages(all_moves: Iterable[Move]) -> Iterator[Move]:
    """Yield the moves of whole pages; anchors and files are served as they are."""
    for move in all_moves:
        if move.old.endswith("/"):
            yield move


def htaccess(base: str | None, ways: Iterable[Move]) -> str:
    """Write the file for Apache and LiteSpeed; `base` None: the address is unknown."""
    lines = [*_APACHE]
    if base is not None:
        lines += [f"ErrorDocument 404 {base}404.html", "<IfModule mod_alias.c>"]
        lines += [
            f'RedirectMatch 301 "^{re.escape(old)}(?:index\\.html)?$" "{new}"'
            for old, new in _absolute(base, ways)
        ]
        lines.append("</IfModule>")
    return _text(lines)


_APACHE = (
    "AddDefaultCharset utf-8",
    "<IfModule mod_mime.c>",
    "AddCharset utf-8 .css .csv .js .json .svg .txt .xml",
    "AddType font/woff2 .woff2",
    "</IfModule>",
    "<IfModule mod_deflate.c>",
    "<IfModule mod_filter.c>",
    f"AddOutputFilterByType DEFLATE text/html {' '.join(_PACKED)}",
    "</IfModule>",
    "</IfModule>",
    "<IfModule mod_headers.c>",
    f'Header set Cache-Control "{_ALWAYS_ASK}"',
    "Header set X-Content-Type-Options nosniff",
    f'<FilesMatch "{_FOREVER}">',
    f'Header set Cache-Control "{_A_YEAR}"',
    "</FilesMatch>",
    "</IfModule>",
    "<IfModule mod_alias.c>",
    r'RedirectMatch 404 "/\.(?!well-known/)"',
    "</IfModule>",
    "<IfModule mod_setenvif.c>",
    f'SetEnvIfNoCase Request_URI "/{_DOCUMENTS}" prongsai_document',
    "<IfModule mod_headers.c>",
    "Header set Content-Disposition attachment env=prongsai_document",
    "</IfModule>",
    "</IfModule>",
    rf'<FilesMatch "(?i)\.(?:{_RUN_BY_SERVER})(?:\.|$)">',
    "SetHandler default-handler",
    "ForceType application/octet-stream",
    "</FilesMatch>",
)


def redirects(base: str, ways: Iterable[Move]) -> str:
    """Write the file that GitLab Pages, Cloudflare Pages and Netlify read."""
    return _text(f"{old} {new} 301" for old, new in _absolute(base, ways))


def headers(base: str) -> str:
    """Write the file for Cloudflare Pages and Netlify."""
    return _text(
        (
            f"{base}*",
            f"  Cache-Control: {_ALWAYS_ASK}",
            "  X-Content-Type-Options: nosniff",
        )
    )


def nginx(base: str, ways: Iterable[Move]) -> str:
    """Write lines for a `server` block whose `root` holds the site at `base`."""
    files = rf"~* ^{re.escape(base)}{_DOCUMENTS}"
    lines = [
        "charset utf-8;",
        "autoindex off;",
        "gzip on;",
        f"gzip_types {' '.join(_PACKED)};",
        "gzip_vary on;",
        f"error_page 404 {base}404.html;",
        f'add_header Cache-Control "{_ALWAYS_ASK}";',
        "add_header X-Content-Type-Options nosniff;",
        rf'location ~ "^{re.escape(base)}(?:.*/)?\.(?!well-known/)" {{ return 404; }}',
        rf'location ~ "^{re.escape(base)}.*{_FOREVER}" {{',
        f'  add_header Cache-Control "{_A_YEAR}";',
        "}",
        f'location {files[:2]} "{files[3:]}" {{',
        "  types { }",
        "  default_type application/octet-stream;",
        "  add_header Content-Disposition attachment;",
        "  add_header X-Content-Type-Options nosniff;",
        "}",
    ]
    lines += [
        f"location = {old} {{ return 301 {new}; }}"
        for old, new in _absolute(base, ways)
    ]
    return _text(lines)


def _absolute(base: str, ways: Iterable[Move]) -> Iterator[tuple[str, str]]:
    for move in sorted(ways, key=lambda one: one.old):
        yield f"{base}{move.old.lstrip('/')}", f"{base}{move.new.lstrip('/')}"


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
