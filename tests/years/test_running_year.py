"""The year that is running: provisional inside, and a year like any other outside."""

import csv
import datetime
import re
import shutil
from pathlib import Path

import pytest

from checkout import ROOT, copy_agency, share_facts
from made_once import made_once
from prongsai.building import build
from prongsai.checking import check_sources
from prongsai.loading.load import load
from prongsai.storage.content_folder import read_sources
from prongsai.storage.starter import EXAMPLE_SLUG
from prongsai.years.rolling import roll_over
from prongsai.years.written import write
from small_site import AGENCY, sources
from typed_command import typed

TODAY = datetime.date(2026, 11, 26)
YEAR = f"{AGENCY}/2570"
SURVEY = "link: https://itas.nacc.go.th/go/eit/abc123\nopens: 2570-01-05\n"
CONTENT = {
    f"{YEAR}/measures.yml": "measures:\n  - {id: m1, title: ระบบคิว, topic: 1}\n",
    f"{YEAR}/survey.yml": SURVEY,
}
OF_THE_YEAR = {
    "date-in-future",
    "list-has-come",
    "provisional-year",
    "survey-still-open",
    "year-far-ahead",
}


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        ("2025-09-30", ["provisional-year", "year-far-ahead"]),
        ("2025-10-01", ["provisional-year"]),
        ("2026-09-30", ["provisional-year"]),
        ("2026-11-26", ["provisional-year"]),
        ("2027-09-30", ["provisional-year"]),
        ("2027-10-01", ["provisional-year", "survey-still-open"]),
    ],
)
def test_before_in_and_after_the_year(today: str, codes: list[str]) -> None:
    day = datetime.date.fromisoformat(today)
    found = check_sources(sources(CONTENT), day).findings
    of_year = [one.code for one in found if one.year == 2570]
    assert sorted(code for code in of_year if code in OF_THE_YEAR) == codes


def test_a_list_that_cannot_be_read_is_not_called_missing() -> None:
    own = {"content/catalogue/2570.yml": "items: {a: 1}\n"}
    found = check_sources(sources(CONTENT | own), datetime.date(2026, 11, 26)).findings
    codes = [one.code for one in found]
    assert "provisional-year" not in codes
    assert [one.place.path for one in found if one.place.path in own] != []


def test_two_years_without_a_list_follow_each_other() -> None:
    later = f"{AGENCY}/2571"
    given = sources(
        CONTENT | {f"{later}/measures.yml": CONTENT[f"{YEAR}/measures.yml"]}
    )
    content, _ = load(given)
    assert content is not None
    years = {one.fiscal_year: one.catalogue for one in content.agencies[0].years}
    drafts = {year: years[year] for year in (2570, 2571)}
    assert [(year, one.carried_from) for year, one in drafts.items() if one] == [
        (2570, 2569),
        (2571, 2569),
    ]
    found = check_sources(given, datetime.date(2027, 11, 26)).findings
    told = [(one.year, one.code) for one in found if one.code == "provisional-year"]
    assert told == [(2570, "provisional-year"), (2571, "provisional-year")]


def running_site(root: Path) -> Path:
    """Build the example in its running year, with the items that it begins with."""
    copy_agency(root, EXAMPLE_SLUG, TODAY)
    shutil.rmtree(root / f"content/agencies/{EXAMPLE_SLUG}/2567")
    share_facts(root)
    words = f"version: 1\ntitle: ตัวอย่าง\nmode: agency\nagency: {EXAMPLE_SLUG}\n"
    words += "site_url: https://ita.example/\n"
    (root / "content/site.yml").write_text(words, encoding="utf-8")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    content, _ = load(read_sources(root))
    assert content is not None
    rolled = roll_over(read_sources(root), content, content.agencies[0], 2570, "th")
    assert rolled is not None
    write(root, rolled)
    built = build(root, TODAY)
    assert built.pages, (built.findings, built.site_errors)
    return root / "build" / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "running-year", running_site)


@pytest.mark.site
def test_no_public_page_says_that_the_rules_are_a_draft(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    items = [path for path in pages if re.search(r"/2570/o\d+/", str(path))]
    assert len(items) > 5
    for path, text in pages.items():
        for word in ("ร่าง", "provisional", "draft", "ยังไม่มีรายการ OIT", "ปีก่อน:"):
            assert word not in text, path
    data = b"".join(p.read_bytes() for p in (site / "data").rglob("*") if p.is_file())
    assert b"provisional" not in data
    assert "ร่าง".encode() not in data


@pytest.mark.site
def test_the_sheet_leaves_the_items_of_a_draft_out_and_says_so(site: Path) -> None:
    root = site.parents[1]
    done = typed(root, "submission", "--today", "2569-11-26")
    said = "ยังไม่มีรายการ OIT ของปี 2570 ใช้รายการปี 2569 เป็นร่าง จึงไม่ใส่ที่อยู่ของข้อร่างในใบส่งลิงก์"
    assert said in done.stderr.splitlines()
    [path] = (root / "build/internal").rglob("submission*.csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    items = [row for row in rows if re.fullmatch(r"O\d+", row[0])]
    assert len(items) == 26
    assert {(row[2], row[-1]) for row in items} == {("", "ข้อร่าง ยังไม่ส่งลิงก์")}


@pytest.mark.site
def test_a_fresh_build_calls_for_answers_with_a_code(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    call = re.search(r'<section class="eit short".*?</section>', home, re.DOTALL)
    assert call is not None
    assert "ปีงบประมาณ พ.ศ. 2570" in call[0]
    assert "เปิดให้ตอบตั้งแต่ <time" in call[0], "no day of closing: not that one day"
    assert "https://itas.nacc.go.th/go/eit/examp0" in call[0]
    assert 'src="2570/eit/eit.svg"' in call[0]
    assert "data-closes" not in call[0] or 'data-closes=""' in call[0]
    assert (site / "2570/eit/eit.png").is_file()
    assert (site / "2570/measures/index.html").is_file()
