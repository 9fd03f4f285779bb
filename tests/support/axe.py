"""axe-core on an open page: of the elements that look alike it looks at two."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from checkout import ROOT

Rules = dict[str, Sequence[str]] | None
"""Which rules are run, as axe says it; `None` for all, its own advice too."""

WCAG: Rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ in the dark: the HTML is the same."""

WHOLE = bool(os.environ.get("PRONGSAI_WHOLE_PAGES"))
"""Whether every element is looked at, as `make torture` does."""

SAMPLE = 0 if WHOLE else 2
"""How many elements that look alike are looked at; 0 for all.

Alike are those with the same tags and classes all the way up: no rule of a style sheet
sets them apart but the striping of rows, which two of them show.
"""

_PLACES: list[str | Path] = [
    os.environ.get("PRONGSAI_AXE", ""),
    ROOT / "build" / "npm" / "node_modules" / "axe-core" / "axe.min.js",
    ROOT / "node_modules" / "axe-core" / "axe.min.js",
]

_RUN = """async ([rules, sample]) => {
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
    ...(rules ? { runOnly: rules } : {}),
    iframes: false,
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}"""


def _axe() -> Path:
    """Find axe-core, from npm."""
    for place in _PLACES:
        if place and Path(place).is_file():
            return Path(place)
    pytest.skip("no axe-core: run `make axe`, or set PRONGSAI_AXE to axe.min.js")


def violations(page: Page, rules: Rules) -> list[str]:
    """Return what axe-core finds, one line an element."""
    page.evaluate("document.fonts.ready")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_axe().read_text(encoding="utf-8"))
    return list(page.evaluate(_RUN, [rules, SAMPLE]))
