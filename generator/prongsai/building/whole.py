"""From facts and Markdown to a whole site, staged and verified."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from prongsai.building.cover import Cover
from prongsai.building.draft import CACHE, Around
from prongsai.building.facts import is_hub, terms_of
from prongsai.building.finish import (
    Filling,
    Look,
    finish,
    published,
    sort_out,
)
from prongsai.building.in_making import (
    SiteInMaking,
    take_finished,
    take_sources,
    use_again,
)
from prongsai.building.needs import finish_needs, sort_needs
from prongsai.findings import Finding
from prongsai.site.frames.fill import filled_pages, learned, sorted_part
from prongsai.site.frames.kept import frames_file, frames_key
from prongsai.site.frames.project import ours, read_project
from prongsai.site.hosting import NGINX, folder_pages, hosting_files, nginx_file
from prongsai.site.mkdocs import run_mkdocs
from prongsai.site.sitemap import FILE as SITEMAP
from prongsai.site.staging import DOCS, stage_config
from prongsai.site.swap import BUILD, owner_of
from prongsai.site.verify.parts import verify_whole
from prongsai.storage.below import files_below
from prongsai.storage.hashed import hash_file
from prongsai.storage.side_by_side import Workers
from prongsai.storage.write import Scratch


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A site that was made.

    Attributes:
        site_errors: what the verifier found in it.
        unlike: a page that MkDocs makes in another way than its frame, if there is one.
        files: every file with its hash; each is read when it is asked for.
        stay: the agencies whose folders stay where they are.
    """

    site_errors: tuple[Finding, ...]
    unlike: str | None
    files: Iterator[tuple[str, str]]
    stay: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """How a build begins.

    Attributes:
        assets: the paths of the theme's files.
        last: the agencies whose Markdown is that of the last build.
        plain: whether MkDocs makes every page.
    """

    assets: tuple[str, ...]
    last: frozenset[str]
    plain: bool


def make_whole(crew: Workers, around: Around, cover: Cover, begun: Begun) -> Whole:
    """Make the site of which the agencies' Markdown is written, and verify it.

    Args:
        crew: who does it.
        around: what all agencies have in common.
        cover: the site as a whole.
        begun: how the build began.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    root, staged = around.root, around.staged
    docs = [*begun.assets, *_put(staged, cover.sources(root))]
    config = stage_config(root, cover.navigation())
    framed = ours(config) and not begun.plain
    look = Look(
        root=root,
        project=read_project(config),
        site=cover.plan.context.content,
        key=frames_key(config) if framed else "",
        split=cover.split,
    )
    last = tuple(one for one in cover.briefs if one.slug in begun.last)
    made = SiteInMaking(crew=crew, look=look, cover=cover, last=last)
    if framed:
        use_again(made)
    take_sources(made)
    docs += cover.old_places(staged)
    filling = _framed(made, root / CACHE) if framed else None
    if filling is None:
        made.parts, made.stay = {}, frozenset()
        take_sources(made)
        run_mkdocs(config, root / CACHE / "theme")
        filling = Filling(look=look)
    todo = made.todo
    needed = partial(finish_needs, filling)
    finished = crew.each(partial(finish, filling), todo, needed)
    made.parts |= zip(todo, finished, strict=True)
    _add_rest(made, docs)
    return _verified(made)


def _put(staged: Scratch, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    for path, data in files:
        staged.put(f"{DOCS}/{path}", data)
        yield path


def _framed(made: SiteInMaking, cache: Path) -> Filling | None:
    """Let MkDocs make few pages; None where it has to make all of them."""
    look, project, cover = made.look, made.project, made.cover
    needed = partial(sort_needs, look)
    parts = made.crew.each(partial(sort_out, look), made.todo, needed)
    own = [page.address for page in cover.plan.pages]
    hub = is_hub(look.site.site.value)
    slugs = [one.slug for one in cover.shown] if hub else []
    all_parts = chain(parts, (sorted_part(project, (), own),))
    few = learned(project, all_parts, slugs, cache, cover.pages)
    if few.unlike is not None or not few.spared:
        made.unlike = few.unlike
        return None
    take_finished(made)
    _merge(made)
    filled = filled_pages(project, few.frames, (), own)
    made.put((f"{address}index.html", data) for address, data in filled)
    frames, data = project.apart / "frames.json", frames_file(look.key, few.frames)
    Scratch(project.apart).put(frames.name, data)
    of = hashlib.sha256(data).hexdigest()
    return Filling(look=look, frames=frames, key=look.key, of=of)


def _merge(made: SiteInMaking) -> None:
    """Take over what MkDocs made; an agency whose page it made otherwise is redone."""
    owned, pages = _Owned(made=made), Scratch(made.project.site)
    for path in pages.merge(made.project.few):
        slug = owned.by(path)
        if slug is None:
            made.rest.add(path)
        elif slug in made.parts:
            known = made.files(slug).get(path)
            if hash_file(made.project.site / path) != known:
                del made.parts[slug]


@dataclass(slots=True, kw_only=True)
class _Owned:
    """Which agency a page is of; only facts of agencies that may have it are read."""

    made: SiteInMaking
    _pages: dict[str, frozenset[str]] = field(default_factory=dict)

    def by(self, path: str) -> str | None:
        """Return the agency that has a page, if any has it."""
        shown = {one.slug for one in self.made.cover.shown}
        hub = is_hub(self.made.look.site.site.value)
        for slug in {owner_of(path)} & shown if hub else shown:
            if slug not in self._pages:
                self._pages[slug] = frozenset(self.made.facts(slug).pages)
            if path.removesuffix("index.html") in self._pages[slug]:
                return slug
        return None


def _add_rest(made: SiteInMaking, docs: Iterable[str]) -> None:
    """Add the files that belong to no agency, and pages of folders that have none."""
    project, cover = made.project, made.cover
    site, root = Scratch(project.site), project.config.parent
    if made.rest == set():
        below = files_below(project.site)
        made.rest = {path.relative_to(project.site).as_posix() for path in below}
        for slug in made.parts:
            made.rest -= made.files(slug).keys()
    for path, _ in published(dict.fromkeys(docs, "")):
        if not (project.site / path).exists():
            site.twin(project.docs / path, path)
        made.rest.add(path)
    for path in (SITEMAP, f"{SITEMAP}.gz"):
        site.remove(path)
        made.rest.discard(path)
    url = made.look.site.site.value.site_url
    made.put(cover.sitemap.items())
    made.put(hosting_files(url, cover.moves).items())
    Scratch(root / BUILD).put(NGINX, nginx_file(url, cover.moves))
    folders = folder_pages(
        cover.plan.context,
        made.rest.union(*(made.files(slug) for slug in _with_no_folder(made))),
        lambda folder: (project.site / folder / "index.html").exists(),
    )
    made.put(tuple(folders))


def _with_no_folder(made: SiteInMaking) -> Iterable[str]:
    """Return the agencies that have no folder of their own: the one without a hub."""
    return () if is_hub(made.look.site.site.value) else tuple(made.parts)


def _verified(made: SiteInMaking) -> Whole:
    """Verify the site as a whole; its parts have been, and all items are in them."""
    shown = made.cover.shown
    site = made.look.site.site.value
    terms = terms_of(site, (), [one.withheld for one in shown])
    errors = verify_whole(
        made.project.site,
        made.rest,
        terms,
        [made.parts[one.slug] for one in shown],
        [start for one in shown for start in one.starts],
        made.place,
    )
    return Whole(
        site_errors=errors, unlike=made.unlike, files=_files(made), stay=made.stay
    )


def _files(made: SiteInMaking) -> Iterator[tuple[str, str]]:
    """Yield every file of the site with its hash, in one order whatever was kept."""
    rest = set(made.rest)
    for slug in sorted(made.parts):
        files = made.files(slug)
        rest -= files.keys()
        yield from sorted(files.items())
    for path in sorted(rest):
        yield path, hash_file(made.project.site / path)
