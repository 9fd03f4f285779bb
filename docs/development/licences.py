"""Write the licences of everything that the wheel installs, read from its SBOM.

    python docs/development/licences.py dist/prongsai.cdx.json dist/LICENCES.md

What lies in the wheel itself is listed first.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # an SBOM is a tree of JSON

INSIDE = (
    ("Sarabun (font)", "", "OFL-1.1"),
    ("DejaVu Sans (font)", "", "Bitstream-Vera"),
    ("htmx", "2.0.11", "0BSD"),
)
"""What others made and the wheel carries: name, version, licence."""

UNKNOWN = "not stated"
_LONGEST = 60
"""Signs of a licence's name; a longer one is its whole text."""


def table(sbom: dict[str, Any]) -> str:
    """Return the licences as a table in Markdown, one component a line."""
    found = [
        (one["name"], one.get("version", ""), _licences(one)) for one in _all(sbom)
    ]
    lines = [f"| {' | '.join(row)} |" for row in (*INSIDE, *sorted(found))]
    return "\n".join(["| what | version | licence |", "|---|---|---|", *lines, ""])


def _all(sbom: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from sbom.get("components", [])


def _licences(component: dict[str, Any]) -> str:
    """Return the licences of a component; SPDX's names before those in free words."""
    names: dict[str, None] = {}
    for one in component.get("licenses", []):
        inner = one.get("license", {})
        name = one.get("expression") or inner.get("id") or inner.get("name") or ""
        short = name.removeprefix("License :: OSI Approved :: ").split("\n")[0]
        if 0 < len(short) <= _LONGEST:
            names[short] = None
    return ", ".join(names) or UNKNOWN


if __name__ == "__main__":
    tree = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    Path(sys.argv[2]).write_text(table(tree), "utf-8")
