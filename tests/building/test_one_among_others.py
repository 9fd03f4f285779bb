"""What happens to one agency of a hub while others are built, or the site changes."""

from pathlib import Path

import pytest

from edited_hub import SLUGS, write
from kept_builds import SITE, TODAY, assert_same, built_hub, make_hub, tree
from prongsai.building import build
from prongsai.building.finish import FINISHED, Finished
from prongsai.building.kept import read_kept
from prongsai.site.swap import owner_of

pytestmark = pytest.mark.site


def test_an_agency_that_was_not_asked_for_stays_as_it_is(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = built_hub(tmp_path_factory, tmp_path / "project")
    before = {path: one for path, one in tree(root).items() if "ban-nok/" in path}
    year = root / "content/agencies/ban-nok/2568"
    write(root, "content/agencies/ban-nok/2567/scores.yml", "total: 91.5\n")
    measures = year / "measures.yml"
    measures.write_text(measures.read_text("utf-8").replace("จัดทำ", "เขียน"), "utf-8")
    for _ in range(2):
        build(root, TODAY, only="ban-rai")
        after = {path: one for path, one in tree(root).items() if "ban-nok/" in path}
        assert sorted(after) == sorted(before)
        assert after == before


def test_a_broken_agency_is_kept_however_often_its_pages_are_made_again(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = built_hub(tmp_path_factory, tmp_path / "project")
    pages = {path for path in tree(root) if "ban-nok/" in path}
    write(root, "content/agencies/ban-nok/2568/scores.yml", "total: [\n")
    for at in range(2):
        write(root, "content/site.yml", f"{SITE}description: ครั้งที่ {at}\n")
        build(root, TODAY)
        assert {path for path in tree(root) if "ban-nok/" in path} == pages


def test_where_each_agency_has_a_sitemap_its_folder_stays_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prongsai.site.navigation.MAX_NAV_AGENCIES", 0)
    monkeypatch.setattr("prongsai.site.sitemap.MOST", 10)
    root = make_hub(tmp_path / "project")
    build(root, TODAY)
    place = root / "build/site/ban-rai"
    before = place.stat().st_ino
    assert b"/ban-rai/2568/" in (place / "sitemap.xml").read_bytes()
    measures = root / "content/agencies/ban-nok/2568/measures.yml"
    measures.write_text(measures.read_text("utf-8").replace("จัดทำ", "เขียน"), "utf-8")
    assert_same(root, tmp_path / "other")
    assert place.stat().st_ino == before
    assert_same(root, tmp_path / "third", plain=True)
    monkeypatch.setattr("prongsai.site.sitemap.MOST", 10_000)
    write(root, "content/site.yml", f"{SITE}description: ก\n")
    build(root, TODAY)
    assert not (root / "build/site/ban-rai/sitemap.xml").exists()


def test_all_files_of_an_agency_of_a_hub_are_in_its_own_folders(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However many agencies there are, no folder has files of all of them."""
    root = built_hub(tmp_path_factory, tmp_path / "project")
    for slug in SLUGS:
        finished = read_kept(root, slug, FINISHED, Finished)
        assert finished is not None
        assert [path for path in finished.files if owner_of(path) != slug] == []
