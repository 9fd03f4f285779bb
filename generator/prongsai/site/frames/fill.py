"""Make a staged site: few pages by MkDocs, all others by filling frames.

The pages come in parts, each of an agency: all parts are sorted, then MkDocs makes the
few pages that are needed for all of them, then the frames of each part are filled.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.site.frames.cut import Frame
from prongsai.site.frames.few import Few, filled, learn, make_few, unlike
from prongsai.site.frames.kept import frames_key, read_frames, write_frames
from prongsai.site.frames.kinds import Kind, Kinds
from prongsai.site.frames.project import Project

PROOFS = 3
"""How many pages of each build MkDocs makes, too, though their frames are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some pages of a site, sorted.

    Attributes:
        by_mkdocs: those that have no frame.
        kinds: of all others, each with one of its pages.
        lots: some pages, others when their words are others, with what they drew.
    """

    by_mkdocs: tuple[str, ...]
    kinds: tuple[tuple[Kind, str], ...]
    lots: tuple[tuple[str, str], ...]


def sorted_part(
    project: Project, slugs: Iterable[str], addresses: Collection[str]
) -> Part:
    """Sort pages by their kinds; `slugs` are the folders of the agencies of a hub."""
    kinds = Kinds(project.navigation, slugs, project.permalink)
    by_mkdocs, found = [], dict[Kind, str]()
    lots = []
    for address in sorted(addresses):
        text = project.text(address)
        framed = kinds.framed(address, text)
        if framed is None:
            by_mkdocs.append(address)
            continue
        found.setdefault(framed.kind, address)
        lots.append((hashlib.sha256(text.encode()).hexdigest(), address))
    return Part(
        by_mkdocs=tuple(by_mkdocs),
        kinds=tuple(found.items()),
        lots=tuple(sorted(lots)[:PROOFS]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What came of making few pages.

    Attributes:
        unlike: a page that MkDocs makes otherwise than its frame: then it has to make
            the whole site. None where all is well.
        spared: whether frames spare anything; else MkDocs has to make the whole, too.
        frames: by kind.
    """

    unlike: str | None = None
    spared: bool = True
    frames: Mapping[Kind, Frame]


def learned(
    project: Project,
    parts: Iterable[Part],
    slugs: Iterable[str],
    cache: Path,
    whole: int,
) -> Learned:
    """Let MkDocs make few pages, and take from them the frames of all others.

    Args:
        project: with the Markdown of all pages.
        parts: what is to be made; each is looked at once.
        slugs: the folders of the agencies of a hub.
        cache: where frames and compiled templates are kept.
        whole: how many pages the site has.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    key, kept = frames_key(project.config), cache / "frames.json"
    frames = read_frames(kept, key)
    new, wanted, lots = dict[Kind, str](), set(project.listed), list[tuple[str, str]]()
    for part in parts:
        for kind, address in part.kinds:
            if kind not in frames:
                new.setdefault(kind, address)
        wanted.update(part.by_mkdocs)
        lots = sorted((*lots, *part.lots))[:PROOFS]
    wanted.update(new.values(), (address for _, address in lots))
    if len(wanted) + len(new) >= whole:
        return Learned(spared=False, frames={})
    pages = {address: project.text(address) for address in sorted(wanted)}
    few = Few(pages=pages, new=tuple(new))
    make_few(project, few, cache)
    try:
        learn(project, few, frames)
    except ValueError:
        return Learned(unlike=next(iter(new.values())), frames={})
    wrong = unlike(project, few, frames, slugs)
    if wrong is None and new:
        write_frames(kept, key, frames)
    return Learned(unlike=wrong, frames=frames)


def filled_pages(
    project: Project,
    frames: Mapping[Kind, Frame],
    slugs: Iterable[str],
    addresses: Iterable[str],
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that have a frame, but those that MkDocs made."""
    kinds = Kinds(project.navigation, slugs, project.permalink)
    for address in addresses:
        if not (project.site / address / "index.html").exists():
            framed = kinds.framed(address, project.text(address))
            if framed is not None:
                yield address, filled(project, frames, framed, address)
