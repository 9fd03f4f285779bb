"""The sitemap says when the data was true, never when the site was built."""

import datetime
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest

from checkout import ROOT, content_sources
from prongsai.building import plan_site
from prongsai.site.page_types import Plan
from prongsai.site.sitemap import Listed, listed, own_sitemap, sitemaps
from prongsai.storage.content_folder import Sources
from small_site import sources

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TODAY = datetime.date(2025, 3, 31)
HOST = "https://prongsai.example/"
EXAMPLE = "tambon-tuayang/"
YEAR = f"{EXAMPLE}2568/"
SITE = "version: 1\ntitle: บ้านไร่\nsite_url: https://ban-rai.example/ita/\n"


def plan_of(content: Sources, today: datetime.date = TODAY) -> Plan:
    _, plan = plan_site(content, today)
    assert plan is not None
    return plan


def sitemap(plan: Plan) -> bytes | None:
    """Return the one file that a small site has."""
    url = plan.context.content.site.value.site_url
    files = sitemaps(url, tuple(listed(plan)))
    assert set(files) <= {"sitemap.xml"}
    return files.get("sitemap.xml")


def small(text: str, **changes: str) -> bytes | None:
    _, plan = plan_site(sources({"content/site.yml": text, **changes}), TODAY)
    assert plan is not None
    return sitemap(plan)


def dates(data: bytes | None) -> Mapping[str, str | None]:
    """Return the date of every address."""
    found: dict[str, str | None] = {}
    for url in ET.fromstring(data or b""):
        loc = url.findtext(f"{NAMESPACE}loc") or ""
        assert loc not in found
        found[loc] = url.findtext(f"{NAMESPACE}lastmod")
    return found


def updated() -> list[str]:
    """Return the days in the example's disclosures, ค.ศ., as the YAML has them."""
    path = ROOT / "content/agencies" / YEAR / "disclosures.yml"
    day = re.compile(r"^    updated: (\d{4})(-\d\d-\d\d)$", re.MULTILINE)
    years = day.findall(path.read_text(encoding="utf-8"))
    return [f"{int(year) - 543}{rest}" for year, rest in years]


@pytest.mark.slow
def test_every_kind_of_page_has_the_date_of_its_data() -> None:
    found = dates(sitemap(plan_of(content_sources(TODAY))))

    def of(address: str) -> str | None:
        return found[f"{HOST}{address}"]

    assert of(f"{YEAR}o1/") == "2025-01-15"
    assert of(YEAR) == max(updated())
    assert of(EXAMPLE) == max(updated())
    assert of(f"{YEAR}measures/") == "2024-10-25"
    assert of(f"{YEAR}report/6-months/") == "2025-04-10"
    assert of(f"{YEAR}report/12-months/") == "2025-10-15"
    for timeless in ("", f"{YEAR}scores/", f"{YEAR}eit/", "search/", "data/"):
        assert of(timeless) is None


def test_a_report_without_a_document_has_the_date_of_its_last_result() -> None:
    path = "content/agencies/ban-rai/2568/measures.yml"
    text = sources().texts[path].decode()
    text = text.replace(
        "        summary: ทำแล้ว", "        date: 2568-02-14\n        summary: ทำแล้ว"
    )
    found = dates(small(SITE, **{path: text}))

    assert (
        found["https://ban-rai.example/ita/ban-rai/2568/report/year/"] == "2025-02-14"
    )
    assert found["https://ban-rai.example/ita/ban-rai/2568/measures/"] is None


@pytest.mark.slow
def test_another_day_gives_the_same_bytes() -> None:
    later = plan_of(content_sources(TODAY), datetime.date(2026, 1, 15))

    assert sitemap(later) == sitemap(plan_of(content_sources(TODAY)))


@pytest.mark.slow
def test_pages_that_are_not_indexed_are_left_out() -> None:
    plan = plan_of(content_sources(TODAY))
    found = dates(sitemap(plan))
    hidden = {
        f"{HOST}{page.address}"
        for page in plan.pages
        if page.agency and page.agency.agency.value.demonstration
    }

    assert hidden
    assert set(found) == {f"{HOST}{page.address}" for page in plan.pages} - hidden


def test_without_an_address_or_an_indexed_page_there_is_none() -> None:
    assert small(SITE) is not None
    assert small("version: 1\ntitle: บ้านไร่\n") is None
    assert small(f"{SITE}noindex: true\n") is None


def test_more_addresses_than_a_file_may_have_are_in_files_of_their_agencies() -> None:
    first, day = datetime.date(2025, 1, 1), datetime.date(2025, 3, 31)
    pages = [
        Listed(address="", agency="", date=None, order=0),
        Listed(address="alpha/", agency="alpha", date=day, order=0),
        Listed(address="alpha/2568/", agency="alpha", date=first, order=0),
        Listed(address="beta/", agency="beta", date=None, order=0),
    ]
    assert set(sitemaps(HOST, pages, most=4)) == {"sitemap.xml"}

    files = sitemaps(HOST, pages, most=3)

    listing = [
        (one.findtext(f"{NAMESPACE}loc"), one.findtext(f"{NAMESPACE}lastmod"))
        for one in ET.fromstring(files["sitemap.xml"])
    ]
    assert listing == [
        (f"{HOST}sitemap-site.xml", None),
        (f"{HOST}alpha/sitemap.xml", "2025-03-31"),
        (f"{HOST}beta/sitemap.xml", None),
    ]
    assert dates(files["sitemap-site.xml"]) == {HOST: None}
    assert set(files) == {"sitemap.xml", "sitemap-site.xml"}
    alpha, beta = (dict(own_sitemap(HOST, slug, pages)) for slug in ("alpha", "beta"))
    assert dates(alpha["alpha/sitemap.xml"]) == {
        f"{HOST}alpha/": "2025-03-31",
        f"{HOST}alpha/2568/": "2025-01-01",
    }
    assert dates(beta["beta/sitemap.xml"]) == {f"{HOST}beta/": None}
