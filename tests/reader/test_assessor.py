"""What the assessor opens: components visible and linkable, pictures, dates, years."""

import html
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from prongsai.pages.items import ItemView
from reader_site import TYPES, YEAR, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]


def test_every_title_names_page_year_and_agency(site: ReaderSite) -> None:
    for page in site.plan.pages:
        if not page.year or page.agency is None:
            continue
        found = re.search(r"<title>(.*?)</title>", site.html(page.address))
        assert found
        title = html.unescape(found[1])
        assert f"ปีงบประมาณ พ.ศ. {page.year}" in title
        assert page.agency.agency.value.name in title
        assert page.title.split(" – ")[0] in title


def test_no_heading_repeats_itself(site: ReaderSite) -> None:
    for page in site.plan.pages:
        found = re.search(r"<h1.*?</h1>", site.html(page.address), re.DOTALL)
        assert found, page.address
        text = re.sub(r'<a class="headerlink.*?</a>|<.*?>', "", found[0])
        heading = html.unescape(text)
        assert heading.count("ปีงบประมาณ") <= 1, heading
        assert "ไม่ระบุ" not in heading
        assert len(heading) <= 130, heading


def test_the_measures_item_shows_every_component_of_its_catalogue(
    site: ReaderSite,
) -> None:
    page = next(p for p in site.plan.pages if p.address == TYPES["item-measures"])
    assert isinstance(page.view, ItemView)
    wanted = {component.id for component in page.view.item.components}
    assert {part.anchor for part in page.view.parts} >= wanted
    text = site.html(page.address)
    assert all(f'id="{name}"' in text for name in wanted)


def test_a_component_is_seen_when_its_link_is_opened(visit: Visit) -> None:
    """The first on a desktop, the last and one that is deep inside on a phone."""
    for name, width in (
        ("o27-steps", 1366),
        ("o27-analysis-develop", 360),
        ("o27-follow-up", 360),
    ):
        page = visit(f"{TYPES['item-measures']}#{name}", width)
        page.wait_for_load_state("load")
        page.wait_for_function("scrollY > 100")
        box = page.locator(f"#{name}").bounding_box()
        assert box
        assert 0 <= box["y"] < 700, (name, width)


def test_a_component_has_a_link_to_itself(visit: Visit) -> None:
    page = visit(TYPES["item"])
    section = page.locator("section.component").first
    link = section.locator("h2 .headerlink")
    section.hover()
    expect(link).to_be_visible()
    link.click()
    name = section.get_attribute("id") or "?"
    expect(page).to_have_url(re.compile(f"#{re.escape(name)}$"))


def test_a_document_is_described_once_and_components_point_to_it(
    site: ReaderSite,
) -> None:
    views = [
        p for p in site.plan.pages if isinstance(p.view, ItemView) and p.view.cited
    ]
    assert len(views) > 5
    for page in views:
        view = page.view
        assert isinstance(view, ItemView)
        text = html.unescape(site.html(page.address))
        numbers = [f"เอกสาร {at}" for at, _ in enumerate(view.documents, 1)]
        assert re.findall(r'class="number">(.*?)</span>', text) == numbers
        pointed = sum(not d.picture for one in view.components for d in one.pointed)
        assert len(re.findall(r'>เอกสาร \d+<span class="vh">', text)) == pointed


def test_pictures_are_shown_once_and_say_what_they_are(visit: Visit) -> None:
    page = visit(TYPES["item"])
    pictures = page.locator("figure.picture img")
    assert pictures.count() == 1
    assert pictures.first.get_attribute("alt") == "แผนผังโครงสร้างเทศบาลตำบลตัวอย่าง"
    assert pictures.first.evaluate("(image) => image.naturalWidth") > 300
    Image.open(io.BytesIO(pictures.first.screenshot())).verify()


def test_documents_tell_type_and_size(site: ReaderSite) -> None:
    text = html.unescape(site.html(f"{YEAR}o13/"))
    assert re.search(
        r'<span class="nb">XLSX</span> · <span class="nb">\d+ KB</span>', text
    )


def test_the_date_is_that_of_the_data(site: ReaderSite) -> None:
    for page in site.plan.pages:
        if isinstance(page.view, ItemView) and page.view.disclosure:
            date = page.view.disclosure.updated
            assert page.view.date == date
            text = site.html(page.address)
            assert date is None or f'datetime="{date.isoformat()}"' in text


def test_no_page_speaks_of_the_revision_of_the_catalogue(site: ReaderSite) -> None:
    for page in site.plan.pages:
        assert "ฉบับปรับปรุงของโปรแกรม" not in site.html(page.address)


def test_only_what_exists_is_listed(site: ReaderSite) -> None:
    for page in site.plan.pages:
        if page.template in {"checklist", "home"}:
            text = site.html(page.address)
            assert 'class="checklist"></ul>' not in text
            rows = re.findall(r'<span class="code">O\d+</span>(<\w+)', text)
            assert set(rows) <= {"<a"}
