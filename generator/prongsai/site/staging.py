"""Write a complete MkDocs project next to the current one."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from prongsai.pages.page import CopiedFile
from prongsai.site.render import Rendered
from prongsai.site.swap import BUILD, NEXT
from prongsai.storage.starter import starter


def stage(
    root: Path, rendered: Iterable[Rendered], copies: Iterable[CopiedFile], nav: bytes
) -> Path:
    """Write a whole MkDocs project below `build/next` and return its config file.

    It holds a copy of `mkdocs.yml` and a `build/` of its own, so that the paths in the
    config are right there too.
    """
    base = root / BUILD / NEXT
    shutil.rmtree(base, ignore_errors=True)
    docs = base / BUILD / "docs"
    docs.mkdir(parents=True)
    _theme(root, docs, base / BUILD / "theme")
    made: set[Path] = set()
    for file in rendered:
        _write(docs / file.path, file.data, made)
    for copy in copies:
        target = docs / copy.address
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / copy.source, target)
    (base / BUILD / "nav.yml").write_bytes(nav)
    config = base / "mkdocs.yml"
    own = root / "mkdocs.yml"
    shutil.copyfile(own if own.is_file() else starter("mkdocs.yml"), config)
    return config


def _write(path: Path, data: bytes, made: set[Path]) -> None:
    if path.parent not in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.add(path.parent)
    path.write_bytes(data)


def _theme(root: Path, docs: Path, overrides: Path) -> None:
    """Copy our theme, then the site's own theme over it."""
    for theme in dict.fromkeys((starter("theme"), root / "theme")):
        for source, target in (
            (theme / "assets", docs / "assets"),
            (theme / "overrides", overrides),
        ):
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
    overrides.mkdir(parents=True, exist_ok=True)
