"""The keyboard alone, larger text, and language and heading of every page type."""

import re

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from axe import WHOLE
from reader_site import TYPES, YEAR, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]


def at_the_keyboard(page: Page) -> Page:
    """Return the page once it is loaded and gets what is typed."""
    page.wait_for_load_state("load")
    page.bring_to_front()
    page.wait_for_function("document.hasFocus()")
    return page


WATCHED = """() => {
  let serial = 0;
  const all = "a[href], button, input, select, summary, [tabindex='0']";
  for (const node of document.querySelectorAll(all)) {
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    if (node.disabled || node.tabIndex < 0) continue;
    if (node.type === "radio" && !node.checked) continue; // arrow keys
    node.dataset.tab = ++serial;
  }
  const seen = (node) => {
    // The theme's switches are drawn by the label that follows them.
    const drawn = node.matches("input.md-option, input.md-toggle")
      ? node.nextElementSibling : node;
    const box = drawn.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  };
  window.walk = { reached: {}, hidden: [], ended: false };
  let last = document.body;
  window.noted = () => {
    const node = document.activeElement ?? document.body, name = node.dataset.tab ?? "";
    if (walk.ended || node === last) return walk;
    if (node === document.body || name in walk.reached) walk.ended = true;
    else if (!seen(node)) walk.hidden.push(node.outerHTML.slice(0, 90));
    else walk.reached[name] = true;
    last = node;
    return walk;
  };
  addEventListener("keydown", noted, true);
}"""
"""Each key notes what the one before it led to, so that nothing is asked in between."""


def tabs(page: Page, most: int = 400) -> set[str]:
    """Press Tab through a page; return what had the focus, and was in sight."""
    page.evaluate(WATCHED)
    for _ in range(0, most, 20):
        for _ in range(20):
            page.keyboard.press("Tab")
        walk = page.evaluate("noted()")
        assert walk["hidden"] == [], "focused out of sight"
        if walk["ended"]:
            break
    return set(walk["reached"])


WINDOWS = [("report", 1366), ("home", 360)]
MORE_WINDOWS = [
    *[("hub", 1366), ("home", 1366), ("checklist", 1366), ("item", 1366)],
    *[("hub", 360), ("checklist", 360), ("item", 360), ("report", 360)],
]
"""With `WHOLE`: header, drawer, folded cells, groups and lists are in those above."""


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "width"), WINDOWS + MORE_WINDOWS * WHOLE)
def test_the_keyboard_reaches_everything(visit: Visit, kind: str, width: int) -> None:
    page = at_the_keyboard(visit(TYPES[kind], width))
    reached = tabs(page)
    missing = page.evaluate(
        """(reached) => [...document.querySelectorAll("[data-tab]")]
          .filter((node) => !reached.includes(node.dataset.tab))
          .map((node) => node.outerHTML.slice(0, 120))""",
        sorted(reached),
    )
    assert missing == []
    assert len(reached) > 8


def test_the_first_tab_leads_to_the_content(visit: Visit) -> None:
    page = at_the_keyboard(visit(YEAR))
    page.keyboard.press("Tab")
    expect(page.locator("a.md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#top$"))


def test_groups_open_and_close_by_keyboard(visit: Visit) -> None:
    page = visit(TYPES["home"], 360)
    group = page.locator("details.group").first
    expect(group).not_to_have_attribute("open", "")
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.locator("a").first).to_be_visible()


def test_the_focus_is_always_outlined(visit: Visit) -> None:
    page = at_the_keyboard(visit(TYPES["home"]))
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
        )
        assert width >= 2, page.evaluate("document.activeElement.outerHTML")


def test_text_can_grow_to_twice_its_size(visit: Visit) -> None:
    page = visit(TYPES["item-measures"], 720)
    page.add_style_tag(content="html{font-size:250%!important}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 740


def test_every_page_says_its_language_and_has_one_heading(site: ReaderSite) -> None:
    for address in TYPES.values():
        page = lxml.html.fromstring(site.html(address))
        assert page.get("lang") == "th"
        assert len(page.findall(".//h1")) == 1, address
