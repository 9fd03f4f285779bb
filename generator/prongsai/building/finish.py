"""From the Markdown of one agency's pages to HTML that was verified."""

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from prongsai.building.draft import FACTS
from prongsai.building.facts import Brief, Facts, is_hub, terms_of
from prongsai.building.kept import (
    bring,
    hash_of,
    is_intact,
    keep,
    read_kept,
    read_made,
)
from prongsai.loading.content import Content
from prongsai.pages.context import Context
from prongsai.site.frames.cut import Frame
from prongsai.site.frames.fill import Part, filled_pages, sorted_part
from prongsai.site.frames.kept import read_frames
from prongsai.site.frames.kinds import Kind
from prongsai.site.frames.project import Project
from prongsai.site.hosting import folder_pages
from prongsai.site.sitemap import own_sitemap
from prongsai.site.staging import DOCS
from prongsai.site.swap import BUILD, NEXT, owner_of
from prongsai.site.verify.parts import Verified, verify_part
from prongsai.storage.hashed import hash_file
from prongsai.storage.last_good import good_file
from prongsai.storage.write import Scratch

FINISHED = "site"
SITE = f"{BUILD}/site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The part of the site that an agency adds.

    Attributes:
        key: the hash of all that it was made from.
        files: the hash of each file, by its path in the site.
    """

    key: str
    files: Mapping[str, str]
    verified: Verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What all pages have around them.

    Attributes:
        root: the project.
        project: its next build, staged.
        site: the content without any agency.
        key: the hash of the theme and its settings; empty where what was made cannot be
            used again.
        split: whether each agency has a sitemap of its own.
    """

    root: Path
    project: Project
    site: Content
    key: str
    split: bool = False

    @property
    def staged(self) -> Scratch:
        """Return the next build."""
        return Scratch(self.root / BUILD / NEXT)

    def slugs(self, slug: str) -> tuple[str, ...]:
        """Return the folder of an agency of a hub."""
        return (slug,) if is_hub(self.site.site.value) else ()

    def made_from(self, key: str) -> str:
        """Return the hash of all that the part of an agency with these facts is of."""
        return hash_of(self.key, str(self.split), key)


def last_one(look: Look, brief: Brief) -> Verified | None:
    """Return what the last build made of an agency, if it is what would be made now."""
    last = read_kept(look.root, brief.slug, FINISHED, Finished)
    if last is None or not look.key or last.key != look.made_from(brief.key):
        return None
    return last.verified if is_intact(look.root, SITE, brief.slug, last.files) else None


def bring_sources(root: Path, slug: str) -> None:
    """Take over the sources of an agency's pages from the last build."""
    staged, facts = Scratch(root / BUILD / NEXT), read_made(root, slug, FACTS, Facts)
    bring(root / DOCS, staged, DOCS, facts.docs)
    keep(staged, slug, FACTS, facts)
    good = good_file(slug)
    if not (staged.folder / good).exists():
        staged.twin(root / good, good)


def bring_finished(root: Path, slug: str) -> None:
    """Take over what the last build made of an agency."""
    staged = Scratch(root / BUILD / NEXT)
    last = read_made(root, slug, FINISHED, Finished)
    bring(root / SITE, staged, SITE, last.files)
    keep(staged, slug, FINISHED, last)


def sort_out(look: Look, slug: str) -> Part:
    """Sort the pages of an agency by the frames that they need."""
    facts = read_made(look.root, slug, FACTS, Facts)
    return sorted_part(look.project, look.slugs(slug), facts.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """How the pages of agencies are made.

    Attributes:
        frames: the file that has them; without one MkDocs has made all pages already.
        key: the hash of what they are made from.
        of: the hash of the file.
    """

    look: Look
    frames: Path | None = None
    key: str = ""
    of: str = ""


def finish(filling: Filling, slug: str) -> Verified:
    """Make the HTML of an agency's pages, and verify all that it adds to the site."""
    facts = read_made(filling.look.root, slug, FACTS, Facts)
    look, project = filling.look, filling.look.project
    site = Scratch(project.site)
    files: dict[str, str] = {}
    for path, data in _pages(filling, facts):
        site.put(path, data)
        files[path] = hashlib.sha256(data).hexdigest()
    for path in (f"{address}index.html" for address in facts.pages):
        files[path] = files.get(path) or hash_file(project.site / path)
    for path, digest in published(facts.docs):
        if not (project.site / path).exists():
            site.twin(project.docs / path, path)
        files[path] = digest
    for path, data in (*_sitemap(look, facts), *_folders(look, facts, files)):
        site.put(path, data)
        files[path] = hashlib.sha256(data).hexdigest()
    known = terms_of(look.site.site.value, (facts.codes,), (facts.withheld,))
    made = Finished(
        key=look.made_from(facts.key),
        files=files,
        verified=verify_part(project.site, files, known, facts.starts),
    )
    keep(look.staged, slug, FINISHED, made)
    return made.verified


def _sitemap(look: Look, facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of an agency, where each has one."""
    url = look.site.site.value.site_url
    if look.split and url is not None:
        yield from own_sitemap(url, facts.slug, facts.listed)


def published(docs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files of the site's sources that are published as they are."""
    for path, digest in docs.items():
        hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
        if not path.endswith(".md") and not hidden:
            yield path, digest


def _pages(filling: Filling, facts: Facts) -> Iterator[tuple[str, bytes]]:
    if filling.frames is None:
        return
    look, frames = filling.look, _frames(filling.frames, filling.key, filling.of)
    slugs = look.slugs(facts.slug)
    for address, data in filled_pages(look.project, frames, slugs, facts.pages):
        yield f"{address}index.html", data


@lru_cache(maxsize=1)
def _frames(path: Path, key: str, _of: str) -> Mapping[Kind, Frame]:
    """Read frames, which this build wrote, once for all that a process finishes.

    Raises:
        OSError: they cannot be read.
    """
    frames = read_frames(path, key)
    if not frames:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
    return frames


def _folders(
    look: Look, facts: Facts, files: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each folder of an agency of a hub that has none."""
    own = tuple(path for path in files if owner_of(path) in look.slugs(facts.slug))
    site = look.project.site
    context = Context.of(look.site)
    for path, data in folder_pages(
        context, own, lambda folder: (site / folder / "index.html").exists()
    ):
        if owner_of(path) == facts.slug:
            yield path, data
