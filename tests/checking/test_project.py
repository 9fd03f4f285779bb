"""Agency by agency the same is found as at once, whatever was kept before."""

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkout import ROOT
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
from small_site import FILES, PICTURE, SITE

TODAY = datetime.date(2026, 11, 27)
SLUGS = ("ban-klang", "ban-nok", "ban-rai")
SURVEY = "link: https://itas.nacc.go.th/go/eit/abc12\nopens: 2568-02-01\n"


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def make_project(root: Path) -> Path:
    """Write three small agencies of a hub, of which two share a survey."""
    shutil.rmtree(root, ignore_errors=True)
    for slug in SLUGS:
        for path, text in SITE.items():
            write(root, path.replace("ban-rai", slug), text)
        for path in FILES:
            picture = root / path.replace("ban-rai", slug)
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(PICTURE)
    for slug in SLUGS[:2]:
        write(root, f"content/agencies/{slug}/2568/survey.yml", SURVEY)
    return root


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


Edit = Callable[[Path, int], None]


def files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "content").rglob("*") if path.is_file())


def one_of(root: Path, at: int) -> Path:
    return files(root)[at % len(files(root))]


def drop_a_line(root: Path, at: int) -> None:
    path = one_of(root, at)
    lines = path.read_bytes().split(b"\n")
    del lines[at % len(lines)]
    path.write_bytes(b"\n".join(lines))


def double_a_line(root: Path, at: int) -> None:
    path = one_of(root, at)
    lines = path.read_bytes().split(b"\n")
    lines.insert(at % len(lines), lines[at % len(lines)])
    path.write_bytes(b"\n".join(lines))


def remove_a_file(root: Path, at: int) -> None:
    if len(files(root)) > 1:
        one_of(root, at).unlink()


def break_a_file(root: Path, at: int) -> None:
    one_of(root, at).write_bytes(b"name: [\n")


def remove_an_agency(root: Path, at: int) -> None:
    shutil.rmtree(
        root / "content" / "agencies" / SLUGS[at % len(SLUGS)], ignore_errors=True
    )


def copy_an_agency(root: Path, at: int) -> None:
    agencies = root / "content" / "agencies"
    source = agencies / SLUGS[at % len(SLUGS)]
    if source.is_dir():
        shutil.copytree(source, agencies / f"copy-{at}", dirs_exist_ok=True)


def add_a_stray_file(root: Path, at: int) -> None:
    places = ("", "agencies/", "agencies/ban-rai/", "agencies/only-files/2568/files/")
    write(root, f"content/{places[at % len(places)]}stray-{at}.yml", "a: 1\n")


def add_an_attachment(root: Path, at: int) -> None:
    slug = SLUGS[at % len(SLUGS)]
    text = f"โทร 081-234-56{at % 100:02d}\n"
    write(root, f"content/agencies/{slug}/2568/files/{at}.txt", text)


def say_another_mode(root: Path, at: int) -> None:
    said = ("mode: agency", "mode: agency\nagency: ban-rai", "mode: hub", "mode: x")
    write(
        root,
        "content/site.yml",
        f"version: 1\ntitle: ก โทร 0812345678\n{said[at % len(said)]}\n",
    )


def read_a_list_of_its_own(root: Path, at: int) -> None:
    year = 2568 + at % 4
    write(
        root, f"content/catalogue/{year}.yml", f"fiscal_year: {year}\nitems: [{{}}]\n"
    )


def link_an_agency(root: Path, at: int) -> None:
    link = root / "content" / "agencies" / f"link-{at}"
    if not link.is_symlink():
        link.symlink_to("ban-rai")


def share_a_survey(root: Path, at: int) -> None:
    slug = SLUGS[at % len(SLUGS)]
    year = 2567 + at % 3
    write(root, f"content/agencies/{slug}/{year}/survey.yml", SURVEY)


EDITS: tuple[Edit, ...] = (
    drop_a_line,
    double_a_line,
    remove_a_file,
    break_a_file,
    remove_an_agency,
    copy_an_agency,
    add_a_stray_file,
    add_an_attachment,
    say_another_mode,
    read_a_list_of_its_own,
    link_an_agency,
    share_a_survey,
)


@settings(
    max_examples=12,
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
