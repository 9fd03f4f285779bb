"""The site that was built in a project, as what is to be published."""

import datetime
import json
import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry
from prongsai.publishing.own_site import content_root
from prongsai.publishing.version import Version, build_hash, read_day
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import live_addresses, provisional_addresses
from prongsai.site.swap import BUILD
from prongsai.site.swap import MANIFEST as BUILT
from prongsai.storage.git_state import state

SITE = f"{BUILD}/site"
_DAMAGED = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError),
    RecursionError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The list that the last build wrote: its day, and the hash of every file."""

    day: datetime.date | None = None
    files: dict[str, str]

    @classmethod
    def of(cls, root: Path) -> "Build":
        """Read it; a project that was not built yet has no files."""
        try:
            tree = json.loads((root / BUILD / BUILT).read_bytes())
            listed = {str(path): str(digest) for path, digest in tree["files"].items()}
            return cls(day=read_day(str(tree.get("date", ""))), files=listed)
        except _DAMAGED:
            return cls(files={})

    def entries(self, folder: Path, publish: str) -> dict[str, Entry]:
        """Return every file as a publish puts it at a target."""
        base = os.fspath(folder)
        return {
            path: Entry(
                sha256=sha256,
                size=os.stat(f"{base}/{path}").st_size,  # noqa: PTH116 - three times as quick
                publish=publish,
            )
            for path, sha256 in self.files.items()
        }


def built_here(root: Path, plan: Plan, now: datetime.datetime) -> Here:
    """Return the site that was built below `root` from this plan."""
    content = plan.context.content
    site = content.site.value
    known = content.published.value.addresses if content.published else ()
    publish = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder = root / SITE
    return Here(
        folder=folder,
        site=site.site_url or site.title,
        site_url=site.site_url,
        publish=publish,
        version=built_version(root),
        files=Build.of(root).entries(folder, publish),
        lasting=paths_of({*known, *live_addresses(plan)} - provisional_addresses(plan)),
    )


def built_version(root: Path) -> Version:
    """Return what the site that was built below `root` is made of."""
    commit, edited = state(content_root(root))
    made = Build.of(root)
    build = build_hash(made.files) if made.files else ""
    return Version(commit=commit, edited=edited, day=made.day, build=build)


def paths_of(addresses: Collection[str]) -> frozenset[str]:
    """Return the files behind addresses: `/a/` is `a/index.html`."""
    pages = {address.partition("#")[0].removeprefix("/") for address in addresses}
    return frozenset(
        page if page and not page.endswith("/") else f"{page}index.html"
        for page in pages
    )
