"""A spreadsheet among the documents: a table on a desktop, cards on a phone."""

import pytest
from playwright.sync_api import expect

from reader_site import YEAR, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

TABLE = "table.ita.data"
STACKED = """table => {
  const cells = [...table.querySelector('tbody tr').children];
  const boxes = cells.map((cell) => cell.getBoundingClientRect());
  return {
    below: boxes.every((box, at) => !at || box.top >= boxes[at - 1].bottom - 1),
    inside: boxes.every((box) => box.left >= 0 && box.right <= innerWidth),
    labels: cells.map((cell) => getComputedStyle(cell, '::before').content),
    page: document.documentElement.scrollWidth,
  };
}"""


def test_a_row_of_a_spreadsheet_is_a_card_with_its_headings_on_a_phone(
    visit: Visit,
) -> None:
    page = visit(f"{YEAR}o12/", 360)
    heads = page.locator(f"{TABLE} thead th").all_text_contents()
    assert len(heads) == 9
    seen = page.locator(TABLE).evaluate(STACKED)
    assert (seen["below"], seen["inside"], seen["page"]) == (True, True, 360)
    said = [label.strip('"') for label in seen["labels"]]
    assert [label.strip() for label in said] == [head.strip() for head in heads]
    for cell in page.locator(f"{TABLE} tbody tr").first.locator("td").all():
        expect(cell).to_be_visible()


def test_on_a_desktop_it_is_a_table_under_its_headings(visit: Visit) -> None:
    page = visit(f"{YEAR}o12/", 1366)
    expect(page.locator(f"{TABLE} thead th").first).to_be_visible()
    cells = page.locator(f"{TABLE} tbody tr").first.locator("td")
    tops = {
        round(cell.evaluate("c => c.getBoundingClientRect().top"))
        for cell in cells.all()
    }
    assert len(tops) == 1
