"""Whatever was kept of earlier builds, the site is that of a build from nothing."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edited_hub import (
    EDITS,
    SLUGS,
    Edit,
    copy_an_agency,
    make_project,
    share_a_survey,
    write,
)
from examples import WHOLE, tries
from kept_builds import (
    TODAY,
    assert_same,
    built_hub,
    from_nothing,
    make_hub,
    tree,
)
from prongsai.building import build
from prongsai.building.draft import Around, Asked, Draft, draft
from prongsai.checking.chapter import look_into
from prongsai.site.render import render
from prongsai.site.verify.parts import verify_part

pytestmark = pytest.mark.site


def theme_of_ones_own(root: Path, at: int) -> None:
    write(root, "theme/assets/css/own.css", f"p {{ margin: {at}px }}\n")


def record_addresses(root: Path, at: int) -> None:
    slug = SLUGS[at % len(SLUGS)]
    lines = f"addresses:\n  - /{slug}/2568/\nredirects:\n  - old: /old-{at}/\n"
    write(root, "content/published.yml", f"{lines}    new: /{slug}/2568/\n")


def damage_what_is_kept(root: Path, at: int) -> None:
    files = sorted(path for path in (root / "build").rglob("*") if path.is_file())
    if files:
        path = files[at % len(files)]
        data = path.read_bytes()
        path.unlink()  # a site has twins of some files
        path.write_bytes(data[: at % (len(data) + 1)])


SHOWN, LATER = ["in the navigation", "too many for it"], ["too many for it"]
if WHOLE:
    LATER = SHOWN


@pytest.fixture(params=SHOWN)
def agencies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have the agencies in the navigation, or not: then their folders may stay."""
    if request.param == "too many for it":
        monkeypatch.setattr("prongsai.site.navigation.MAX_NAV_AGENCIES", 0)
    return str(request.param)


MORE: tuple[Edit, ...] = (theme_of_ones_own, record_addresses)


@settings(
    max_examples=tries(1),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(edits=[(share_a_survey, 2), (theme_of_ones_own, 1), (copy_an_agency, 0)])
@given(
    edits=st.lists(
        st.tuples(st.sampled_from((*EDITS, *MORE)), st.integers(0, 9999)),
        min_size=2,
        max_size=4,
    )
)
@pytest.mark.usefixtures("agencies")
def test_after_any_edits_the_site_is_that_of_a_build_from_nothing(
    edits: list[tuple[Edit, int]],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shutil.rmtree(tmp_path / "project", ignore_errors=True)
    root = built_hub(tmp_path_factory, tmp_path / "project")
    for number, (edit, at) in enumerate(edits, 1):
        edit(root, at)
        if WHOLE or number == len(edits):
            assert_same(root, tmp_path / "other")
        else:
            build(root, TODAY)


@settings(
    max_examples=tries(2),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(places=st.lists(st.integers(0, 9999), min_size=3, max_size=6))
@pytest.mark.parametrize("agencies", LATER, indirect=True)
@pytest.mark.usefixtures("agencies")
def test_damaged_files_of_the_last_build_are_not_used_again(
    places: list[int], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.rmtree(tmp_path / "project", ignore_errors=True)
    root = built_hub(tmp_path_factory, tmp_path / "project")
    whole = tree(root)
    for at in places:
        damage_what_is_kept(root, at)
    build(root, TODAY)
    assert tree(root) == whole


def test_mkdocs_alone_makes_the_same_of_whatever_was_kept(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = built_hub(tmp_path_factory, tmp_path / "project")
    monkeypatch.setattr("prongsai.pages.search.TOGETHER", 3)
    copy_an_agency(root, 0)  # one more than one index of the search holds
    assert assert_same(root, tmp_path / "other", plain=True).pages > 40
    assert (root / "build/site/ban-rai/search-index.js").is_file()


def test_processes_side_by_side_make_the_same(tmp_path: Path) -> None:
    root = make_hub(tmp_path / "project")
    copy_an_agency(root, 0)  # as many as processes share
    one = from_nothing(root, tmp_path / "other")
    two = build(root, TODAY, jobs=2)
    assert two.findings == one.findings
    assert tree(root) == tree(tmp_path / "other")


def test_what_does_not_change_stays_where_it_is(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("prongsai.site.navigation.MAX_NAV_AGENCIES", 0)
    root = built_hub(tmp_path_factory, tmp_path / "project")
    folders = {slug: (root / "build/site" / slug).stat().st_ino for slug in SLUGS}
    measures = root / "content/agencies/ban-nok/2568/measures.yml"
    measures.write_text(measures.read_text("utf-8").replace("จัดทำ", "เขียน"), "utf-8")
    assert_same(root, tmp_path / "other")
    after = {slug: (root / "build/site" / slug).stat().st_ino for slug in SLUGS}
    assert {slug for slug in SLUGS if folders[slug] != after[slug]} == {"ban-nok"}
    shutil.rmtree(root / "content/agencies/ban-nok")
    assert_same(root, tmp_path / "other")
    assert not (root / "build/site/ban-nok").exists()
    left = {path.stem for path in (root / "build/chapters").iterdir()}
    assert left == {path.stem for path in (root / "build/good").iterdir()}
    assert left == set(SLUGS) - {"ban-nok"}


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the agencies whose pages are really written."""
    slugs: list[str] = []
    module = "prongsai.building.draft"

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **words: object) -> object:
            slugs.append(name)
            return real(*given, **words)

        return call

    monkeypatch.setattr(f"{module}.render", noted("render", render))
    monkeypatch.setattr(f"{module}.look_into", noted("check", look_into))
    finishing = "prongsai.building.finish.verify_part"
    monkeypatch.setattr(finishing, noted("verify", verify_part))
    return slugs


def test_only_what_changed_is_made_again(tmp_path: Path, drafted: list[str]) -> None:
    root = make_hub(tmp_path / "project")
    build(root, TODAY)
    assert drafted == ["check", "render"] * 3 + ["verify"] * 3
    drafted.clear()
    build(root, TODAY)
    assert drafted == []
    tomorrow = TODAY + datetime.timedelta(days=1)
    build(root, tomorrow)
    assert drafted == ["check"] * 3  # no page depends on the day
    drafted.clear()
    measures = root / "content/agencies/ban-nok/2568/measures.yml"
    measures.write_text(measures.read_text("utf-8").replace("จัดทำ", "เขียน"), "utf-8")
    build(root, tomorrow)
    assert sorted(drafted) == ["check", "render", "verify"]


def test_of_what_is_kept_no_other_agency_is_looked_at(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Searching the published files of all, for each, had cost most of a build."""
    root = built_hub(tmp_path_factory, tmp_path / "project")

    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("prongsai.storage.last_good._places", refused)
    measures = root / "content/agencies/ban-nok/2568/measures.yml"
    measures.write_text(measures.read_text("utf-8").replace("จัดทำ", "เขียน"), "utf-8")
    assert build(root, TODAY).pages


def test_a_draft_says_what_the_agency_is_made_of(tmp_path: Path) -> None:
    from prongsai.checking.project import for_agencies
    from prongsai.storage.content_folder import read_agency, read_site

    root = make_project(tmp_path / "project")
    site = for_agencies(read_site(root))
    around = Around(root=root, site=site, today=TODAY, count=3, papers={})
    made = draft(around, Asked(slug=SLUGS[0], recorded=frozenset({"/ban-klang/2568/"})))
    assert isinstance(made, Draft)
    assert made.of == read_agency(root, SLUGS[0]).fingerprint
    assert made.brief is not None
    assert made.brief.card is not None
    assert made.brief.live == {"/ban-klang/2568/"}
