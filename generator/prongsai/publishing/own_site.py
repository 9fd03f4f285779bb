"""An agency of a hub on its own web space: its own site, made of the hub's content.

OIT is judged on the agency's own main website. `own_sites` of `site.yml` names address
and targets; `build/own/<agency>/` becomes a project in mode agency, so that links,
canonical addresses, the submission sheet and receipts are those of that address. What
it published is kept in the hub: `content/agencies/<agency>/published.yml`.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.loading.content import Content
from prongsai.loading.published import FILE
from prongsai.model.site import OwnSite, Site
from prongsai.publishing.ready import NotReadyError
from prongsai.site.kept_pages import agency_of
from prongsai.storage.content_folder import read_whole
from prongsai.storage.write import Scratch, make_folder, swap, write_all
from prongsai.yaml.writer import Tree, dump

_PUBLISHED = "published.yml"


class NoOwnSiteError(Exception):
    """`own_sites` does not name the agency.

    Attributes:
        agency: its folder.
        known: those that it names.
    """

    def __init__(self, agency: str, known: str) -> None:
        """Keep what to say."""
        super().__init__(agency)
        self.agency, self.known = agency, known or "–"


def folder_of(slug: str) -> str:
    """Return where the project of an agency's own site is, below its hub."""
    return f"build/own/{slug}"


def record_of(slug: str | None) -> str:
    """Return the file that keeps what was published: of a project, or an own site."""
    return FILE if slug is None else f"content/agencies/{slug}/{_PUBLISHED}"


@contextmanager
def own_site(hub: Path, today: datetime.date, slug: str) -> Iterator[Path]:
    """Give the project of an agency's own site, and keep in the hub what it publishes.

    Errors of other agencies of the hub do not matter.

    Raises:
        NoOwnSiteError: `site.yml` does not say where its site is.
        NotReadyError: something is wrong with the hub, or with this agency.
    """
    checked = check_sources(read_whole(hub), today)
    errors = [
        one
        for one in checked.findings
        if one.severity is Severity.ERROR and agency_of(one) in {"", slug}
    ]
    if checked.content is None or errors:
        raise NotReadyError(errors or checked.findings)
    project = own_project(hub, checked.content, slug)
    try:
        yield project
    finally:
        keep_published(hub, slug)


def own_project(root: Path, content: Content, slug: str) -> Path:
    """Write the project of an agency's own site below the hub, and return it.

    Its `build/` stays from the last time, so that only what changed is built.

    Raises:
        NoOwnSiteError: `site.yml` does not say where its site is.
    """
    site = content.site.value
    own = next((one for one in site.own_sites if one.agency == slug), None)
    if own is None:
        known = ", ".join(sorted(one.agency for one in site.own_sites))
        raise NoOwnSiteError(slug, known)
    project = make_folder(root / folder_of(slug))
    made = Scratch.empty(project / "content.next")
    made.put("site.yml", dump(_site_file(content, own)).encode())
    home = root / "content/agencies" / slug
    made.copy_tree(home, f"agencies/{slug}")
    made.remove(f"agencies/{slug}/{_PUBLISHED}")
    if (home / _PUBLISHED).is_file():
        made.copy(home / _PUBLISHED, _PUBLISHED)
    if (root / "content/catalogue").is_dir():
        made.copy_tree(root / "content/catalogue", "catalogue")
    swap(project, {"content": made.folder})
    _look(root, project)
    return project


def _look(root: Path, project: Path) -> None:
    """Give the project the hub's own theme and settings."""
    if (root / "mkdocs.yml").is_file():
        write_all(project, {"mkdocs.yml": (root / "mkdocs.yml").read_bytes()})
    theme = Scratch.empty(project / "theme.next")
    if (root / "theme").is_dir():
        theme.copy_tree(root / "theme", ".")
    swap(project, {"theme": theme.folder})


def _site_file(content: Content, own: OwnSite) -> dict[str, Tree]:
    site = content.site.value
    agency = next(one for one in content.agencies if one.slug == own.agency)
    return {
        "version": str(site.version),
        "title": own.title or agency.agency.value.name,
        "site_url": own.site_url,
        "mode": "agency",
        "agency": own.agency,
        **_as_the_hub(site),
        "publish": [
            {
                "name": target.name,
                "url": target.url,
                "insecure": str(target.insecure).lower(),
                **({"host_key": target.host_key} if target.host_key else {}),
            }
            for target in own.publish
        ],
    }


def _as_the_hub(site: Site) -> dict[str, str]:
    return {
        "language": str(site.language),
        "digits": str(site.digits),
        "noindex": str(site.noindex).lower(),
    }


def content_root(root: Path) -> Path:
    """Return the project that people edit: the hub of an own site, else `root`."""
    own = root.parent.name == "own" and root.parent.parent.name == "build"
    return root.parent.parent.parent if own else root


def keep_published(root: Path, slug: str) -> None:
    """Keep in the hub what the agency's own site published."""
    record = root / folder_of(slug) / "content" / _PUBLISHED
    if record.is_file():
        write_all(root, {record_of(slug): record.read_bytes()})
