"""The whole way: read, load, check, lay out, render, MkDocs, swap.

Each step takes what the one before made. Only `read_sources`, `staging` and `stamp`
touch the disk.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from prongsai import stamp
from prongsai.check import check
from prongsai.content import Content
from prongsai.findings import Finding, has_errors, worst_first
from prongsai.finish import finish
from prongsai.layout.plan import Plan, lay_out
from prongsai.load import load
from prongsai.mkdocs_site import run_mkdocs
from prongsai.render import navigation, render
from prongsai.sources import Sources, read_sources
from prongsai.staging import restore, stage, swap


@dataclass(frozen=True, slots=True)
class Checked:
    """The content with everything that is wrong with it, worst first."""

    content: Content | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: `pages` is 0 where errors kept it from being written."""

    findings: tuple[Finding, ...]
    pages: int
    changed: bool


def check_sources(sources: Sources, today: datetime.date) -> Checked:
    """Load and check; rules run only on what passed shape and references."""
    content, wrong = load(sources)
    if content is None:
        return Checked(None, worst_first(wrong))
    return Checked(content, worst_first((*wrong, *check(content, today))))


def build(root: Path, today: datetime.date) -> Built:
    """Build the site below `root`; with errors nothing is written."""
    restore(root)
    sources = read_sources(root)
    checked = check_sources(sources, today)
    if checked.content is None or has_errors(checked.findings):
        return Built(checked.findings, 0, changed=False)
    plan = lay_out(checked.content)
    write(root, plan)
    stamp.write(root, sources, today, checked.findings, plan)
    return Built(checked.findings, len(plan.pages), changed=True)


def write(root: Path, plan: Plan) -> None:
    """Render, let MkDocs build beside the old site, then swap."""
    config = stage(root, render(plan), plan.copies, navigation(plan))
    run_mkdocs(config)
    finish(config.parent / "build" / "site", plan)
    swap(root)
