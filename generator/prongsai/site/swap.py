"""Put the staged site in place; `build/` never has half of one.

Separate from `staging`, so that a command can restore an interrupted swap without
loading the generator.
"""

import os
import shutil
from pathlib import Path

BUILD = "build"
NEXT = "next"
OLD = "site.old"


def restore(root: Path) -> None:
    """Put the last site back after an interrupted swap; every command begins so."""
    old, site = root / BUILD / OLD, root / BUILD / "site"
    if old.is_dir() and not site.exists():
        old.rename(site)


def swap(root: Path) -> None:
    """Put what was staged in place: docs, theme, nav, and then the site."""
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
