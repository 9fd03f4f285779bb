"""Every page of the desk in a browser: nothing for axe, nothing wider, short lines."""

import re

import pytest
from playwright.sync_api import Page, expect

from axe import COLOURS, WHOLE, violations

KINDS = (
    "O5", "import", "work/prove", "tables/measures", "tables/measures/m1",
    "tables/scores", "tables/survey", "tables/unplaced", "../agency/look",
    "../agency/executives", "../agency/space", "/new", "/nowhere/at/all",
)  # fmt: skip
"""One page of each kind that no other test looks at; all that folds is open."""

OTHERS = (
    "O2", "work/submission", "work/papers", "work/roll-over", "tables/results",
    "tables/analysis", "tables/papers", "../agency/about", "../agency/contacts",
    "../agency/complaints", "../agency/site",
)  # fmt: skip
PAGES = KINDS + OTHERS if WHOLE else KINDS

LONGEST = 1600
"""Pixels of a line of text on a screen of 3,840: 100 letters are 900."""

_OPEN = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
_LONG = """(longest) => [...document.querySelectorAll("main p, main li")]
  .filter((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return !one.querySelector("form, ul, ol, div") && [...range.getClientRects()]
      .some((line) => line.width > longest);
  }).map((one) => one.textContent.trim().slice(0, 40))"""


def opened_at(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(_OPEN)


@pytest.fixture
def addresses(opened: Page) -> dict[str, str]:
    root = opened.url.split("/ban-rai/")[0]
    return {
        one: f"{root}{one}" if one.startswith("/") else f"{opened.url}{one}"
        for one in PAGES
    }


def test_axe_finds_nothing_on_any_page_wide_narrow_and_in_the_dark(
    opened: Page, addresses: dict[str, str]
) -> None:
    """Each page wide in the light or narrow in the dark, in turn; with `WHOLE` both."""
    found = {}
    opened.emulate_media(reduced_motion="reduce")
    for number, (path, address) in enumerate(addresses.items()):
        opened.emulate_media(color_scheme="light")
        opened.set_viewport_size({"width": 1366, "height": 900})
        opened_at(opened, address)
        if WHOLE or number % 2:
            found[path, "light"] = violations(opened, None)
        opened.set_viewport_size({"width": 3840, "height": 2160})
        found[path, "lines"] = opened.evaluate(_LONG, LONGEST)
        opened.emulate_media(color_scheme="dark")
        opened.set_viewport_size({"width": 360, "height": 800})
        if WHOLE or number % 2 == 0:
            found[path, "dark"] = violations(opened, COLOURS if WHOLE else None)
        inner = opened.evaluate("document.documentElement.scrollWidth")
        found[path, "width"] = [str(inner)] if inner > 360 else []
    assert {where: lines for where, lines in found.items() if lines} == {}


def test_the_board_uses_a_large_screen(opened: Page) -> None:
    opened.set_viewport_size({"width": 3840, "height": 2160})
    cards = opened.locator(".cards").last.bounding_box()
    assert cards is not None
    assert cards["width"] > 3700


def test_what_is_refused_comes_into_view_with_what_was_typed(opened: Page) -> None:
    opened.goto(opened.url + "O1")
    field = opened.locator("#due")
    field.fill("31/2/2568")
    field.press("Tab")
    told = opened.get_by_role("alert")
    expect(told).to_contain_text("ยังไม่ได้บันทึก อ่านวันที่ “31/2/2568” ไม่ได้")
    opened.wait_for_function(
        "document.querySelector('[role=alert]')"
        ".getBoundingClientRect().bottom <= innerHeight"
    )
    field = opened.locator("#due")
    expect(field).to_have_value("31/2/2568")
    described = re.compile(rf"\b{told.get_attribute('id')}\b")
    expect(field).to_have_attribute("aria-describedby", described)
