"""Where a link inside the site leads."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

_UNRESOLVED = re.compile(r"//|(?:^|/)\.{1,2}(?:/|$)")


def target(page: str, link: str, base: str) -> tuple[str, str] | None:
    """Return path and fragment that `link` means on the page at path `page`.

    A path is from the site's root: `a/b/` is a folder, `a/b` either, the root empty;
    it begins with `../` where the link leads out of the site. Links to other places
    (`https:`, `mailto:`) give None.

    Args:
        page: path of the page's file, from the site's root.
        link: as it is in the page, entities decoded.
        base: the path under which the site is published, `/` at both ends.
    """
    way, _, fragment = link.partition("#")
    if ":" in way or way.startswith("//"):
        return None
    path = way.partition("?")[0]
    if "%" in link:
        path, fragment = unquote(path), unquote(fragment)
    if not path:
        return page, fragment
    folder = posixpath.dirname(page)
    if path.startswith("/"):
        if not path.startswith(base):
            return f"..{path}", fragment
        path, folder = path[len(base) :] or ".", ""
    return _joined(folder, path), fragment


def _joined(folder: str, path: str) -> str:
    """Return `path` as seen from `folder`, without `.` and `..`."""
    rest = path
    parts = folder.split("/") if folder else []
    while rest.startswith("../") and parts:
        rest = rest[3:]
        parts.pop()
    if not rest:
        return "".join(f"{part}/" for part in parts)
    if not _UNRESOLVED.search(rest):
        return "/".join([*parts, rest])  # the usual link
    found = posixpath.normpath(posixpath.join("/".join(parts), rest))
    if found == ".":
        return ""
    return found + ("/" if path.endswith("/") else "")


def base_path(url: str | None) -> str:
    """Return the path of the site's address: `/`, or `/sub/`."""
    path = urlsplit(url or "").path.strip("/")
    return f"/{path}/" if path else "/"
