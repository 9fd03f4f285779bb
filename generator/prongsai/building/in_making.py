"""The next site while it is made, with what is used again of the last one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from prongsai.building.cover import Cover
from prongsai.building.draft import FACTS
from prongsai.building.facts import Brief, Facts, is_hub
from prongsai.building.finish import (
    FINISHED,
    SITE,
    Finished,
    Look,
    bring_finished,
    bring_sources,
    last_one,
)
from prongsai.building.kept import read_made
from prongsai.site.frames.project import Project
from prongsai.site.staging import DOCS, stage_theme
from prongsai.site.swap import BUILD, CHAPTERS, GOOD, NEXT, owner_of
from prongsai.site.verify.parts import Verified
from prongsai.storage.below import files_below
from prongsai.storage.side_by_side import Workers
from prongsai.storage.write import Scratch, make_folder


def begin(root: Path) -> tuple[str, ...]:
    """Begin the next build with the theme; return the paths of its files."""
    staged = Scratch.empty(root / BUILD / NEXT)
    for folder in (DOCS, SITE, f"{BUILD}/{GOOD}", f"{BUILD}/{CHAPTERS}"):
        make_folder(staged.folder / folder)
    stage_theme(root, staged)
    docs = staged.folder / DOCS
    return tuple(path.relative_to(docs).as_posix() for path in files_below(docs))


def give_up(root: Path) -> None:
    """Remove what was begun."""
    Scratch(root / BUILD).remove(NEXT)


@dataclass(slots=True, kw_only=True)
class SiteInMaking:
    """A site of which all parts are not there yet.

    Attributes:
        crew: who works.
        parts: the agencies that are finished, by slug.
        last: the agencies whose Markdown is that of the last build.
        stay: those of them whose folders stay where they are, with all that is in them.
        rest: the paths of all files that are in no part.
        unlike: a page that MkDocs makes in another way than its frame.
    """

    crew: Workers
    look: Look
    cover: Cover
    last: tuple[Brief, ...]
    parts: dict[str, Verified] = field(default_factory=dict)
    stay: frozenset[str] = frozenset()
    rest: set[str] = field(default_factory=set)
    unlike: str | None = None

    @property
    def project(self) -> Project:
        """Return the staged project."""
        return self.look.project

    @property
    def root(self) -> Path:
        """Return the folder of the whole project."""
        return self.look.root

    @property
    def todo(self) -> list[str]:
        """Return the agencies that are not finished."""
        return [one.slug for one in self.cover.shown if one.slug not in self.parts]

    def facts(self, slug: str) -> Facts:
        """Read the facts of an agency."""
        return read_made(self.root, slug, FACTS, Facts)

    def files(self, slug: str) -> Mapping[str, str]:
        """Read which files a finished agency adds: the hash of each by its path."""
        return read_made(self.root, slug, FINISHED, Finished).files

    def place(self, path: str) -> Path:
        """Return where a file of the next site is until it is put in place."""
        stays = owner_of(path) in self.stay
        return (self.root / SITE if stays else self.project.site) / path

    def put(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files of the site as a whole."""
        site = Scratch(self.project.site)
        for path, data in files:
            site.put(path, data)
            self.rest.add(path)


def use_again(made: SiteInMaking) -> None:
    """Find the agencies of which nothing has to be made.

    The folders of most stay where they are: not of those in the navigation, which
    MkDocs makes again, nor where the site as a whole has files of its own.
    """
    look, cover = made.look, made.cover
    found = made.crew.each(partial(last_one, look), made.last)
    for brief, last in zip(made.last, found, strict=True):
        if last is not None:
            made.parts[brief.slug] = last
    if is_hub(look.site.site.value):
        touched = {owner_of(path) for one in cover.moves for path in one.paths}
        touched |= {owner_of(path) for path in cover.sitemap}
        touched |= {owner_of(page) for page in made.project.listed}
        made.stay = frozenset(made.parts) - touched


def take_sources(made: SiteInMaking) -> None:
    """Take over Markdown of the last build, but what stays where it is."""
    away = [one.slug for one in made.last if one.slug not in made.stay]
    for _ in made.crew.each(partial(bring_sources, made.root), away):
        pass


def take_finished(made: SiteInMaking) -> None:
    """Take over what the last build made, but what stays where it is."""
    away = [
        one.slug
        for one in made.last
        if one.slug in made.parts and one.slug not in made.stay
    ]
    for _ in made.crew.each(partial(bring_finished, made.root), away):
        pass
