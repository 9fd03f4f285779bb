"""The page of a year's open data, and what leads to it."""

import datetime
import json
import re

import pytest

from open_data import files_of, plan_of, read_csv
from prongsai.opendata.view import DataView
from reader_site import ReaderSite
from small_site import YEAR, sources

TODAY = datetime.date(2025, 3, 31)
EXAMPLE = "tambon-tuayang"


def test_in_the_site_of_one_agency_its_part_falls_away() -> None:
    site = "version: 1\ntitle: บ้านไร่\nmode: agency\nagency: ban-rai\n"
    made = plan_of(sources({"content/site.yml": site}))

    assert "2568/datapackage.json" in files_of(made)
    rows = read_csv(files_of(made)["2568/disclosures.csv"])
    assert rows[0]["address"] == "/2568/o1/"
    assert "homepage" not in json.loads(files_of(made)["2568/datapackage.json"])


def test_without_data_there_is_no_page() -> None:
    files_ = ("scores", "measures", "disclosures", "survey")
    nothing = {f"{YEAR}/{name}.yml": None for name in files_}
    made = plan_of(sources(nothing | {f"{YEAR}/scores.yml": "source: {document: ก}\n"}))

    assert files_of(made) == {}
    assert [page for page in made.pages if isinstance(page.view, DataView)] == []


@pytest.mark.site
def test_the_page_lists_every_file_with_its_size(site: ReaderSite) -> None:
    files_ = files_of(site.plan, f"data/{EXAMPLE}/")
    text = site.html(f"data/{EXAMPLE}/")
    links = dict(
        re.findall(
            r'<a href="([^"]+)" download>.*?</a> <span class="meta nb">([^<]+)', text
        )
    )

    assert set(links) == set(files_)
    assert all(
        (site.root / "data" / EXAMPLE / name).read_bytes() == files_[name]
        for name in links
    )
    size = len(files_["2568/scores.csv"])
    assert links["2568/scores.csv"] == site.plan.context.words.size(size)


@pytest.mark.site
def test_the_checklist_leads_to_the_data_of_its_year(site: ReaderSite) -> None:
    anchor = f"{EXAMPLE}-2568"

    page = f"data/{EXAMPLE}/"
    assert f'href="../../{page}#{anchor}"' in site.html(f"{EXAMPLE}/2568/")
    assert f'id="{anchor}"' in site.html(page)


@pytest.mark.site
def test_links_to_the_data_of_before_lead_to_a_link_to_it(site: ReaderSite) -> None:
    anchor = f"{EXAMPLE}-2568"
    listed = site.html("data/")
    assert f'<li id="{anchor}"><a href="{EXAMPLE}/#{anchor}">' in listed
