"""Write a complete MkDocs project next to the current one."""

import hashlib
from pathlib import Path

from prongsai.pages.page import CopiedFile
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.starter import starter
from prongsai.storage.write import Scratch, make_folder

DOCS = f"{BUILD}/docs"


class ChangedError(Exception):
    """A file is no longer what was checked; its only argument is its path."""


def stage(root: Path, nav: bytes, below: str) -> Path:
    """Write an MkDocs project without pages below a folder; return its config file."""
    staged = Scratch.empty(root / below)
    make_folder(staged.folder / DOCS)
    stage_theme(root, staged)
    return stage_config(root, nav, below)


def stage_config(root: Path, nav: bytes, below: str = f"{BUILD}/{NEXT}") -> Path:
    """Add a copy of `mkdocs.yml` and the navigation; return the config file.

    The project has a `build/` of its own, so that the paths in it are right there too.
    """
    staged = Scratch(root / below)
    staged.put(f"{BUILD}/nav.yml", nav)
    own = root / "mkdocs.yml"
    staged.copy(own if own.is_file() else starter("mkdocs.yml"), "mkdocs.yml")
    return staged.folder / "mkdocs.yml"


def copy_checked(root: Path, staged: Scratch, copy: CopiedFile) -> None:
    """Copy a file that was checked, and refuse any other bytes than those.

    Raises:
        ChangedError: it has changed since.
    """
    there = f"{DOCS}/{copy.address}"
    staged.copy(root / copy.source, there)
    with (staged.folder / there).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != copy.sha256:
        raise ChangedError(copy.source)


def stage_theme(root: Path, staged: Scratch) -> None:
    """Copy our theme, then the site's own theme over it."""
    for theme in dict.fromkeys((starter("theme"), root / "theme")):
        for source, target in (
            (theme / "assets", f"{DOCS}/assets"),
            (theme / "overrides", f"{BUILD}/theme"),
        ):
            if source.is_dir():
                staged.copy_tree(source, target)
    make_folder(staged.folder / BUILD / "theme")
