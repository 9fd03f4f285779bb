"""Builds of a small hub, with what was kept and from nothing."""

import datetime
import shutil
from pathlib import Path

import pytest

from checkout import share_facts
from edited_hub import make_project, write
from made_once import made_once
from prongsai.building import Built, build
from prongsai.site import navigation

TODAY = datetime.date(2026, 11, 27)
SITE = "version: 1\ntitle: รวม\nmode: hub\nsite_url: https://hub.example.go.th/\n"


SHARED = ("link-pictures", "templates", "theme")
"""Caches by hashes of all that they are made of: those of the checkout serve all."""


def make_hub(root: Path) -> Path:
    """Write the hub of three agencies with a web address."""
    make_project(root)
    write(root, "content/site.yml", SITE)
    share_facts(root, SHARED)
    return root


def built_hub(folders: pytest.TempPathFactory, root: Path) -> Path:
    """Copy that hub as it is after its first build, which is done once for all."""
    name = f"hub-with-{navigation.MAX_NAV_AGENCIES}-named"
    first = made_once(folders, name, _built)
    shutil.copytree(first, root, symlinks=True, dirs_exist_ok=True)
    return root


def _built(folder: Path) -> Path:
    root = make_hub(folder / "project")
    assert build(root, TODAY).pages
    return root


def tree(root: Path) -> dict[str, bytes]:
    build = root / "build"
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for folder in ("site", "docs")
        for path in sorted((build / folder).rglob("*"))
        if path.is_file()
    }


def from_nothing(root: Path, other: Path, *, plain: bool = False) -> Built:
    """Build a copy that has nothing but content and what agencies last showed."""
    shutil.rmtree(other, ignore_errors=True)
    left_out = shutil.ignore_patterns("chapters", "cache", "next")
    shutil.copytree(root, other, symlinks=True, ignore=left_out)
    share_facts(other, SHARED)
    return build(other, TODAY, plain=plain)


def assert_same(root: Path, other: Path, *, plain: bool = False) -> Built:
    afresh = from_nothing(root, other, plain=plain)
    kept = build(root, TODAY)
    assert kept.findings == afresh.findings
    assert kept.kept == afresh.kept
    assert kept.pages == afresh.pages
    assert (kept.site_errors, afresh.site_errors) == ((), ())
    assert tree(root) == tree(other)
    return kept
