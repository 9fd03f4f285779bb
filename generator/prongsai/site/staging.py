"""Write a complete MkDocs project next to the current one."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from prongsai.pages.page import CopiedFile
from prongsai.site.render import Rendered
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.starter import starter
from prongsai.storage.write import Scratch, make_folder

_DOCS = f"{BUILD}/docs"


class ChangedError(Exception):
    """A file is not any more what was checked; its only argument is its path."""


def stage(
    root: Path,
    rendered: Iterable[Rendered],
    copies: Iterable[CopiedFile],
    nav: bytes,
    below: str = f"{BUILD}/{NEXT}",
) -> Path:
    """Write a whole MkDocs project below a folder of `root`; return its config file.

    It holds a copy of `mkdocs.yml` and a `build/` of its own, so that the paths in the
    config are right there too.
    """
    base = root / below
    staged = Scratch.empty(base)
    make_folder(base / _DOCS)
    _theme(root, staged)
    for file in rendered:
        staged.put(f"{_DOCS}/{file.path}", file.data)
    for copy in copies:
        _copy(root, staged, copy)
    staged.put(f"{BUILD}/nav.yml", nav)
    own = root / "mkdocs.yml"
    staged.copy(own if own.is_file() else starter("mkdocs.yml"), "mkdocs.yml")
    return base / "mkdocs.yml"


def _copy(root: Path, staged: Scratch, copy: CopiedFile) -> None:
    """Copy a file that was checked, and refuse any other bytes than those."""
    there = f"{_DOCS}/{copy.address}"
    staged.copy(root / copy.source, there)
    with (staged.folder / there).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != copy.sha256:
        raise ChangedError(copy.source)


def _theme(root: Path, staged: Scratch) -> None:
    """Copy our theme, then the site's own theme over it."""
    for theme in dict.fromkeys((starter("theme"), root / "theme")):
        for source, target in (
            (theme / "assets", f"{_DOCS}/assets"),
            (theme / "overrides", f"{BUILD}/theme"),
        ):
            if source.is_dir():
                staged.copy_tree(source, target)
    make_folder(staged.folder / BUILD / "theme")
