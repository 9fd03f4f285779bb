"""One page of a staged site: filled into its frame, or made by MkDocs alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from prongsai.site.frames.cut import Frame
from prongsai.site.frames.few import Few, learn, make_few
from prongsai.site.frames.kept import frames_key, read_frames
from prongsai.site.frames.kinds import Framed, Kind, Kinds
from prongsai.site.frames.project import Project, ours, read_project

_STUB = "# -\n"
"""A page of the navigation that is only linked to."""


@dataclass(slots=True, kw_only=True)
class Single:
    """Makes pages of one staged project, which has none of its own.

    Attributes:
        project: config and navigation.
        cache: where compiled templates, and the frames of builds, are kept.
        kinds: sorts pages; None where the theme is not the program's own.
        frames: those that are known.
    """

    project: Project
    cache: Path
    kinds: Kinds | None
    frames: dict[Kind, Frame]

    @classmethod
    def of(cls, config: Path, cache: Path, slugs: Iterable[str]) -> Self:
        """Read the project, and the frames that a build kept for it."""
        project = read_project(config)
        kinds = Kinds(project.navigation, slugs, project.permalink)
        frames = read_frames(cache / "frames.json", frames_key(config))
        own = kinds if ours(config) else None
        return cls(project=project, cache=cache, kinds=own, frames=frames)

    def page(self, address: str, text: str) -> bytes:
        """Return the page at an address, as a build makes it of this Markdown."""
        framed = self.kinds.framed(address, text) if self.kinds else None
        if framed is not None and framed.kind not in self.frames:
            framed = framed if self._learned(framed) else None
        if framed is None:
            site = self._made(Few(pages={address: text}))
            return (site / address / "index.html").read_bytes()
        return self.frames[framed.kind].fill(framed, address, self.project.site_url)

    def file(self, path: str) -> bytes | None:
        """Return a file of the theme by its address, None where there is none."""
        own = _below(self.project.docs, path)
        if own is None and not self.project.few.is_dir():
            self._made(Few(pages={}))
        return own or _below(self.project.few, path)

    def _learned(self, framed: Framed) -> bool:
        """Let MkDocs make the blank of a kind; return whether it could be cut."""
        few = Few(pages={}, new=(framed.kind,))
        self._made(few)
        try:
            learn(self.project, few, self.frames)
        except ValueError:
            return False
        return True

    def _made(self, few: Few) -> Path:
        """Return the site of few pages; those of the navigation are stubs in it."""
        stubs = dict.fromkeys(self.project.navigation, _STUB)
        with_stubs = Few(pages={**stubs, **few.pages}, new=few.new)
        return make_few(self.project, with_stubs, self.cache)


def _below(site: Path, path: str) -> bytes | None:
    """Return a file of the assets of a site."""
    found = (site / path).resolve()
    inside = found.is_relative_to((site / "assets").resolve())
    return found.read_bytes() if inside and found.is_file() else None
