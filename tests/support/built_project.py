"""A small project, really built: the example agency and a real one."""

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

from checkout import ROOT, copy_agency, share_facts
from prongsai.building import build, terms
from prongsai.loading.load import load
from prongsai.pages.context import Context
from prongsai.site.verify import Terms
from prongsai.storage.content_folder import read_sources

TODAY = datetime.date(2025, 3, 31)
INTERNAL = "O25"


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project that was built: where it is, and what its site is compared with."""

    root: Path
    terms: Terms

    @property
    def site(self) -> Path:
        return self.root / "build" / "site"


def copy_content(root: Path) -> None:
    """Copy two agencies; one item of the example is made internal."""
    share_facts(root)
    for name in ("tambon-tuayang", "plalai"):
        copy_agency(root, name, TODAY)
    shutil.copyfile(ROOT / "content/site.yml", root / "content" / "site.yml")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    path = root / "content/agencies/tambon-tuayang/2568/disclosures.yml"
    text = path.read_text(encoding="utf-8")
    line = f"  - code: {INTERNAL}\n"
    assert line in text
    internal = text.replace(line, f"{line}    visibility: internal\n")
    path.write_text(internal, encoding="utf-8")


def build_project(root: Path) -> Project:
    """Build the site of two agencies below `root`."""
    copy_content(root)
    made = build(root, TODAY)
    assert made.site_errors == ()
    assert made.pages > 40
    content, _ = load(read_sources(root))
    assert content is not None
    return Project(root=root, terms=terms(Context.of(content)))


def copied(built: Project, root: Path) -> Project:
    """Copy a built project, to break it."""
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("cache", "docs"))
    share_facts(root)
    return Project(root=root, terms=built.terms)
