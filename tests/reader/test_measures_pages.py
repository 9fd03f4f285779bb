"""Measures and reports: cards on a phone, five columns on a desktop, none too wide."""

import re

import pytest
from playwright.sync_api import expect

from reader_site import TYPES, YEAR, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

REPORT = TYPES["report"]


def test_a_table_that_is_too_wide_becomes_cards(visit: Visit) -> None:
    page = visit(f"{YEAR}o12/", 768)
    wrap = page.locator(".ita-wrap:has(table.data)")
    expect(wrap).to_have_attribute("data-cards", "")
    page.set_viewport_size({"width": 1366, "height": 740})
    expect(wrap).not_to_have_attribute("data-cards", "")


def test_a_card_shows_three_fields_and_opens_the_rest(visit: Visit) -> None:
    card = visit(REPORT, 360).locator("table.measures tbody").first
    expect(card.locator("th")).to_be_visible()
    labels = (
        "nodes => nodes.filter((n) => n.checkVisibility()).map((n) => n.dataset.label)"
    )
    cells = card.locator("td[data-label]")
    assert cells.evaluate_all(labels) == ["ขั้นตอนหรือวิธีการ", "ผลการดำเนินการ"]
    rest = card.get_by_text("ผู้รับผิดชอบ")
    expect(rest).not_to_be_visible()
    card.locator("summary").click()
    expect(rest).to_be_visible()
    assert len(cells.evaluate_all(labels)) == 4


def test_cards_below_the_screen_of_a_phone_wait_until_they_are_near(
    visit: Visit,
) -> None:
    card = visit(REPORT, 360).locator("table.measures tbody").last
    near = "{contentVisibilityAuto: true}"
    laid_out = f"card => card.lastElementChild.checkVisibility({near})"
    assert not card.evaluate(laid_out)
    card.scroll_into_view_if_needed()
    card.page.wait_for_function(laid_out, arg=card.element_handle())


def test_a_link_to_a_measure_or_a_component_opens_its_card(visit: Visit) -> None:
    page = visit(REPORT, 360)
    for name in ("column-outcome", "column-recommendation"):
        page = visit(f"{REPORT}#{name}", 360)
        expect(page.locator(f"#{name}")).to_be_visible()


def test_a_desktop_shows_five_columns_and_everything_else_below(
    visit: Visit,
) -> None:
    page = visit(REPORT, 1366)
    table = page.locator("table.measures").first
    for width in (1366, 1100):
        page.set_viewport_size({"width": width, "height": 740})
        expect(table.locator("thead th")).to_have_count(5)
        expect(table.get_by_text("ผู้รับผิดชอบ")).to_be_visible()
        folded = page.locator("details:not([open]), .more > summary:visible")
        expect(folded).to_have_count(0)


def test_a_table_without_more_fields_has_no_empty_lines(visit: Visit) -> None:
    page = visit("plalai/2568/measures/")
    assert page.locator("tr.line").count() > 5
    assert page.locator("tr.line:visible").count() == 0


ALONE = """all => all.filter((link) => {
  const words = document.createRange();
  words.selectNodeContents(link.parentElement);
  words.setEndBefore(link);
  const last = [...words.getClientRects()].at(-1);
  return link.getBoundingClientRect().top > last.bottom - 2;
}).length"""


def test_the_link_of_a_heading_takes_no_line_of_its_own(visit: Visit) -> None:
    page = visit("mueang-chan/2566/measures/")
    links = page.locator(".headerlink")
    assert links.count() > 0
    alone = {}
    for width in (1366, 360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        alone[width] = links.evaluate_all(ALONE)
    assert alone == {1366: 0, 360: 0, 320: 0}


def test_the_topics_lead_to_their_tables_and_count_the_results(visit: Visit) -> None:
    page = visit(REPORT, 360)
    links = page.locator(".topics a")
    assert links.count() == 7
    for target in links.evaluate_all("all => all.map((a) => a.getAttribute('href'))"):
        assert page.locator(target).count() == 1
    expect(page.locator(".topics .progress").nth(1)).to_have_text("แล้วเสร็จ 2")
    assert page.locator(".topics svg.shares rect.bar").count() == 7


def test_a_document_that_several_results_rest_on_is_described_once(
    visit: Visit,
) -> None:
    page = visit(REPORT)
    every = page.locator(".result .evidence a", has_text="หลักฐานการดำเนินการตามมาตรการ")
    assert every.count() > 5
    described = page.locator(".result .evidence li:has(.meta)").filter(
        has_text="หลักฐานการดำเนินการตามมาตรการ"
    )
    assert described.count() == 1


def test_a_report_of_twelve_months_has_at_most_twelve_screens(visit: Visit) -> None:
    page = visit(REPORT, 360)
    page.add_style_tag(content="tbody{content-visibility:visible!important}")
    page.wait_for_function("document.documentElement.scrollHeight <= 12 * innerHeight")


def test_weak_indicators_are_open_and_lead_on_and_others_open_by_their_link(
    visit: Visit,
) -> None:
    page = visit(TYPES["scores"], 360)
    chart = page.locator("figure.chart svg[role=group]")
    expect(chart.locator("polygon.weak")).to_have_count(1)
    weak = page.locator("h3#indicator-8")
    chart.locator("a").click()
    expect(weak).to_be_in_viewport()
    folded = page.locator("details#indicator-10")
    expect(folded).not_to_have_attribute("open", "")
    folded = visit(f"{TYPES['scores']}#indicator-10").locator("details#indicator-10")
    expect(folded).to_have_attribute("open", "")


def test_the_drawing_of_the_years_is_named_after_the_years_that_it_shows(
    visit: Visit,
) -> None:
    page = visit(f"{YEAR}scores/")
    rows = page.locator("table.years-table tbody th").all_text_contents()
    caption = page.locator("figure.chart figcaption").first
    expect(caption).to_contain_text(f"พ.ศ. {rows[0]} ถึง {rows[-1]}")


def test_the_figures_of_the_drawing_are_a_table_with_two_decimals(
    visit: Visit,
) -> None:
    page = visit(TYPES["scores"])
    rows = (
        page.locator("#ranking ~ details table")
        .first.locator("tbody tr")
        .evaluate_all(
            """rows => rows.map((row) => [...row.cells]
          .map((cell) => cell.textContent.trim()))"""
        )
    )
    assert len(rows) == 10
    assert rows[0][0] == "8. การปรับปรุงระบบการทำงาน"
    figures = [row[2:4] for row in rows]
    latest = [float(new) for _, new in figures]
    assert latest == sorted(latest)
    assert all(re.fullmatch(r"\d+\.\d\d", one) for pair in figures for one in pair)
