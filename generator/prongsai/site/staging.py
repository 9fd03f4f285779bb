"""Write a complete MkDocs project next to the current one."""

from collections.abc import Iterable
from pathlib import Path

from prongsai.pages.page import CopiedFile
from prongsai.site.render import Rendered
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.starter import starter
from prongsai.storage.write import Scratch, make_folder

_DOCS = f"{BUILD}/docs"


def stage(
    root: Path, rendered: Iterable[Rendered], copies: Iterable[CopiedFile], nav: bytes
) -> Path:
    """Write a whole MkDocs project below `build/next` and return its config file.

    It holds a copy of `mkdocs.yml` and a `build/` of its own, so that the paths in the
    config are right there too.
    """
    base = root / BUILD / NEXT
    staged = Scratch.empty(base)
    make_folder(base / _DOCS)
    _theme(root, staged)
    for file in rendered:
        staged.put(f"{_DOCS}/{file.path}", file.data)
    for copy in copies:
        staged.copy(root / copy.source, f"{_DOCS}/{copy.address}")
    staged.put(f"{BUILD}/nav.yml", nav)
    own = root / "mkdocs.yml"
    staged.copy(own if own.is_file() else starter("mkdocs.yml"), "mkdocs.yml")
    return base / "mkdocs.yml"


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
