"""What is kept of a broken agency: its last good pages, its record, its addresses."""

import shutil
from pathlib import Path

import pytest

from examples import some
from hub_of_three import (
    built_hub,
    edit,
    everything,
    mistype,
    pages,
    prongsai,
    verified,
)
from made_once import made_once
from small_site import PICTURE

pytestmark = pytest.mark.site
SECRET = "เรื่องภายในที่ยังไม่ให้ใครเห็นก่อนวันประกาศ"


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "hub-of-three", built_hub)


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    root = tmp_path / "hub"
    shutil.copytree(first, root)
    return root


def test_what_was_kept_is_what_was_last_good_also_after_a_third_build(
    site: Path,
) -> None:
    before = pages(site, "na-pa")
    mistype(site, "na-pa")
    for old, word in (("รายงาน", "ทำก่อน"), ("ทำก่อน", "ทำหลัง")):
        file = site / "content/agencies/don-hua/2568/measures.yml"
        text = file.read_text(encoding="utf-8").replace(old, word)
        file.write_text(text, encoding="utf-8")
        assert prongsai(site, "build").exit_code == 1
        assert before == pages(site, "na-pa")
        assert word.encode() in everything(site)


def test_a_file_that_is_gone_stays_on_the_pages_that_are_kept(site: Path) -> None:
    before = pages(site, "na-pa")
    (site / "content/agencies/na-pa/2568/files/ภาพ.png").unlink()
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert "missing-file" in done.output
    assert before == pages(site, "na-pa")
    assert before["na-pa/2568/files/photo.png"] == PICTURE


def test_what_is_internal_in_the_kept_content_is_on_no_page(site: Path) -> None:
    hidden = (
        "  - code: O3\n    visibility: internal\n"
        f"    explanation: {SECRET}\n    owner: clerk\n"
    )
    edit(site, "na-pa", "2568/disclosures.yml", lambda text: text + hidden)
    assert prongsai(site, "build").exit_code == 0
    mistype(site, "na-pa")
    assert prongsai(site, "build").exit_code == 1
    assert SECRET.encode() not in everything(site)
    assert verified(site) == ()


def test_two_broken_agencies_both_keep_their_pages(site: Path) -> None:
    before = pages(site, "na-pa"), pages(site, "don-hua")
    mistype(site, "na-pa")
    edit(site, "don-hua", "agency.yml", lambda text: text.replace("name:", "nmae:", 1))
    edit(site, "ban-rai", "2568/measures.yml", lambda t: t.replace("จัดทำ", "ลงมือทำ"))
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert before == (pages(site, "na-pa"), pages(site, "don-hua"))
    assert "(na-pa) คงหน้าเดิม" in done.output
    assert "(don-hua) คงหน้าเดิม" in done.output
    assert "ลงมือทำ".encode() in everything(site)


def test_published_addresses_of_an_agency_without_last_good_pages_stop_the_build(
    site: Path,
) -> None:
    assert prongsai(site, "publish", "--record").exit_code == 0
    assert prongsai(site, "build").exit_code == 0
    before = pages(site)
    shutil.rmtree(site / "build/good")
    mistype(site, "na-pa")
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert "address-lost" in done.output
    assert before == pages(site)


def test_redirects_to_kept_pages_go_on(site: Path) -> None:
    (site / "content/published.yml").write_text(
        "addresses:\n  - /napa/2568/o1/\nredirects:\n"
        "  - old: /napa/2568/o1/\n    new: /na-pa/2568/o1/\n",
        encoding="utf-8",
    )
    assert prongsai(site, "build").exit_code == 0
    before = pages(site, "napa")
    mistype(site, "na-pa")
    assert prongsai(site, "build").exit_code == 1
    assert before
    assert before == pages(site, "napa")


@pytest.mark.parametrize(
    "record", some([b"", b"[]", b'{"texts": 1}', b'{"day": "x"}'], 2)
)
def test_a_damaged_record_of_what_was_good_is_none(site: Path, record: bytes) -> None:
    (site / "build/good/na-pa.json").write_bytes(record)
    mistype(site, "na-pa")
    done = prongsai(site, "build")
    assert done.exit_code == 1
    assert "(na-pa) ยังไม่ขึ้นเว็บไซต์" in done.output
