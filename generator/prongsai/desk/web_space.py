"""Where the site goes, as a host tells it to an office: server, user, folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any  # trees of YAML
from urllib.parse import quote, unquote, urlsplit

from prongsai.desk.acts import BadValueError
from prongsai.desk.forms import Form
from prongsai.model.site import OwnSite, PublishTarget, Site
from prongsai.storage.capabilities import Capability, has
from prongsai.yaml.writer import Bare

_HOST = re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?(?::\d{1,5})?")
_SAFE = "/._-~"
_STEM = "web"
_USUAL = "public_html"
"""What the form says of the folder before anybody types."""

_BRANCH = "gh-pages"
"""The branch that forges publish."""


class Space(StrEnum):
    """The ways to a web space that can be chosen at the desk."""

    SFTP = "sftp"
    FTPS = "ftps"
    DAVS = "davs"
    GIT = "git+https"
    FTP = "ftp"
    ZIP = "zip"
    FOLDER = "folder"


_FROM_A_TAB = (Space.ZIP, Space.GIT, Space.DAVS)
"""The ways by which a tab brings the site there itself."""


def ways() -> list[Space]:
    """Return the ways to choose from, those that work here first.

    A tab keeps no folder but the one that it works in; of the others it hands over how.
    """
    if has(Capability.CONNECTIONS):
        return list(Space)
    others = {*_FROM_A_TAB, Space.FOLDER}
    return [*_FROM_A_TAB, *(one for one in Space if one not in others)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A web space on the page: its name in the file, how it is reached, and where.

    `own` tells that it is for the agency's own site, not for that of all.
    """

    name: str
    way: str
    place: str
    own: bool


def spaces(site: Site, slug: str) -> Iterator[Shown]:
    """Yield the web spaces of the site, then those of the agency's own site."""
    own = own_site(site, slug)
    for one in site.publish:
        yield _shown(one, own=False)
    for one in own.publish if own else ():
        yield _shown(one, own=True)


def own_site(site: Site, slug: str) -> OwnSite | None:
    """Return what the site of all says of an agency's own site."""
    return next((one for one in site.own_sites if one.agency == slug), None)


def _shown(target: PublishTarget, *, own: bool) -> Shown:
    parts = urlsplit(target.url)
    known = parts.scheme in set(Space)
    branch = f" #{parts.fragment}" if parts.fragment else ""
    place = f"{unquote(parts.netloc)}{unquote(parts.path)}{branch}"
    place = place if known else target.url
    way = parts.scheme if known else ""
    return Shown(name=target.name, way=way, place=place, own=own)


def added(tree: Mapping[str, Any], form: Form, slug: str) -> dict[str, Any]:
    """Return `site.yml` with one more web space, and with the address of the site.

    Raises:
        BadValueError: something that is needed was not typed, or cannot be used.
    """
    address = form.one("site_url")
    if not form.one("own"):
        targets = [*(tree.get("publish") or ()), _target(form, tree.get("publish"))]
        said = {"site_url": _web(address)} if address else {}
        return {**tree, **said, "publish": targets}
    rows = [dict(one) for one in tree.get("own_sites") or ()]
    own = next((one for one in rows if one.get("agency") == slug), None)
    if own is None:
        if not address:
            raise BadValueError("space-no-address")
        own = {"agency": slug, "site_url": _web(address)}
        rows.append(own)
    own["publish"] = [*(own.get("publish") or ()), _target(form, own.get("publish"))]
    return {**tree, "own_sites": rows}


def removed(tree: Mapping[str, Any], form: Form, slug: str) -> dict[str, Any]:
    """Return `site.yml` without a web space."""
    name = form.one("name")
    if not form.one("own"):
        return _without(tree, name)
    rows = [
        _without(one, name) if one.get("agency") == slug else dict(one)
        for one in tree.get("own_sites") or ()
    ]
    return {**tree, "own_sites": rows}


def _without(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    left = [one for one in record.get("publish") or () if one.get("name") != name]
    rest = {key: one for key, one in record.items() if key != "publish"}
    return {**rest, "publish": left} if left else rest


def _target(form: Form, have: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    used = {str(one.get("name")) for one in have or ()}
    free = (f"{_STEM}-{number}" for number in range(2, len(used) + 3))
    name = _STEM if _STEM not in used else next(one for one in free if one not in used)
    space = Space(form.one("way") or Space.SFTP)
    target: dict[str, Any] = {"name": name, "url": _url(space, form)}
    return {**target, "insecure": Bare("true")} if space is Space.FTP else target


def _url(space: Space, form: Form) -> str:
    folder = form.one("folder").replace("\\", "/")
    if space is Space.ZIP:
        return "zip:"
    if space is Space.FOLDER:
        if not folder.strip("/"):
            raise BadValueError("space-no-folder")
        return f"folder:{quote(folder, safe=_SAFE + ':')}"
    host = form.one("host").rpartition("://")[2].rstrip("/")
    if space is Space.GIT:
        return _repository(host, folder)
    if not host:
        raise BadValueError("space-no-host")
    if not _HOST.fullmatch(host):
        raise BadValueError("space-bad-host", value=form.one("host"))
    user = form.one("user")
    if not user:
        raise BadValueError("space-no-user")
    return f"{space}://{quote(user, safe='')}@{host}/{quote(folder, safe=_SAFE)}"


def _repository(host: str, folder: str) -> str:
    """Return the branch of a repository; its whole address may be typed as the host."""
    named = "" if folder == _USUAL else folder
    host, _, path = f"{host}/{named}".partition("/")
    path, _, branch = path.strip("/").partition("#")
    if not _HOST.fullmatch(host) or "/" not in path.strip("/"):
        raise BadValueError("space-no-repository")
    where = quote(path.strip("/").removesuffix(".git"), safe=_SAFE)
    return f"{Space.GIT}://{host}/{where}.git#{branch or _BRANCH}"


def _web(address: str) -> str:
    whole = address if "://" in address else f"https://{address}"
    return whole if whole.endswith("/") else f"{whole}/"
