"""The few pages that MkDocs makes: those without a frame, blanks, and proofs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.site.frames.cut import Frame, blank, cut
from prongsai.site.frames.kinds import Framed, Kind, Kinds, blank_address, blank_folder
from prongsai.site.frames.project import PAGE, Project
from prongsai.site.mkdocs import run_mkdocs
from prongsai.storage.write import Scratch


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    """What MkDocs is to make.

    Attributes:
        pages: the Markdown of real pages by address.
        new: kinds whose frames are not known yet.
    """

    pages: Mapping[str, str]
    new: tuple[Kind, ...] = ()


def make_few(project: Project, few: Few, cache: Path) -> Path:
    """Let MkDocs make the blanks and those pages; return the site of these few.

    Args:
        project: the project that they are of.
        few: what to make.
        cache: where compiled templates are kept.

    Raises:
        MkDocsWarningError: MkDocs warned about anything.
    """
    base = project.config.parent
    made = Scratch.empty(project.apart)
    made.copy(project.config, project.config.name)
    made.copy(base / "build" / "nav.yml", "build/nav.yml")
    made.copy_tree(base / "build" / "theme", "build/theme")
    for address, text in few.pages.items():
        made.put(f"build/docs/{address}{PAGE}", text.encode())
    for number, kind in enumerate(few.new):
        path = f"build/docs/{blank_address(kind, number)}{PAGE}"
        made.put(path, blank(kind, number).encode())
    run_mkdocs(made.folder / project.config.name, cache / "theme")
    return project.few


def learn(project: Project, few: Few, frames: dict[Kind, Frame]) -> None:
    """Cut the blanks that MkDocs made, and remove them.

    Raises:
        ValueError: a blank cannot be cut.
    """
    made = Scratch(project.few)
    for number, kind in enumerate(few.new):
        page = project.few / blank_address(kind, number) / "index.html"
        text = page.read_text(encoding="utf-8")
        frames[kind] = cut(text, kind, number, project.permalink, project.site_url)
        made.remove(blank_folder(kind, number))


def unlike(
    project: Project, few: Few, frames: Mapping[Kind, Frame], slugs: Iterable[str]
) -> str | None:
    """Return the first page that MkDocs made otherwise than its frame."""
    kinds = Kinds(project.navigation, slugs, project.permalink)
    for address in sorted(few.pages):
        framed = kinds.framed(address, few.pages[address])
        if framed is not None and filled(project, frames, framed, address) != (
            (project.few / address / "index.html").read_bytes()
        ):
            return address
    return None


def filled(
    project: Project, frames: Mapping[Kind, Frame], framed: Framed, address: str
) -> bytes:
    """Return a page as its frame makes it."""
    return frames[framed.kind].fill(framed, address, project.site_url)
