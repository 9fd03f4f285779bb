"""Reading: unbroken names and dates, cards on phones, folded cells, weight, 404."""

import gzip
import html
import re
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from reader_site import TYPES, YEAR, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

MAX_TRANSFER = 65_000


def test_dates_and_the_agency_are_marked_as_unbroken(site: ReaderSite) -> None:
    page = site.html(TYPES["report"])
    heading = re.search(r"<h1.*?</h1>", page, re.DOTALL)
    assert heading
    whole = re.findall(r'<span class="nb">(.*?)</span>', html.unescape(heading[0]))
    assert whole == [
        "เทศบาลตำบลตัวอย่าง",
        "ปีงบประมาณ พ.ศ. 2568",
        "รอบ 12 เดือน",
    ]
    month = "(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|ตุลาคม|กันยายน)"
    for address in (TYPES["report"], TYPES["item"], TYPES["eit"]):
        article = re.sub(r"<nav.*?</nav>", "", site.html(address), flags=re.DOTALL)
        for found in re.finditer(rf"<time[^>]*>(.*?{month}.*?)</time>", article):
            assert 'class="nb"' in found[1]


@pytest.mark.parametrize(
    "address", ["phanat-nikhom/2566/scores/", "ubon-pao/2565/scores/", TYPES["scores"]]
)
def test_words_of_a_score_card_do_not_lie_upon_each_other(
    visit: Visit, address: str
) -> None:
    page = visit(address, 360)
    too_long = page.evaluate(
        """() => [...document.querySelectorAll("table.scores td")]
          .filter((cell) => cell.scrollWidth > cell.clientWidth)
          .map((cell) => cell.textContent)"""
    )
    half_empty = page.evaluate(
        """() => [...document.querySelectorAll("table.scores tbody tr")]
          .filter((row) => {
            const edge = (one) => one.getBoundingClientRect().right;
            return edge(row) - edge(row.querySelector(":scope > td:last-child")) > 2;
          })
          .map((row) => row.textContent)"""
    )
    assert too_long == []
    assert half_empty == []


def test_wider_screens_have_tables(visit: Visit) -> None:
    page = visit(TYPES["report"], 721)
    displays = page.evaluate(
        """() => [...new Set([...document.querySelectorAll("table.ita tr")]
          .map((row) => getComputedStyle(row).display))]"""
    )
    assert displays == ["table-row"]


def test_nothing_is_folded_where_there_is_room(visit: Visit) -> None:
    assert visit(TYPES["report"], 1100).locator(".fold-button").count() == 0


def test_long_cells_fold_on_screen_and_open(visit: Visit) -> None:
    page = visit(TYPES["report"], 1024)
    cell = page.locator(".fold[data-folded=true]").first
    button = page.locator(".fold-button").first
    expect(button).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "false")
    folded = cell.evaluate("(node) => node.clientHeight < node.scrollHeight")
    assert folded
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(
        """() => {
          const node = document.querySelector(".fold[data-folded=false]");
          return node.clientHeight >= node.scrollHeight - 1;
        }"""
    )


def test_without_script_everything_is_open(visit: Visit) -> None:
    page = visit(TYPES["report"], 360, java_script_enabled=False)
    assert page.locator(".fold-button").count() == 0
    page = visit(TYPES["home"], 360, java_script_enabled=False)
    assert page.locator("details.group:not([open])").count() == 0
    expect(page.locator(".checklist a").last).to_be_visible()
    expect(page.locator("button.look")).not_to_be_visible()


def test_the_dark_scheme_is_dark(visit: Visit) -> None:
    page = visit(TYPES["item"], scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 60


def test_the_button_of_light_and_dark_is_remembered(visit: Visit) -> None:
    page = visit(TYPES["item"])
    body, button = page.locator("body"), page.locator("button.look")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    expect(button).to_have_accessible_name("เปลี่ยนเป็นพื้นเข้ม")
    button.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_accessible_name("เปลี่ยนเป็นพื้นสว่าง")
    assert button.locator("svg").evaluate_all(
        "signs => signs.map((sign) => sign.checkVisibility())"
    ) == [False, True]
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_missing_page_is_thai_and_leads_on(visit: Visit) -> None:
    page = visit("no/such/page/")
    page = visit("404.html")
    expect(page).to_have_title("ไม่พบหน้าที่ต้องการ (404)")
    expect(page.locator("h1")).to_have_text("ไม่พบหน้าที่ต้องการ (404)")
    expect(page.locator("form.search")).to_be_visible()
    assert "404 - Not found" not in page.content()


def transfer(visit: Visit, site: ReaderSite, address: str) -> int:
    """Return the bytes of a page's first visit, gzipped, its fonts cached."""
    urls: list[str] = []
    page = visit("404.html")
    page.on("response", lambda response: urls.append(response.url))
    page.goto(urljoin(page.url, f"/{address}"))
    page.wait_for_load_state("networkidle")
    total = 0
    for url in dict.fromkeys(urls):
        path = urlsplit(url).path.lstrip("/")
        if path.endswith(".woff2") or url.startswith("data:"):
            continue
        file = site.root / (f"{path}index.html" if path.endswith("/") else path)
        total += len(gzip.compress(file.read_bytes(), 6, mtime=0))
    return total


@pytest.mark.parametrize("kind", ["measures", "item-measures"])
def test_the_measures_page_is_light(visit: Visit, site: ReaderSite, kind: str) -> None:
    size = transfer(visit, site, TYPES[kind])
    assert 10_000 < size <= MAX_TRANSFER
    print(f"{TYPES[kind]}: {size} bytes")  # noqa: T201 - for `pytest -s`


def test_only_one_family_of_four_fonts_is_shipped(site: ReaderSite) -> None:
    fonts = sorted(path.name for path in site.root.rglob("*.woff2"))
    assert len(fonts) == 4
    assert all(name.startswith("sarabun-") for name in fonts)
    page = site.html(f"{YEAR}")
    assert page.count('rel="preload" as="font"') == 4
