"""The site as it was built here: what is to be at the target."""

import datetime
import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.manifest import MANIFEST as BUILT
from prongsai.publishing.manifest import Entry
from prongsai.site.page_types import Plan
from prongsai.site.published import live_addresses, provisional_addresses
from prongsai.site.swap import BUILD
from prongsai.storage.git import state


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The built site, ready to go.

    Attributes:
        folder: where its files are.
        by_hash: whether they are there under their hash instead of their path.
        site: whose it is: the public address, or the title where there is none.
        site_url: the public address.
        publish: the id of the publish to come.
        commit: of the content; empty outside a repository.
        files: every file by its path.
        lasting: paths of addresses that were published, or are now.
    """

    folder: Path
    site: str
    site_url: str | None
    publish: str
    commit: str
    files: Mapping[str, Entry]
    lasting: frozenset[str]
    by_hash: bool = False

    def data(self, path: str) -> bytes:
        """Return the bytes of a file."""
        name = self.files[path].sha256 if self.by_hash else path
        return (self.folder / name).read_bytes()


def built_here(root: Path, plan: Plan, now: datetime.datetime) -> Here:
    """Return the site that was built below `root` from this plan."""
    content = plan.context.content
    site = content.site.value
    known = content.published.value.addresses if content.published else ()
    publish = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder = root / BUILD / "site"
    return Here(
        folder=folder,
        site=site.site_url or site.title,
        site_url=site.site_url,
        publish=publish,
        commit=state(root)[0],
        files=_files(root, folder, publish),
        lasting=paths_of({*known, *live_addresses(plan)} - provisional_addresses(plan)),
    )


def paths_of(addresses: Collection[str]) -> frozenset[str]:
    """Return the files behind addresses: `/a/` is `a/index.html`."""
    pages = {address.partition("#")[0].removeprefix("/") for address in addresses}
    return frozenset(
        page if page and not page.endswith("/") else f"{page}index.html"
        for page in pages
    )


def _files(root: Path, folder: Path, publish: str) -> dict[str, Entry]:
    """Return every file with its hash, which the build has just taken."""
    listed: dict[str, str] = json.loads((root / BUILD / BUILT).read_bytes())["files"]
    return {
        path: Entry(sha256=sha256, size=(folder / path).stat().st_size, publish=publish)
        for path, sha256 in listed.items()
    }
