"""An error of one agency stops that agency alone: the site stays whole."""

import json
import re
import shutil
from pathlib import Path

import pytest

from hub_of_three import (
    NAMES,
    SLUGS,
    built_hub,
    edit,
    everything,
    hub,
    mistype,
    pages,
    prongsai,
    verified,
)
from made_once import made_once

pytestmark = pytest.mark.site


def mend(root: Path, slug: str) -> None:
    edit(root, slug, "2568/scores.yml", lambda text: text.replace("เก้าสิบ", "94.00"))


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hub-of-three", built_hub)


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    root = tmp_path / "hub"
    shutil.copytree(first, root)
    return root


def search_rows(root: Path) -> set[str]:
    text = (root / "build/site/assets/search-index.js").read_text(encoding="utf-8")
    return set(re.findall(r'^\["([^"]*)"', text, re.MULTILINE))


def sitemap(root: Path) -> set[str]:
    text = (root / "build/site/sitemap.xml").read_text(encoding="utf-8")
    return set(re.findall(r"<loc>https://hub\.example\.go\.th/([^<]*)</loc>", text))


def listed(root: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        (root / "build/manifest.json").read_bytes()
    )
    return found


def test_the_broken_agency_keeps_its_pages_and_the_others_are_made_anew(
    site: Path,
) -> None:
    before, rows, places = pages(site, "na-pa"), search_rows(site), sitemap(site)
    data = pages(site, "data/na-pa")
    mistype(site, "na-pa")
    edit(site, "ban-rai", "2568/measures.yml", lambda t: t.replace("จัดทำ", "ลงมือทำ"))
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert (
        "“เทศบาลตำบลนาป่า” (na-pa) คงหน้าเดิมที่สร้างเมื่อ 31 มีนาคม 2568 ไว้ครบ "
        "เพราะมีเรื่องที่กันเผยแพร่ 1 เรื่อง เริ่มที่ "
        "content/agencies/na-pa/2568/scores.yml:1:1: " in done.output
    )
    assert "สร้างเว็บไซต์แล้ว" in done.output
    assert before
    assert data
    assert before == pages(site, "na-pa")
    assert data == pages(site, "data/na-pa")
    assert rows == search_rows(site)
    assert places == sitemap(site)
    assert "ลงมือทำ".encode() in everything(site)
    assert "เขียนใหม่".encode() not in everything(site)
    assert verified(site) == ()
    manifest = listed(site)
    assert manifest["kept"] == {"na-pa": "2025-03-31"}
    assert set(manifest["files"]) == set(pages(site))


def test_the_mended_agency_gets_its_new_pages(site: Path) -> None:
    mistype(site, "na-pa")
    assert prongsai(site, "build").exit_code == 1
    mend(site, "na-pa")
    done = prongsai(site, "build")
    assert done.exit_code == 0
    assert "คงหน้าเดิม" not in done.output
    assert "เขียนใหม่".encode() in b"".join(pages(site, "na-pa").values())
    assert listed(site)["kept"] == {}


def test_a_second_build_of_the_same_tells_it_again(site: Path) -> None:
    mistype(site, "na-pa")
    first = prongsai(site, "build")
    again = prongsai(site, "build")
    assert again.exit_code == 1
    assert "ไม่มีอะไรเปลี่ยน" in again.output
    kept = next(line for line in first.output.splitlines() if "คงหน้าเดิม" in line)
    assert kept in again.output


def test_where_all_are_broken_the_old_site_stays(site: Path) -> None:
    before = pages(site)
    for slug in SLUGS:
        mistype(site, slug)
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert "ยังไม่ได้สร้างเว็บไซต์ เพราะมีเรื่องที่กันเผยแพร่ (เว็บไซต์เดิมอยู่ครบ)" in done.output
    assert before == pages(site)


def test_a_mistake_of_the_site_as_a_whole_stops_everything(site: Path) -> None:
    before = pages(site)
    (site / "content/site.yml").write_text("version: 1\nmode: hub\n", encoding="utf-8")
    assert prongsai(site, "build").exit_code == 1
    assert before == pages(site)


def test_an_agency_that_never_had_pages_is_left_out_until_it_is_mended(
    tmp_path: Path,
) -> None:
    root = hub(tmp_path)
    mistype(root, "na-pa")
    done = prongsai(root, "build")
    assert done.exit_code == 1
    assert (
        "“เทศบาลตำบลนาป่า” (na-pa) ยังไม่ขึ้นเว็บไซต์ เพราะมีเรื่องที่กันเผยแพร่ 1 เรื่อง "
        "และยังไม่เคยมีหน้าที่สร้างสำเร็จ" in done.output
    )
    assert not pages(root, "na-pa")
    assert not pages(root, "data/na-pa")
    assert "นาป่า".encode() not in everything(root)
    assert not any(row.startswith("na-pa/") for row in search_rows(root))
    assert pages(root, "ban-rai")
    mend(root, "na-pa")
    assert prongsai(root, "build").exit_code == 0
    assert pages(root, "na-pa")
    assert verified(root) == ()


def test_one_agency_is_made_anew_and_the_others_stay(site: Path) -> None:
    others = {slug: pages(site, slug) for slug in ("na-pa", "don-hua")}
    for slug in SLUGS:
        file = site / f"content/agencies/{slug}/2568/measures.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("จัดทำ", f"ลงมือทำ{NAMES[slug]}"), encoding="utf-8")
    mistype(site, "don-hua")
    done = prongsai(site, "build", "--agency", "ban-rai")
    assert done.exit_code == 0, done.output
    assert "don-hua" not in done.output
    assert others == {slug: pages(site, slug) for slug in others}
    assert "ลงมือทำบ้านไร่".encode() in everything(site)
    all_of_them = prongsai(site, "build")
    assert all_of_them.exit_code == 1
    assert "ลงมือทำนาป่า".encode() in everything(site)
    assert others["don-hua"] == pages(site, "don-hua")


def test_the_agency_that_was_asked_for_is_broken(site: Path) -> None:
    before = pages(site)
    mistype(site, "na-pa")
    done = prongsai(site, "build", "--agency", "na-pa")
    assert done.exit_code == 1
    assert "content/agencies/na-pa/2568/scores.yml:1:1" in done.output
    assert before == pages(site)


def test_an_agency_that_does_not_exist_is_named_with_those_that_do(site: Path) -> None:
    before = pages(site)
    done = prongsai(site, "build", "--agency", "napa")
    assert done.exit_code == 2
    assert done.output == (
        "ไม่มีหน่วยงาน “napa” พิมพ์  --agency  ตามด้วยชื่อหนึ่งในนี้: ban-rai, don-hua, na-pa\n"
    )
    assert before == pages(site)


@pytest.mark.parametrize("command", [("check",), ("publish", "--record")])
def test_other_commands_go_on_telling_of_the_broken_agency(
    site: Path, command: tuple[str, ...]
) -> None:
    mistype(site, "na-pa")
    prongsai(site, "build")
    done = prongsai(site, *command)
    assert done.exit_code == 1
    assert "content/agencies/na-pa/2568/scores.yml" in done.output


def test_todo_of_another_agency_is_not_stopped(site: Path) -> None:
    mistype(site, "na-pa")
    assert prongsai(site, "todo", "--agency", "ban-rai").exit_code == 0
    for options in ([], ["--agency", "na-pa"]):
        done = prongsai(site, "todo", *options)
        assert done.exit_code == 1
        assert "content/agencies/na-pa/2568/scores.yml" in done.output
