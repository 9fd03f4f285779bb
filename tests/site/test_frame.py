"""Single pages without a build have the bytes that a build gives them."""

import re
from pathlib import Path

import pytest

from built_project import TODAY, Project
from prongsai.building import plan_site
from prongsai.site.frame import Frames
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import read_sources, with_facts, with_small

pytestmark = pytest.mark.site

BY_MKDOCS = {"", "plalai/", "search/", "accessibility/", "privacy/", "tambon-tuayang/"}
"""Pages of the navigation, which have no frame."""

PICTURE = re.compile(
    r'\n    <meta property="og:image" [^\0]*?"summary_large_image">', re.DOTALL
)
"""What chats show next to a link; a preview has no link that leaves this computer."""


@pytest.fixture(scope="module")
def plan(built_project: Project) -> Plan:
    root = built_project.root
    sources = with_small(root, with_facts(root, read_sources(root)))
    _, plan = plan_site(sources, TODAY)
    assert plan is not None
    return plan


def test_every_page_has_the_bytes_of_the_build(
    built_project: Project, plan: Plan, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(
        (built_project.root / "mkdocs.yml").read_bytes()
    )
    frames, unlike = Frames(root=tmp_path), []
    for page in plan.pages:
        if page.address in BY_MKDOCS - {"", "plalai/"}:
            continue
        built = (built_project.site / page.address / "index.html").read_text("utf-8")
        if frames.page(plan, page) != PICTURE.sub("", built):
            unlike.append(page.address)
    assert unlike == []
    assert len(plan.pages) > 40


def test_files_of_the_theme_are_given_and_no_others(plan: Plan, tmp_path: Path) -> None:
    frames = Frames(root=tmp_path)
    assert frames.file(plan, "assets/css/prongsai.css") is not None
    assert frames.file(plan, "assets/../../nav.yml") is None
    assert frames.file(plan, "index.html") is None
