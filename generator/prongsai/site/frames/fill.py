"""Make a staged site: few pages by MkDocs, all others by filling frames."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any  # the settings that `navigation` writes, as JSON

from prongsai.site.frames.cut import Frame, blank, cut
from prongsai.site.frames.kept import frames_key, read_frames, write_frames
from prongsai.site.frames.kinds import (
    Framed,
    Kind,
    Kinds,
    addresses_in,
    blank_address,
    blank_folder,
)
from prongsai.site.mkdocs import run_mkdocs
from prongsai.storage.below import files_below
from prongsai.storage.starter import starter
from prongsai.storage.write import Scratch

PROOFS = 3
"""How many pages of each build MkDocs makes, too, though their frames are known."""

_PAGE = "index.md"
_FEW = "build/few"
_OUR_CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A staged project: its config file, the sources of its pages, its settings."""

    config: Path
    texts: Mapping[str, str]
    navigation: frozenset[str]
    site_url: str
    permalink: str

    @property
    def docs(self) -> Path:
        """Return the folder of all that is to be in the site."""
        return self.config.parent / "build" / "docs"

    @property
    def few(self) -> Path:
        """Return the site of the few pages that MkDocs makes."""
        return self.config.parent / _FEW / "build" / "site"


@dataclass(slots=True, kw_only=True)
class Work:
    """What is filled, what MkDocs makes, and the kinds whose frames are not known."""

    framed: dict[str, Framed] = field(default_factory=dict)
    by_mkdocs: set[str] = field(default_factory=set)
    new: list[Kind] = field(default_factory=list)


def fill_site(config: Path, cache: Path, slugs: Iterable[str]) -> str | None:
    """Build the site that `config` describes into `build/site` next to it.

    Args:
        config: `mkdocs.yml` of a staged project.
        cache: where frames and compiled templates are kept.
        slugs: the folders of the agencies of a hub.

    Returns:
        The address of a page that MkDocs makes otherwise: then it made the whole site.
        None where all frames are right, or were not tried.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    if not ours(config):
        run_mkdocs(config, cache / "theme")
        return None
    project = read_project(config)
    key, kept = frames_key(config), cache / "frames.json"
    frames = read_frames(kept, key)
    work = _sorted(project, frames, slugs)
    if len(work.by_mkdocs) + len(work.new) >= len(project.texts):
        run_mkdocs(config, cache / "theme")  # frames would cost more than they spare
        return None
    few = by_mkdocs(project, work, cache)
    try:
        learn(project, work, few, frames)
    except ValueError:
        unlike: str | None = next(iter(work.framed), None)
    else:
        unlike = _unlike(project, work, few, frames)
    if unlike is not None:
        run_mkdocs(config, cache / "theme")
        return unlike
    if work.new:
        write_frames(kept, key, frames)
    _finish(project, work, few, frames)
    return None


def ours(config: Path) -> bool:
    """Return whether config and theme are the program's own, without additions."""
    if config.read_bytes() != starter(_OUR_CONFIG).read_bytes():
        return False
    ours, theme = starter("theme") / "overrides", config.parent / "build" / "theme"
    return _tree(theme) == _tree(ours)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files_below(folder)
    }


def read_project(config: Path) -> Project:
    """Return a staged project."""
    build = config.parent / "build"
    settings: dict[str, Any] = json.loads((build / "nav.yml").read_bytes())
    docs = build / "docs"
    toc = next(
        one["toc"] for one in settings["markdown_extensions"] if isinstance(one, dict)
    )
    return Project(
        config=config,
        texts={
            path.relative_to(docs).as_posix().removesuffix(_PAGE): path.read_text(
                "utf-8"
            )
            for path in sorted(files_below(docs))
            if path.name == _PAGE
        },
        navigation=frozenset(
            next(iter(entry.values())).removesuffix(_PAGE) for entry in settings["nav"]
        )
        | frozenset(addresses_in(settings["extra"])),
        site_url=settings.get("site_url", ""),
        permalink=toc["permalink_title"],
    )


def _sorted(
    project: Project, frames: Mapping[Kind, Frame], slugs: Iterable[str]
) -> Work:
    kinds = Kinds(project.navigation, slugs, project.permalink)
    work, new = Work(), dict[Kind, str]()
    for address, text in project.texts.items():
        framed = kinds.framed(address, text)
        if framed is None:
            work.by_mkdocs.add(address)
            continue
        work.framed[address] = framed
        if framed.kind not in frames:
            new.setdefault(framed.kind, address)
    work.new = list(new)
    work.by_mkdocs |= {*new.values(), *_proofs(project, work.framed)}
    return work


def _proofs(project: Project, framed: Iterable[str]) -> list[str]:
    """Return some pages, others when their words are others."""

    def lot(address: str) -> str:
        return hashlib.sha256(project.texts[address].encode()).hexdigest()

    return sorted(framed, key=lot)[:PROOFS]


def by_mkdocs(project: Project, work: Work, cache: Path) -> Path:
    """Let MkDocs make the blanks and those pages; return the site of these few."""
    base = project.config.parent
    few = Scratch.empty(base / _FEW)
    few.copy(project.config, _OUR_CONFIG)
    few.copy(base / "build" / "nav.yml", "build/nav.yml")
    few.copy_tree(base / "build" / "theme", "build/theme")
    for address in work.by_mkdocs:
        few.put(f"build/docs/{address}{_PAGE}", project.texts[address].encode())
    for number, kind in enumerate(work.new):
        path = f"build/docs/{blank_address(kind, number)}{_PAGE}"
        few.put(path, blank(kind, number).encode())
    run_mkdocs(few.folder / _OUR_CONFIG, cache / "theme")
    return project.few


def learn(project: Project, work: Work, few: Path, frames: dict[Kind, Frame]) -> None:
    """Cut the blanks and remove them."""
    made = Scratch(few)
    for number, kind in enumerate(work.new):
        page = few / blank_address(kind, number) / "index.html"
        text = page.read_text(encoding="utf-8")
        frames[kind] = cut(text, kind, number, project.permalink, project.site_url)
        made.remove(blank_folder(kind, number))


def _unlike(
    project: Project, work: Work, few: Path, frames: Mapping[Kind, Frame]
) -> str | None:
    """Return the first page that MkDocs made otherwise than its frame."""
    for address in sorted(work.by_mkdocs & work.framed.keys()):
        framed = work.framed[address]
        filled = frames[framed.kind].fill(framed, address, project.site_url)
        if filled != (few / address / "index.html").read_bytes():
            return address
    return None


def _finish(
    project: Project, work: Work, few: Path, frames: Mapping[Kind, Frame]
) -> None:
    """Add all other pages and files to the few that MkDocs made."""
    site = Scratch(few)
    for address, framed in work.framed.items():
        if address not in work.by_mkdocs:
            filled = frames[framed.kind].fill(framed, address, project.site_url)
            site.put(f"{address}index.html", filled)
    for path in files_below(project.docs):
        below = path.relative_to(project.docs)
        hidden = any(part.startswith(".") for part in below.parts)
        if path.suffix != ".md" and not hidden:
            site.copy(path, below.as_posix())
    Scratch(project.config.parent / "build").take_over(few, "site")
