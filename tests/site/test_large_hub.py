"""A hub of many agencies: each page is small, whatever the number of agencies."""

import datetime
import json
import re
from pathlib import Path

import pytest

from made_once import made_once
from prongsai.building import build
from prongsai.model.agency import AgencyKind
from prongsai.new.place_names import provinces
from prongsai.pages import hub as hub_module
from prongsai.pages import search
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.hub import hub_views
from prongsai.thai.province_names import SLUGS
from small_site import AGENCY, write

pytestmark = pytest.mark.slow

TODAY = datetime.date(2025, 3, 31)
TOGETHER = 2
AGENCIES = [f"na-pa-{number}" for number in range(1, TOGETHER + 2)]
SITE = "version: 1\ntitle: ศูนย์รวม\nsite_url: https://hub.example/\n"


def hub(folder: Path, slugs: list[str]) -> Path:
    """Build a hub of agencies that are alike but for their names and districts."""
    small = write(folder / "small")
    project = folder / "project"
    for number, slug in enumerate(slugs, 1):
        home = project / "content" / "agencies" / slug
        home.parent.mkdir(parents=True, exist_ok=True)
        (small / AGENCY).rename(home)
        write(folder / "small")
        about = home / "agency.yml"
        text = about.read_text(encoding="utf-8")
        text = text.replace("บ้านไร่", f"นาป่า {number}")
        more = f"district: อำเภอที่ {number}\n"
        about.write_text(text + more, encoding="utf-8")
        survey = home / "2568" / "survey.yml"
        link = survey.read_text(encoding="utf-8").replace("abc", f"abc{number}")
        survey.write_text(link, encoding="utf-8")
    (project / "content" / "site.yml").write_text(SITE, encoding="utf-8")
    built = build(project, TODAY)
    assert built.current, built.findings
    assert built.site_errors == ()
    return project / "build" / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of one agency more than are searched together."""

    def make(folder: Path) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "TOGETHER", TOGETHER)
            return hub(folder, AGENCIES)

    return made_once(tmp_path_factory, "large-hub", make)


def rows(index: Path) -> list[list[str]]:
    text = index.read_text(encoding="utf-8")
    found: list[list[str]] = json.loads(text[text.index("[") : text.index("\n]") + 2])
    return found


def test_the_search_of_the_hub_finds_agencies(site: Path) -> None:
    found = rows(site / "assets/search-index.js")
    assert {tuple(row) for row in found if row[0].startswith("na-pa")} == {
        (f"{slug}/", f"เทศบาลตำบลนาป่า {n}", "", f"อำเภอที่ {n} ชลบุรี", "", "")
        for n, slug in enumerate(AGENCIES, 1)
    }
    assert {row[0] for row in found} - {f"{slug}/" for slug in AGENCIES} == {
        *("", "accessibility/", "data/", "privacy/")
    }


def test_the_search_of_the_hub_says_that_it_finds_agencies(site: Path) -> None:
    hint = "ช่องนี้ค้นชื่อหน่วยงาน"
    for page in ("index.html", "search/index.html"):
        assert hint in (site / page).read_text(encoding="utf-8")
    own = (site / "na-pa-2/search/index.html").read_text(encoding="utf-8")
    assert hint not in own
    assert "เช่น แผนพัฒนา" in own


def test_each_agency_has_its_own_search_with_its_own_pages(site: Path) -> None:
    found = rows(site / "na-pa-2/search-index.js")
    addresses = {row[0].removeprefix("data/") for row in found}
    assert {address.split("/")[0] for address in addresses} == {"na-pa-2"}
    assert "na-pa-2/2568/o1/" in addresses
    page = (site / "na-pa-2/search/index.html").read_text(encoding="utf-8")
    assert '<script src="../search-index.js"></script>' in page
    assert "<title>ค้นหาในข้อมูลของเทศบาลตำบลนาป่า 2" in page


def test_pages_of_an_agency_lead_to_its_own_search(site: Path) -> None:
    page = (site / "na-pa-2/2568/o1/index.html").read_text(encoding="utf-8")
    assert 'href="../../search/"' in page
    assert 'href="../../../search/"' not in page


def card(number: int, province: str) -> AgencyCard:
    return AgencyCard(
        slug=f"a-{number}",
        name=f"เทศบาล {number}",
        kind=AgencyKind.CITY_MUNICIPALITY,
        province=province,
        address=f"a-{number}/",
    )


def test_more_agencies_than_a_page_has_are_on_pages_of_their_provinces() -> None:
    cards = [card(n, "เชียงใหม่") for n in range(12, 0, -1)] + [card(13, "ดินแดนใหม่")]
    assert [address for address, _ in hub_views(cards, most=13)] == [""]

    pages = dict(hub_views(cards, most=5))

    first, own = "provinces/chiang-mai/", "provinces/p-dd0e036c/"
    assert list(pages) == ["", first, f"{first}2/", f"{first}3/", own]
    assert pages[""].provinces == ()
    assert [(one.name, one.count, one.address) for one in pages[""].elsewhere] == [
        ("เชียงใหม่", 12, first),
        ("ดินแดนใหม่", 1, own),
    ]
    [(_, third)] = pages[f"{first}3/"].provinces
    assert [one.name for one in third] == ["เทศบาล 11", "เทศบาล 12"]
    assert [one.current for one in pages[f"{first}3/"].pages] == [False, False, True]
    assert pages[own].pages == ()


def test_every_province_has_an_address_of_its_own() -> None:
    assert len(set(SLUGS.values())) == len(SLUGS) == 77
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in SLUGS.values())
    assert set(SLUGS) == set(provinces())


def test_a_hub_of_provinces_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "MOST", 1)
    site = hub(tmp_path, AGENCIES[:2])
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<a href="provinces/chon-buri/">' in home
    assert '<a href="na-pa-1/">' not in home
    second = (site / "provinces/chon-buri/2/index.html").read_text(encoding="utf-8")
    assert '<a href="../../../na-pa-2/">' in second
    assert '<a href="../" >' not in second
    assert 'aria-current="page">หน้า 2</a>' in second
    addresses = {row[0] for row in rows(site / "assets/search-index.js")}
    assert not {one for one in addresses if one.startswith("provinces")}


def test_a_smaller_hub_has_one_index(tmp_path: Path) -> None:
    site = hub(tmp_path, AGENCIES[:2])
    found = rows(site / "assets/search-index.js")
    assert {"na-pa-1/2568/o1/", "na-pa-2/2568/o1/"} <= {row[0] for row in found}
    assert not list(site.glob("na-pa-*/search*"))


def test_the_data_of_each_agency_has_a_page(site: Path) -> None:
    page = (site / "data/na-pa-2/index.html").read_text(encoding="utf-8")
    assert '<a href="2568/datapackage.json" download>' in page
    assert "na-pa-3" not in page.partition("<main")[2]
    listed = (site / "data/index.html").read_text(encoding="utf-8")
    assert '<li id="na-pa-2-2568"><a href="na-pa-2/#na-pa-2-2568">' in listed
    assert "datapackage.json" not in listed.partition('<ul class="links">')[2]
