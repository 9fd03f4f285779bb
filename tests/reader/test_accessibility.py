"""WCAG 2.1 A and AA by axe-core on every page type, and the keyboard alone."""

import os
from collections.abc import Sequence
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from checkout import ROOT
from reader_site import TYPES, YEAR, ReaderSite, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

RULES: dict[str, Sequence[str]] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
}
COLOURS: dict[str, Sequence[str]] = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block"],
}
"""What can differ in the dark: the HTML is the same."""
PLACES: list[str | Path] = [
    os.environ.get("PRONGSAI_AXE", ""),
    ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js",
    ROOT / "node_modules" / "axe-core" / "axe.min.js",
]


@pytest.fixture(scope="session")
def axe() -> Path:
    """Find axe-core, from npm."""
    for place in PLACES:
        if place and Path(place).is_file():
            return Path(place)
    pytest.skip("no axe-core: run `make axe`, or set PRONGSAI_AXE to axe.min.js")


SAMPLE = 0 if os.environ.get("PRONGSAI_WHOLE_PAGES") else 6
"""How many elements that look alike are looked at; 0 for all, as `make torture` does.

Alike are those with the same tags and classes all the way up: no rule of a style sheet
sets them apart but the striping of rows.
"""


def violations(
    page: Page,
    axe: Path,
    rules: dict[str, Sequence[str]],
) -> list[str]:
    """Return what axe-core finds, one line an element."""
    page.evaluate("document.fonts.ready")
    if not page.evaluate("Boolean(window.axe)"):
        page.add_script_tag(path=str(axe))
    found = page.evaluate(
        """async ([rules, sample]) => {
          const counts = new Map();
          const rest = [];
          const walk = (node, above) => {
            for (const child of node.children) {
              const kind = `${above}>${child.tagName}.${child.className}`;
              const count = (counts.get(kind) || 0) + 1;
              counts.set(kind, count);
              if (sample && count > sample) rest.push(child);
              else walk(child, kind);
            }
          };
          walk(document.body, "");
          const { violations } = await axe.run({ include: document, exclude: rest }, {
            runOnly: rules,
            resultTypes: ["violations"],
          });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.target.join(" ")}`));
        }""",
        [rules, SAMPLE],
    )
    return list(found)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
def test_axe_finds_nothing_on_desktop_phone_and_in_the_dark(
    visit: Visit, axe: Path, kind: str
) -> None:
    address = TYPES[kind] + ("?q=มาตรการ" if kind == "search" else "")
    page = visit(address)
    assert violations(page, axe, RULES) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page, axe, RULES) == []
    dark = visit(address, scheme="dark")
    expect(dark.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(dark, axe, COLOURS) == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [1366, 360])
def test_axe_finds_nothing_in_a_table_of_a_file(
    visit: Visit, axe: Path, width: int
) -> None:
    page = visit("tambon-tuayang/2568/o12/", width)
    assert page.locator("table.data tbody tr").count() == 6
    assert violations(page, axe, RULES) == []


def tabs(page: Page, most: int = 400) -> set[str]:
    """Press Tab through a page; return what had the focus, and was in sight."""
    page.evaluate(
        """() => {
          let serial = 0;
          const all = "a[href], button, input, select, summary, [tabindex='0']";
          for (const node of document.querySelectorAll(all)) {
            if (!node.checkVisibility({ visibilityProperty: true })) continue;
            if (node.disabled || node.tabIndex < 0) continue;
            if (node.type === "radio" && !node.checked) continue; // arrow keys
            node.dataset.tab = ++serial;
          }
        }"""
    )
    reached: set[str] = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
              const node = document.activeElement;
              if (!node || node === document.body) return null;
              // The theme's switches are drawn by the label that follows them.
              const drawn = node.matches("input.md-option, input.md-toggle")
                ? node.nextElementSibling : node;
              const box = drawn.getBoundingClientRect();
              const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
              return [node.dataset.tab || "", seen, node.outerHTML.slice(0, 90)];
            }"""
        )
        if state is None:
            break
        name, seen, shown = state
        assert seen, f"focused out of sight: {shown}"
        if name in reached:
            break
        reached.add(name)
    return reached


@pytest.mark.parametrize("kind", ["hub", "home", "item", "checklist", "report"])
@pytest.mark.parametrize("width", [1366, 360])
def test_the_keyboard_reaches_everything(visit: Visit, kind: str, width: int) -> None:
    page = visit(TYPES[kind], width)
    page.wait_for_load_state("load")
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
    page = visit(YEAR)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#top")


def test_groups_open_and_close_by_keyboard(visit: Visit) -> None:
    page = visit(TYPES["home"], 360)
    group = page.locator("details.group").first
    expect(group).not_to_have_attribute("open", "")
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.locator("a").first).to_be_visible()


def test_the_focus_is_always_outlined(visit: Visit) -> None:
    page = visit(TYPES["home"])
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
