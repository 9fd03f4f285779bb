"""Agency by agency the same is found as at once, whatever was kept before."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkout import ROOT
from edited_hub import (
    EDITS,
    SLUGS,
    Edit,
    add_a_stray_file,
    add_an_attachment,
    copy_an_agency,
    link_an_agency,
    make_project,
    say_another_mode,
    share_a_survey,
)
from examples import tries
from prongsai.assessment.coverage import coverage
from prongsai.checking import check_sources
from prongsai.checking.chapter import Chapter, check_chapter
from prongsai.checking.project import check_project
from prongsai.storage.content_folder import (
    Sources,
    read_agency,
    read_site,
    read_whole,
)
from prongsai.storage.content_walk import agency_folders
from prongsai.storage.sealed import sealed, unsealed

TODAY = datetime.date(2026, 11, 27)


def assert_same(root: Path, jobs: int = 1) -> None:
    whole = check_sources(read_whole(root), TODAY)
    by_agency = check_project(root, TODAY, jobs)
    assert by_agency.findings == whole.findings
    assert (by_agency.site is None) == (whole.content is None)
    if whole.content is not None:
        agencies = whole.content.agencies
        names = {one.slug: one.agency.value.name for one in agencies}
        assert by_agency.names == names
        assert by_agency.coverage == coverage(whole.content, TODAY)


@settings(
    max_examples=tries(6),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 9999)), min_size=2, max_size=5
    )
)
@pytest.mark.slow
def test_after_any_edits_the_same_is_found_agency_by_agency(
    edits: list[tuple[Edit, int]], tmp_path: Path
) -> None:
    root = make_project(tmp_path / "project")
    assert_same(root)
    for edit, at in edits:
        edit(root, at)
        assert_same(root)


@pytest.mark.slow
def test_the_agencies_here_are_found_to_be_the_same_agency_by_agency() -> None:
    whole = check_sources(read_whole(ROOT), TODAY)
    assert check_project(ROOT, TODAY).findings == whole.findings


def test_a_survey_of_two_agencies_is_found_though_they_are_checked_alone(
    tmp_path: Path,
) -> None:
    root = make_project(tmp_path)
    found = check_project(root, TODAY).findings
    shared = [one for one in found if one.code == "survey-code-shared"]
    assert [one.agency for one in shared] == list(SLUGS[:2])
    assert shared == [
        one
        for one in check_sources(read_whole(root), TODAY).findings
        if one.code == "survey-code-shared"
    ]


def test_several_processes_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    for at in range(3):
        copy_an_agency(root, at)
    assert_same(root, jobs=2)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the agencies that are really checked."""
    slugs: list[str] = []

    def counted(sources: Sources, slug: str, today: datetime.date) -> Chapter:
        slugs.append(slug)
        return check_chapter(sources, slug, today)

    monkeypatch.setattr("prongsai.checking.project.check_chapter", counted)
    return slugs


def test_only_an_agency_that_changed_is_checked_again(
    tmp_path: Path, checked: list[str]
) -> None:
    root = make_project(tmp_path)
    check_project(root, TODAY)
    assert checked == list(SLUGS)
    checked.clear()
    share_a_survey(root, 2)
    check_project(root, TODAY)
    assert checked == [SLUGS[2]]
    checked.clear()
    say_another_mode(root, 2)
    check_project(root, TODAY)
    check_project(root, TODAY + datetime.timedelta(1))
    assert checked == [*SLUGS, *SLUGS]


def damaged(kept: Path) -> None:
    saved = json.loads(kept.read_bytes())
    saved["kept"]["chapter"]["there"] = False
    kept.write_text(json.dumps(saved), encoding="utf-8")


def of_another_shape(kept: Path) -> None:
    saved = unsealed(kept)
    saved["chapter"] = {"slug": 1}
    kept.write_bytes(sealed(saved))


def empty(kept: Path) -> None:
    kept.write_bytes(b"")


def removed(kept: Path) -> None:
    kept.unlink()


@pytest.mark.parametrize("damage", [damaged, of_another_shape, empty, removed])
def test_what_was_kept_and_is_damaged_is_found_anew(
    damage: Callable[[Path], None], tmp_path: Path, checked: list[str]
) -> None:
    root = make_project(tmp_path)
    before = check_project(root, TODAY)
    kept = sorted((root / "build" / "cache" / "checked").iterdir())
    assert len(kept) == len(SLUGS)
    damage(kept[0])
    checked.clear()
    assert check_project(root, TODAY) == before
    assert len(checked) == 1


def test_the_parts_that_are_read_are_all_of_the_content(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    link_an_agency(root, 1)
    for at in range(4):
        add_a_stray_file(root, at)
        add_an_attachment(root, at)
    whole, site = read_whole(root), read_site(root)
    parts = [site, *(read_agency(root, slug) for slug in agency_folders(root))]
    texts = [path for part in parts for path in part.texts]
    attached = [path for part in parts for path in part.attachments]
    assert sorted(texts) == sorted(whole.texts)
    assert sorted(attached) == sorted(whole.attachments)
    assert {one for part in parts for one in part.findings} == set(whole.findings)
    assert len(whole.findings) == 1, "the link"
