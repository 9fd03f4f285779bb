"""Write beside, then swap in whole: what is in `build/` is never half of something."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from prongsai.layout.page import CopiedFile
from prongsai.render import Rendered
from prongsai.stamp import BUILD
from prongsai.starter import starter

NEXT = "next"
OLD = "site.old"


def restore(root: Path) -> None:
    """Put the last site back if a swap was interrupted; every command begins so."""
    old, site = root / BUILD / OLD, root / BUILD / "site"
    if old.is_dir() and not site.exists():
        old.rename(site)


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


def swap(root: Path) -> None:
    """Put what was staged in place: docs, nav, theme, then the site."""
    build = root / BUILD
    staged = build / NEXT / BUILD
    for name in ("docs", "theme", "nav.yml"):
        _replace(staged / name, build / name)
    old, site = build / OLD, build / "site"
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    (staged / "site").rename(site)
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(build / NEXT, ignore_errors=True)


def _replace(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(source, target)  # noqa: PTH105 - replaces files on every system
