"""Each page type is opened once and looked at: WCAG, widths, cards, parts, requests.

A visit costs more than most looks, so all of them share one. What fails names its look.
"""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from axe import COLOURS, WCAG, WHOLE, violations
from reader_site import TYPES, YEAR, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.slow]

PAGES = {
    **TYPES,
    "search": f"{TYPES['search']}?q=มาตรการ",
    "pictures": f"{YEAR}o2/",
    "table": f"{YEAR}o12/",
}

WIDE = ("item", "item-measures", "eit", "data", "accessibility")
DARK = ("checklist", "item-report", "measures", "pictures", "404")
"""By axe only wide in the light, only narrow in the dark; the others both, and with
`WHOLE` all. What these show is on another page as well, in the other look."""

PARTED = ("item", "item-measures", "item-report", "measures")
"""They list their components at the top."""
CARDS = ("item-measures", "report", "measures", "scores", "checklist")
"""They have tables whose rows become cards."""

WIDTHS = (*((1920, 1100, 900, 600) if WHOLE else ()), 1366, 721, 720, 360, 320)
"""A desktop, the width at which tables become cards, and phones."""

LEAST = """([selector, least]) => {
  const count = document.querySelectorAll(selector).length;
  return count < least ? [`${count} of ${selector}`] : [];
}"""

WIDER = """async (width) => [...await new Promise((painted) =>
    requestAnimationFrame(() => requestAnimationFrame(() =>
      painted(document.querySelectorAll("html, .ita-wrap")))))]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.getAttribute("aria-label") || "the page")
  .concat(document.documentElement.clientWidth === width ? [] : ["not so wide"])"""

BROKEN = """() => [...document.querySelectorAll(".md-content .nb")]
  .filter((node) => {
    const line = parseFloat(getComputedStyle(node).lineHeight);
    return node.getBoundingClientRect().height > 1.6 * line;
  })
  .map((node) => node.textContent)"""

ODD_CARDS = """() => {
  const odd = [];
  for (const table of document.querySelectorAll("table.ita:not(.years-table)")) {
    const head = [...table.querySelectorAll("thead th")]
      .map((th) => th.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr:not(.line)")) {
      if (!/block|grid/.test(getComputedStyle(row).display))
        odd.push(`row: ${getComputedStyle(row).display}`);
      for (const cell of row.querySelectorAll("td")) {
        if (!head.includes(cell.dataset.label))
          odd.push(`label: ${cell.dataset.label}`);
        const before = getComputedStyle(cell, "::before").content;
        const code = cell.classList.contains("code");
        const shown = getComputedStyle(cell).display !== "none";
        if (!code && shown && !before.includes(cell.dataset.label))
          odd.push(`not shown: ${before}`);
      }
    }
  }
  return odd;
}"""

LOST_PARTS = """() => {
  const list = document.querySelector(".parts");
  const low = list.getBoundingClientRect().top >= 700 ? ["the list is too low"] : [];
  const stands = (name) => {
    const places = document.querySelectorAll(name);
    return places.length === 1 && places[0].checkVisibility()
      && places[0].getBoundingClientRect().height > 0
      && places[0].innerText.length > 5;
  };
  return [...list.querySelectorAll("a")].map((link) => link.getAttribute("href"))
    .filter((name) => !stands(name)).concat(low);
}"""


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_readable_at_every_width_and_asks_no_other_host(
    visit: Visit, base: str, kind: str
) -> None:
    asked: list[str] = []
    page = visit(PAGES[kind], asked=asked)
    found: dict[str, Any] = {
        "of other hosts": [u for u in asked if not u.startswith((base, "data:"))],
        "broken names and dates": page.evaluate(BROKEN),
        "lists of components": parts(page) if kind in PARTED else [],
    }
    if WHOLE or kind not in DARK:
        found["axe, wide"] = violations(page, WCAG)
    if WHOLE:
        darken(page)
        found["axe, wide in the dark"] = violations(page, COLOURS)
        page.emulate_media(color_scheme="light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        found[f"wider than {width}"] = page.evaluate(WIDER, width)
        if width in {720, 360}:
            found[f"cards at {width}"] = cards(page, kind)
    page.set_viewport_size({"width": 360, "height": 740})
    if WHOLE:
        found["axe, narrow"] = violations(page, WCAG)
    if WHOLE or kind not in WIDE:
        darken(page)
        found["axe, narrow in the dark"] = violations(page, WCAG)
    assert asked
    assert {look: lines for look, lines in found.items() if lines} == {}


def darken(page: Page) -> None:
    """Turn a page dark at once: half-way its colours would be too weak."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def parts(page: Page) -> list[str]:
    """Return which components that the top of the page lists are not in sight on it."""
    few: list[str] = page.evaluate(LEAST, [".parts a", 2])
    return few or list(page.evaluate(LOST_PARTS))


def cards(page: Page, kind: str) -> list[str]:
    """Return what is odd in the cards of a page, or that it has none."""
    odd: list[str] = page.evaluate(ODD_CARDS)
    if kind in CARDS:
        odd += page.evaluate(LEAST, ["table.ita", 1])
    return odd
