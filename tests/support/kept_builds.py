"""Builds of a small hub, with what was kept and from nothing."""

import datetime
import shutil
from pathlib import Path

from checkout import share_facts
from edited_hub import make_project, write
from prongsai.building import Built, build

TODAY = datetime.date(2026, 11, 27)
SITE = "version: 1\ntitle: รวม\nmode: hub\nsite_url: https://hub.example.go.th/\n"


PICTURES = "link-pictures"
"""A cache by hashes of all that a picture shows: that of the checkout serves all."""


def make_hub(root: Path) -> Path:
    """Write the hub of three agencies with a web address."""
    make_project(root)
    write(root, "content/site.yml", SITE)
    share_facts(root, [PICTURES])
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
    share_facts(other, [PICTURES])
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
